package culprit.driver.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Amounts with units, as people write them. */
final class Quantities {
    /** So many digits that nanoseconds fit into 64 bits, and MiB into 32. */
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(s|m|h)");

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,6})(M|G)");

    private Quantities() {}

    /** A time span such as 90s, 5m or 8h, more than nothing. */
    static final class Time implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Matcher parts = TIME.matcher(text.strip().toLowerCase(Locale.ROOT));
            if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
                throw new TypeConversionException("expected a time such as 90s, 5m or 8h, got \"" + text + "\"");
            }
            long amount = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
    }

    /** A size of memory such as 512M or 2G, in MiB. */
    static final class Mebibytes implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            Matcher parts = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
            if (!parts.matches() || Integer.parseInt(parts.group(1)) == 0) {
                throw new TypeConversionException("expected a size such as 512M or 2G, got \"" + text + "\"");
            }
            int amount = Integer.parseInt(parts.group(1));
            return parts.group(2).equals("G") ? amount * 1024 : amount;
        }
    }

    /** A whole number of at least 1. */
    static final class Count implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.strip().matches("[1-9][0-9]{0,5}")) {
                throw new TypeConversionException("expected a number from 1 to 999999, got \"" + text + "\"");
            }
            return Integer.valueOf(text.strip());
        }
    }
}
