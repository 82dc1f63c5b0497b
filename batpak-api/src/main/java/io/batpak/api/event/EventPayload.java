package io.batpak.api.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Binds a payload type (record, enum or sealed interface of records) to its kind and version (DESIGN D-14). */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventPayload {
    /** The category of its kind: 0x1 to 0xC, 0xE or 0xF. */
    int category();

    /** The type of its kind: 0 to 0xFFF. */
    int type();

    /** The version of its shape: 1 to 65535. */
    int version() default 1;
}
