package culprit.driver;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file for the diagnostics of this program and its libraries, one in a process. Until there is one they are dropped:
 * the libraries report on a repository before a work directory exists.
 */
public final class DebugLog {
    private static final String NAME = "DEBUG_LOG";

    private static @Nullable Path current;

    private DebugLog() {}

    /** Appends to a file from here on, in the place of another one. */
    static synchronized void writeTo(Path file) {
        current = file;
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(context);
            encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{36} - %msg%n");
            encoder.start();
            FileAppender<ILoggingEvent> appender = new FileAppender<>();
            appender.setContext(context);
            appender.setName(NAME);
            appender.setFile(file.toString());
            appender.setEncoder(encoder);
            appender.start();
            ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            root.detachAppender(NAME);
            root.addAppender(appender);
        }
    }

    /** The file, once there is one. */
    public static synchronized Optional<Path> file() {
        return Optional.ofNullable(current);
    }
}
