package io.batpak.codec.msgpack;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Calls what an application wrote: accessors and constructors of records. What they throw is a refusal. */
final class Invocation {
    private Invocation() {}

    /** Calls a handle of the type {@code (Object) Object}. */
    static @Nullable Object call(MethodHandle handle, Object argument) {
        try {
            return (Object) handle.invokeExact(argument);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) { // all that a method handle declares
            throw new Refusal("the record's own code refuses it with " + e.getClass().getName(), e);
        }
    }
}
