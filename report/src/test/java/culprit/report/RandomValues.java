package culprit.report;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes up records of any kind, with text that is meant to break whatever reads it. */
final class RandomValues {
    private static final List<String> HOSTILE = List.of(
            "",
            "\"",
            "\\",
            "\\u0041",
            "\n",
            "\r\n",
            "\0",
            "\u001b[31m",
            "\u007f",
            "null",
            "</script>",
            RawText.of("\u00e9\u0131\u2028\ufeff\ufffd\uffff\ud83d\udc80"),
            "\u00ed\u00b2\u0080", // the bytes of a lone surrogate
            "\u00c3",
            "\u0080",
            "\u00f0\u009f\u0092");

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    /** A value of a type that occurs in events. */
    Object of(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return container(generic);
        }
        Class<?> kind = (Class<?>) type;
        if (kind.isRecord()) {
            return record(kind);
        }
        if (kind.isEnum()) {
            return kind.getEnumConstants()[random.nextInt(kind.getEnumConstants().length)];
        }
        return scalar(kind);
    }

    private Object container(ParameterizedType type) throws ReflectiveOperationException {
        Type element = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            return random.nextBoolean() ? Optional.of(of(element)) : Optional.empty();
        }
        Object[] elements = new Object[random.nextInt(4)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = of(element);
        }
        return List.of(elements);
    }

    private Object record(Class<?> kind) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = of(components[i].getGenericType());
        }
        var constructor = kind.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private Object scalar(Class<?> kind) {
        if (kind == String.class) {
            return text();
        } else if (kind == Bytes.class) {
            return Bytes.of(text());
        } else if (kind == int.class || kind == Integer.class) {
            return random.nextInt();
        } else if (kind == boolean.class) {
            return random.nextBoolean();
        } else if (kind == Double.class || kind == double.class) {
            return random.nextInt(20) == 0 ? Double.NaN : random.nextDouble();
        } else if (kind == Instant.class) {
            return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        } else if (kind == Duration.class) {
            return Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000));
        } else if (kind == Path.class) {
            return Path.of(random.nextBoolean() ? "" : "a \"b\"/\u00e9\n" + random.nextInt());
        }
        throw new IllegalArgumentException("events have no " + kind);
    }

    private String text() {
        Stream<String> parts = IntStream.range(0, random.nextInt(6))
                .mapToObj(i -> random.nextInt(3) > 0
                        ? HOSTILE.get(random.nextInt(HOSTILE.size()))
                        : Character.toString(random.nextInt(256)));
        return parts.collect(Collectors.joining());
    }
}
