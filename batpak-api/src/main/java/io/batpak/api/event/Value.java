package io.batpak.api.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A payload without a type of its own: a tree of values that every codec can write and read. Equal trees are encoded to
 * equal bytes.
 */
public sealed interface Value {
    /** Nothing. */
    record Null() implements Value {
        /** The one of its kind. */
        public static final Null NULL = new Null();
    }

    /**
     * True or false.
     *
     * @param value which
     */
    record Bool(boolean value) implements Value {}

    /**
     * An integer of any size.
     *
     * @param value the integer
     */
    record Int(BigInteger value) implements Value {
        /** Checks for null. */
        public Int {
            Objects.requireNonNull(value);
        }

        /** Returns the value of a long. */
        public static Int of(long value) {
            return new Int(BigInteger.valueOf(value));
        }
    }

    /**
     * A double. Two are equal if they have the same bits, one NaN excepted.
     *
     * @param value the number
     */
    record Real(double value) implements Value {}

    /**
     * A decimal number with its scale.
     *
     * @param value the number
     */
    record Decimal(BigDecimal value) implements Value {
        /** Checks for null. */
        public Decimal {
            Objects.requireNonNull(value);
        }
    }

    /**
     * Text: well-formed Unicode.
     *
     * @param value the text
     */
    record Text(String value) implements Value {
        /** Checks for null. */
        public Text {
            Objects.requireNonNull(value);
        }
    }

    /**
     * Bytes.
     *
     * @param value the bytes
     */
    record Binary(Bytes value) implements Value {
        /** Checks for null. */
        public Binary {
            Objects.requireNonNull(value);
        }
    }

    /**
     * A moment.
     *
     * @param value the moment, to the nanosecond
     */
    record Moment(Instant value) implements Value {
        /** Checks for null. */
        public Moment {
            Objects.requireNonNull(value);
        }
    }

    /**
     * Values in order.
     *
     * @param values the values
     */
    record Array(List<Value> values) implements Value {
        /** Copies the list. */
        public Array {
            values = List.copyOf(values);
        }
    }

    /**
     * Values by name. The order of the entries does not matter for equality, and an encoding sorts them by the bytes
     * of their names.
     *
     * @param entries the values
     */
    record Struct(Map<String, Value> entries) implements Value {
        /** Copies the map and keeps its order. */
        public Struct {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }
}
