package io.batpak.cli.output;

import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.BatpakException;
import io.batpak.api.error.OutcomeUnknownException;
import io.batpak.api.error.PayloadException;
import io.batpak.api.error.StorageException;
import io.batpak.cli.input.InputException;
import java.io.IOException;
import java.util.OptionalLong;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Something that went wrong, as it is told: a code for programs, a sentence for people, and the line of the input that
 * is at fault, if one is.
 *
 * @param status what the process ends with
 * @param code a stable name
 * @param line the physical line of the input, from 1 on
 * @param message what, where, and how to mend it
 */
public record Failure(int status, String code, OptionalLong line, String message) {
    /** The code of input that is not JSON or has the wrong shape. */
    public static final String INPUT_INVALID = "INPUT_INVALID";

    /** The code of a bad option. */
    public static final String OPTION_INVALID = "OPTION_INVALID";

    /** The code of what was asked for and is not there. */
    public static final String NOT_FOUND = "NOT_FOUND";

    private static final String INPUT_FAILED = "INPUT_FAILED";
    private static final String OUTPUT_FAILED = "OUTPUT_FAILED";
    private static final String INTERNAL = "INTERNAL";

    /** Makes a failure without a line. */
    public Failure(int status, String code, String message) {
        this(status, code, OptionalLong.empty(), message);
    }

    /** Returns the same failure, at a line. */
    public Failure at(long number) {
        return new Failure(status, code, OptionalLong.of(number), message);
    }

    /** Returns how an exception is told. */
    public static Failure of(Throwable thrown) {
        String message = thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
        return switch (thrown) {
            case AppendRejectedException e ->
                new Failure(ExitStatus.of(e.code()), e.code().name(), e.rejection().describe());
            case BatpakException e -> new Failure(ExitStatus.of(e.code()), e.code().name(), message);
            case InputException e -> new Failure(ExitStatus.USAGE, INPUT_INVALID, message);
            case IllegalArgumentException e -> new Failure(ExitStatus.USAGE, OPTION_INVALID, message);
            case JacksonIOException e ->
                new Failure(ExitStatus.UNAVAILABLE, OUTPUT_FAILED, "cannot write the output: " + reason(e));
            case IOException e ->
                new Failure(ExitStatus.UNAVAILABLE, INPUT_FAILED, "cannot read the input: " + message);
            case OutOfMemoryError e -> new Failure(ExitStatus.UNAVAILABLE, INTERNAL, "not enough memory: " + message);
            default -> new Failure(
                    ExitStatus.UNAVAILABLE,
                    INTERNAL,
                    "this should not have happened; --stacktrace shows where: " + thrown);
        };
    }

    /** Returns true if an exception is about one request, so that others may still succeed. */
    public static boolean concernsOneRequest(Throwable thrown) {
        return switch (thrown) {
            case AppendRejectedException e -> true;
            case PayloadException e -> true;
            case IllegalArgumentException e -> true;
            case StorageException e -> !e.writerPoisoned();
            case OutcomeUnknownException e -> !e.writerPoisoned();
            default -> false;
        };
    }

    /** Returns true if whoever read our output went away: {@code batpak export … | head}. */
    public static boolean isBrokenPipe(Throwable thrown) {
        return thrown instanceof JacksonIOException e && reason(e).contains("Broken pipe");
    }

    private static String reason(JacksonIOException e) {
        Throwable cause = e.getCause();
        return cause == null ? e.getOriginalMessage() : String.valueOf(cause.getMessage());
    }

    /** Writes the failure as an object. */
    public void print(JsonLines lines) {
        lines.json().writeStartObject();
        lines.json().writeStringProperty("error", code);
        if (line.isPresent()) {
            lines.json().writeNumberProperty("line", line.getAsLong());
        }
        lines.json().writeStringProperty("message", message);
        lines.json().writeEndObject();
        lines.endLine();
        lines.flush();
    }

    /** Returns the failure as a sentence. */
    public String text() {
        return "batpak: " + (line.isPresent() ? "line " + line.getAsLong() + ": " : "") + message + " (" + code + ")";
    }
}
