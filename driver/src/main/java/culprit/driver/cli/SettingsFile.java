package culprit.driver.cli;

import culprit.driver.procedure.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * A TOML file whose keys are the long options of a command without the dashes. What the command line says wins. Relative
 * paths in it are relative to the file.
 */
final class SettingsFile implements IDefaultValueProvider {
    /** A slip of the keyboard changes no more than one character in so many. */
    private static final int CHARACTERS_PER_SLIP = 3;

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();

    private SettingsFile(Path file) {
        this.file = file;
    }

    /**
     * Reads and checks a file.
     *
     * @throws UsageException with file, line and column: not TOML, an unknown key, a value that its option does not take
     */
    static SettingsFile read(Path file, CommandSpec command) throws UsageException {
        TomlParseResult toml;
        try {
            toml = Toml.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UsageException("cannot read the settings file " + file + ": " + e, e);
        }
        SettingsFile settings = new SettingsFile(file);
        if (toml.hasErrors()) {
            var error = toml.errors().get(0);
            throw new UsageException(settings.at(error.position()) + error.getMessage());
        }
        for (String key : toml.keySet()) {
            OptionSpec option = settings.option(key, command, toml.inputPositionOf(List.of(key)));
            if (!(toml.get(List.of(key)) instanceof TomlArray array && array.isEmpty() && option.isMultiValue())) {
                settings.values.put(key, settings.value(option, key, toml));
            }
        }
        return settings;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        String own = argument.isOption() ? values.get(name((OptionSpec) argument)) : null;
        return own != null ? own : argument.defaultValue();
    }

    private OptionSpec option(String key, CommandSpec command, @Nullable TomlPosition position) throws UsageException {
        List<OptionSpec> known =
                command.options().stream().filter(SettingsFile::isSetting).toList();
        for (OptionSpec option : known) {
            if (name(option).equals(key)) {
                return option;
            }
        }
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        String nearest = known.stream()
                .map(SettingsFile::name)
                .min(Comparator.comparingInt(name -> distance.apply(name, key)))
                .filter(name -> distance.apply(name, key) <= key.length() / CHARACTERS_PER_SLIP)
                .map(name -> "did you mean \"" + name + "\"?")
                .orElseGet(() ->
                        "known are " + known.stream().map(SettingsFile::name).collect(Collectors.joining(", ")));
        throw new UsageException(at(position) + "unknown key \"" + key + "\": " + nearest);
    }

    private String value(OptionSpec option, String key, TomlTable toml) throws UsageException {
        Object value = toml.get(List.of(key));
        String text;
        if (value instanceof TomlArray array && option.isMultiValue()) {
            return list(option, key, array);
        } else if (value instanceof String || value instanceof Long || value instanceof Boolean) {
            text = value.toString();
        } else {
            throw new UsageException(at(toml.inputPositionOf(List.of(key))) + key + ": expected "
                    + (option.isMultiValue() ? "a list of strings" : "a single value"));
        }
        if (option.type() == Path.class) {
            return file.toAbsolutePath().resolveSibling(text).toString();
        }
        check(option, text, at(toml.inputPositionOf(List.of(key))) + key + ": ");
        return text;
    }

    private String list(OptionSpec option, String key, TomlArray array) throws UsageException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            texts.add(String.valueOf(array.get(i)));
            check(option, texts.get(i), at(array.inputPositionOf(i)) + key + ": ");
        }
        return String.join(option.splitRegex(), texts);
    }

    private static void check(OptionSpec option, String text, String where) throws UsageException {
        try {
            for (var converter : option.converters()) {
                converter.convert(text);
            }
            List<String> words = words(option.type());
            if (!words.isEmpty() && words.stream().noneMatch(text::equalsIgnoreCase)) {
                throw new TypeConversionException(
                        "expected one of " + String.join(", ", words) + ", got \"" + text + "\"");
            }
        } catch (TypeConversionException e) {
            throw new UsageException(where + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("the converter of " + option.longestName() + " failed", e);
        }
    }

    /** What an option takes that takes certain words only; empty for all others. */
    private static List<String> words(Class<?> type) {
        return type == boolean.class
                ? List.of("true", "false")
                : type.isEnum()
                        ? Arrays.stream(type.getEnumConstants())
                                .map(String::valueOf)
                                .toList()
                        : List.of();
    }

    /** Options that describe the bisection; help and the like are for the command line only. */
    private static boolean isSetting(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp() && !name(option).equals("fresh");
    }

    private static String name(OptionSpec option) {
        return option.longestName().replaceFirst("^--", "");
    }

    private String at(@Nullable TomlPosition position) {
        return position == null ? file + ": " : file + ":" + position.line() + ":" + position.column() + ": ";
    }
}
