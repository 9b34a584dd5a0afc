package culprit.report;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.InjectableValues;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * One event as one line of JSON, and back.
 *
 * <p>The property {@code event} names the kind, such as {@code testStarted}; the others are the components of its
 * record. Raw text is shown as the Unicode that it encodes; a byte that is not valid UTF-8 is a lone surrogate
 * {@code \\udc80} to {@code \\udcff}. Times are those of ISO 8601. Unknown properties are ignored, and what is optional may
 * be missing, so that a later version may add some.
 */
public final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // A line that is too long must not be mistaken for one that was cut off.
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .annotationIntrospector(new Names())
            .injectableValues(new InjectableValues.Std().addValue(Names.ABSENT, Optional.empty()))
            .addMixIn(Event.class, Kind.class)
            .addModule(new SimpleModule()
                    .addSerializer(String.class, new Writing<>(String.class, LosslessText::of))
                    .addDeserializer(String.class, new Reading<>(String.class, LosslessText::raw))
                    .addSerializer(Bytes.class, new Writing<>(Bytes.class, bytes -> LosslessText.of(bytes.toString())))
                    .addDeserializer(Bytes.class, new Reading<>(Bytes.class, text -> Bytes.of(LosslessText.raw(text))))
                    .addSerializer(Path.class, new Writing<>(Path.class, Path::toString))
                    .addDeserializer(Path.class, new Reading<>(Path.class, Path::of)))
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private EventJson() {}

    /** The event as JSON in one line, without a newline; can be encoded in UTF-8. */
    public static String line(Event event) {
        // The parameter of the type makes it write the kind too.
        String json = MAPPER.writerFor(Event.class).writeValueAsString(event);
        if (json.codePoints().noneMatch(LosslessText::isEscape)) {
            return json;
        }
        // UTF-8 cannot encode a lone surrogate, and Jackson has no way to escape these alone. All of them are in
        // strings.
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(character -> {
            if (LosslessText.isEscape(character)) {
                escaped.append("\\u").append(Integer.toHexString(character));
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    /**
     * The event of a line.
     *
     * @throws EventFormatException when it is not JSON, not an event, or of a kind that is not known here
     */
    public static Event event(String line) throws EventFormatException {
        try {
            @Nullable Event event = MAPPER.readValue(line, Event.class);
            if (event == null) {
                throw new EventFormatException("null is no event");
            }
            return event;
        } catch (JacksonException | InvalidPathException e) {
            throw new EventFormatException(e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
    private interface Kind {}

    /** The kinds are named after their records, with a small first letter. What is optional need not be in the line. */
    private static final class Names extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;
        private static final String ABSENT = "absent";

        @Override
        public JacksonInject.@Nullable Value findInjectableValue(MapperConfig<?> config, AnnotatedMember member) {
            return member instanceof AnnotatedParameter && member.getRawType() == Optional.class
                    ? JacksonInject.Value.construct(ABSENT, true, true)
                    : super.findInjectableValue(config, member);
        }

        @Override
        public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
            String name = type.getRawType().getSimpleName();
            return Event.class.isAssignableFrom(type.getRawType())
                    ? name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1)
                    : super.findTypeName(config, type);
        }
    }

    private static final class Writing<T> extends StdScalarSerializer<T> {
        private final Function<T, String> form;

        Writing(Class<T> type, Function<T, String> form) {
            super(type);
            this.form = form;
        }

        @Override
        public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeString(form.apply(value));
        }
    }

    private static final class Reading<T> extends StdScalarDeserializer<T> {
        private final Function<String, T> meaning;

        Reading(Class<T> type, Function<String, T> meaning) {
            super(type);
            this.meaning = meaning;
        }

        @Override
        public T deserialize(JsonParser json, DeserializationContext context) {
            return meaning.apply(json.getString());
        }
    }
}
