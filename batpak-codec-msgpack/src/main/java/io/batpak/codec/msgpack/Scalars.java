package io.batpak.codec.msgpack;

import io.batpak.api.event.Bytes;
import io.batpak.api.event.CausationId;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.EventId;
import io.batpak.api.event.Hash;
import io.batpak.api.event.IdempotencyKey;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All types whose values are not made of others; their encodings are part of the format. */
final class Scalars {
    /** By type; a primitive type has the shape of its box. */
    static final Map<Class<?>, Shape> ALL = Stream.of(numbers(), texts(), binaries())
            .flatMap(scalars -> scalars)
            .flatMap(scalar -> Stream.of(Map.entry(scalar.type(), scalar), Map.entry(unboxed(scalar.type()), scalar)))
            .distinct()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Scalars() {}

    private static Class<?> unboxed(Class<?> type) {
        return MethodType.methodType(type).unwrap().returnType();
    }

    private static Stream<Scalar<?>> numbers() {
        return Stream.of(
                new Scalar<>(Boolean.class, (value, out) -> out.bool(value), Input::bool),
                Scalar.ofInteger(Byte.class, Byte.MIN_VALUE, Byte.MAX_VALUE, Long::byteValue),
                Scalar.ofInteger(Short.class, Short.MIN_VALUE, Short.MAX_VALUE, Long::shortValue),
                Scalar.ofInteger(Integer.class, Integer.MIN_VALUE, Integer.MAX_VALUE, Long::intValue),
                Scalar.ofInteger(Long.class, Long.MIN_VALUE, Long.MAX_VALUE, Function.identity()),
                new Scalar<>(BigInteger.class, (value, out) -> out.integer(value), Input::integer),
                new Scalar<>(BigDecimal.class, Scalars::writeDecimal, Scalars::decimal),
                new Scalar<>(Float.class, (value, out) -> out.float32(value), Scalars::float32),
                new Scalar<>(Double.class, (value, out) -> out.float64(value), Input::floating),
                new Scalar<>(Instant.class, Scalars::writeInstant, Scalars::instant));
    }

    private static Stream<Scalar<?>> texts() {
        return Stream.of(
                new Scalar<>(String.class, (value, out) -> out.text(value), Input::text),
                new Scalar<>(Character.class, (value, out) -> out.text(value.toString()), Scalars::character),
                Scalar.ofText(Duration.class, Duration::toString, Duration::parse),
                Scalar.ofText(LocalDate.class, LocalDate::toString, LocalDate::parse),
                Scalar.ofText(LocalTime.class, LocalTime::toString, LocalTime::parse),
                Scalar.ofText(LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse));
    }

    private static Stream<Scalar<?>> binaries() {
        return Stream.of(
                new Scalar<>(byte[].class, (value, out) -> out.binary(value), Input::binary),
                new Scalar<>(Bytes.class, (value, out) -> out.binary(value.toArray()), in -> Bytes.wrap(in.binary())),
                new Scalar<>(
                        Hash.class, (value, out) -> out.binary(value.toArray()), in -> Hash.of(in.binary(Hash.LENGTH))),
                new Scalar<>(
                        UUID.class,
                        (value, out) -> out.binary(value.getMostSignificantBits(), value.getLeastSignificantBits()),
                        Scalars::uuid),
                id(EventId.class, EventId::high, EventId::low, EventId::of),
                id(CorrelationId.class, CorrelationId::high, CorrelationId::low, CorrelationId::of),
                id(CausationId.class, CausationId::high, CausationId::low, CausationId::of),
                id(IdempotencyKey.class, IdempotencyKey::high, IdempotencyKey::low, IdempotencyKey::of));
    }

    private static <T> Scalar<T> id(
            Class<T> type, ToLongFunction<T> high, ToLongFunction<T> low, Function<UUID, T> make) {
        return new Scalar<>(type, (value, out) -> out.binary(high.applyAsLong(value), low.applyAsLong(value)), in -> {
            UUID bits = uuid(in);
            if (bits.getMostSignificantBits() == 0 && bits.getLeastSignificantBits() == 0) {
                throw new Refusal("the zero id is not a " + type.getSimpleName()); // J-39
            }
            return make.apply(bits);
        });
    }

    private static UUID uuid(Input in) {
        ByteBuffer bits = ByteBuffer.wrap(in.binary(2 * Long.BYTES));
        return new UUID(bits.getLong(), bits.getLong());
    }

    private static Character character(Input in) {
        String text = in.text();
        if (text.length() != 1) {
            throw new Refusal("expected text of one character");
        }
        return text.charAt(0);
    }

    private static Float float32(Input in) {
        double exact = in.floating();
        float value = (float) exact;
        if (Double.compare(value, exact) != 0) {
            throw new Refusal("the number is not exactly a float; declare it double");
        }
        return value;
    }

    private static void writeDecimal(BigDecimal value, Output out) {
        out.extension(Extensions.DECIMAL, Extensions.decimal(value));
    }

    private static BigDecimal decimal(Input in) {
        return Extensions.toDecimal(in.extension(Extensions.DECIMAL, "a decimal"));
    }

    private static void writeInstant(Instant value, Output out) {
        out.extension(Extensions.TIMESTAMP, Extensions.timestamp(value));
    }

    private static Instant instant(Input in) {
        return Extensions.toInstant(in.extension(Extensions.TIMESTAMP, "a timestamp"));
    }
}
