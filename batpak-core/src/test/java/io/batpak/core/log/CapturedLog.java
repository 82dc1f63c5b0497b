package io.batpak.core.log;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Where the log of the tests ends: nowhere, for thousands of stores are torn and poisoned on purpose, unless a test wants
 * to see it. Named in the pom as the provider of SLF4J.
 */
public final class CapturedLog implements SLF4JServiceProvider {
    private static volatile Queue<Line> lines;

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter contexts = new NOPMDCAdapter();

    /**
     * One message.
     *
     * @param level how grave it is
     * @param logger the simple name of the class that said it
     * @param text what it said, the stack trace left out
     */
    record Line(Level level, String logger, String text) {}

    /** Returns what is said while something is done. */
    static List<Line> during(Runnable work) {
        Queue<Line> captured = new ConcurrentLinkedQueue<>();
        lines = captured;
        try {
            work.run();
        } finally {
            lines = null;
        }
        return List.copyOf(captured);
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return CapturingLogger::new;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return contexts;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // there is nothing to be set up
    }

    /** Keeps messages while somebody wants them. */
    private static final class CapturingLogger extends LegacyAbstractLogger implements Logger {
        private static final long serialVersionUID = 1;

        CapturingLogger(String name) {
            this.name = name.substring(name.lastIndexOf('.') + 1);
        }

        @Override
        public boolean isTraceEnabled() {
            return lines != null;
        }

        @Override
        public boolean isDebugEnabled() {
            return lines != null;
        }

        @Override
        public boolean isInfoEnabled() {
            return lines != null;
        }

        @Override
        public boolean isWarnEnabled() {
            return lines != null;
        }

        @Override
        public boolean isErrorEnabled() {
            return lines != null;
        }

        @Override
        protected String getFullyQualifiedCallerName() {
            return CapturingLogger.class.getName();
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level, Marker marker, String pattern, Object[] arguments, Throwable throwable) {
            Queue<Line> captured = lines;
            if (captured != null) {
                captured.add(new Line(level, name, MessageFormatter.basicArrayFormat(pattern, arguments)));
            }
        }
    }
}
