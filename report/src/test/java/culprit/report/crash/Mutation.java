package culprit.report.crash;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What serial lines, several processors at once and hostile guests make of a console. */
enum Mutation {
    LINES_DROPPED {
        @Override
        String of(String one, String other, Random random) {
            return byLine(one, line -> random.nextInt(4) == 0 ? "" : line + "\n");
        }
    },
    LINES_CUT {
        @Override
        String of(String one, String other, Random random) {
            return byLine(
                    one, line -> random.nextInt(3) == 0 ? line.substring(0, place(line, random)) + "\n" : line + "\n");
        }
    },
    LINES_JOINED {
        @Override
        String of(String one, String other, Random random) {
            return byLine(one, line -> line + (random.nextInt(3) == 0 ? "" : "\n"));
        }
    },
    INTERLEAVED {
        @Override
        String of(String one, String other, Random random) {
            List<String> more = other.lines().toList();
            int[] next = {0};
            return byLine(one, line -> {
                StringBuilder mixed = new StringBuilder(line + "\n");
                while (next[0] < more.size() && random.nextBoolean()) {
                    mixed.append(more.get(next[0]++)).append('\n');
                }
                return mixed.toString();
            });
        }
    },
    CALLERS_REMOVED {
        @Override
        String of(String one, String other, Random random) {
            return byLine(one, line -> line.replaceFirst("\\]\\[ *[TC][0-9]+\\]", "]") + "\n");
        }
    },
    PREFIXES_REMOVED {
        @Override
        String of(String one, String other, Random random) {
            return byLine(
                    one,
                    line -> (random.nextBoolean() ? line.replaceFirst("^\\[ *[0-9.]+\\](?:\\[[^]]*\\])? ", "") : line)
                            + "\n");
        }
    },
    BEGINNING_CUT {
        @Override
        String of(String one, String other, Random random) {
            return one.substring(place(one, random));
        }
    },
    ANOTHER_APPENDED {
        @Override
        String of(String one, String other, Random random) {
            return one.substring(0, place(one, random)) + other;
        }
    },
    RANDOM_BYTES {
        @Override
        String of(String one, String other, Random random) {
            StringBuilder text = new StringBuilder(one);
            for (int i = 0; i < 50; i++) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(256));
            }
            return text.toString();
        }
    };

    /** A console made from one, or from two; characters stand for bytes. */
    abstract String of(String one, String other, Random random);

    private static String byLine(String text, UnaryOperator<String> change) {
        return text.lines().map(change).collect(Collectors.joining());
    }

    private static int place(String text, Random random) {
        return random.nextInt(text.length() + 1);
    }
}
