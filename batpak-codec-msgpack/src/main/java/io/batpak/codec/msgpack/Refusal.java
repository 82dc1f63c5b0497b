package io.batpak.codec.msgpack;

import io.batpak.api.error.PayloadException;
import org.jspecify.annotations.Nullable;

/**
 * Why a value or its bytes are refused, on the way to becoming a {@link PayloadException}. Each container that it
 * passes adds its step to the path, so that nobody has to keep a path while all is well. Never says what a payload
 * holds, keys of maps included.
 */
final class Refusal extends RuntimeException {
    private final String reason;
    private final StringBuilder path = new StringBuilder();

    Refusal(String reason, @Nullable Throwable cause) {
        super(reason, cause, false, false); // the trace of the PayloadException suffices
        this.reason = reason;
    }

    Refusal(String reason) {
        this(reason, null);
    }

    static Object requirePresent(@Nullable Object value) {
        if (value == null) {
            throw new Refusal("is null; declare it Optional, and leave that empty");
        }
        return value;
    }

    static void requireInstance(Object value, Class<?> type) {
        if (!type.isInstance(value)) {
            throw new Refusal("expected " + type.getTypeName() + ", found " + value.getClass().getTypeName());
        }
    }

    Refusal inComponent(String name) {
        path.insert(0, "." + name);
        return this;
    }

    Refusal inElement(int index) {
        path.insert(0, "[" + index + "]");
        return this;
    }

    /** Adds the step into a map: the number of the entry, because its key may be confidential. */
    Refusal inEntry(int index) {
        path.insert(0, "{" + index + "}");
        return this;
    }

    PayloadException toException(Class<?> root) {
        return new PayloadException(root.getSimpleName() + path + ": " + reason, getCause());
    }
}
