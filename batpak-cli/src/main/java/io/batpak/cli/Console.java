package io.batpak.cli;

import io.batpak.cli.output.JsonLines;
import io.batpak.cli.output.Layout;
import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The three streams of a command. All text is UTF-8, whatever the platform thinks.
 *
 * @param in where input comes from
 * @param out where data goes
 * @param err where messages go
 */
record Console(InputStream in, OutputStream out, OutputStream err) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** Returns a new writer of data as JSON; what it holds back is passed on when it is flushed or closed. */
    JsonLines lines(Layout layout) {
        return new JsonLines(new BufferedOutputStream(out, BUFFER_BYTES), layout);
    }

    /** Returns a new writer of messages as JSON. */
    JsonLines errorLines() {
        return new JsonLines(err, Layout.LINES);
    }

    /** Returns a new writer of data as text, flushed with each line. */
    PrintWriter writer() {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }

    /** Returns a new writer of messages as text, flushed with each line. */
    PrintWriter errorWriter() {
        return new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    }
}
