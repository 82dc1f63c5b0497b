package io.batpak.cli.input;

import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Expectation;
import io.batpak.api.event.CausationId;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Value;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The fields of one line, as far as they were read. A field that is null is absent, the payload excepted. */
final class Envelope {
    private static final long REVISION_MAX = 0xffff_ffffL;

    private @Nullable String entity;
    private @Nullable String scope;
    private @Nullable EventKind kind;
    private @Nullable Value payload;
    private AppendOptions.@Nullable Builder options;
    private int seen;

    /** Takes a field. */
    void put(String name, Value value) {
        switch (name) {
            case "entity" -> take(0, name, value, () -> entity = text(name, value));
            case "scope" -> take(1, name, value, () -> scope = text(name, value));
            case "kind" -> take(2, name, value, () -> kind = kind(value));
            case "payload" -> {
                once(3, name);
                payload = value;
            }
            case "key" -> take(4, name, value, () -> options().key(key(text(name, value))));
            case "expect" -> take(5, name, value, () -> options().expect(expectation(value)));
            case "correlation" -> take(6, name, value, () -> options()
                    .correlation(Texts.id(name, text(name, value), CorrelationId::parse)));
            case "causation" -> take(7, name, value, () -> options()
                    .causation(Causation.of(Texts.id(name, text(name, value), CausationId::parse))));
            case "lane" -> take(8, name, value, () -> options().lane(Lane.of(integer(name, value, Lane.MAX))));
            case "tags" -> take(9, name, value, () -> tags(value));
            default -> throw new InputException(
                    "unknown field \"" + shown(name) + "\"; known are entity, scope, kind, payload, "
                            + "key, expect, correlation, causation, lane and tags");
        }
    }

    /** Returns the request. */
    AppendRequest toRequest(Defaults defaults) {
        String ofEntity = required("entity", entity, defaults.entity());
        String inScope = required("scope", scope, defaults.scope());
        EventKind ofKind = required("kind", kind, defaults.kind());
        if (payload == null) {
            throw new InputException("payload is missing; it may be null, and must be there");
        }
        AppendRequest request = AppendRequest.ofValue(new Coordinate(ofEntity, inScope), ofKind, payload);
        return options == null ? request : request.with(options.build());
    }

    private void take(int field, String name, Value value, Runnable setter) {
        once(field, name);
        if (!(value instanceof Value.Null)) {
            setter.run();
        }
    }

    private void once(int field, String name) {
        if ((seen & 1 << field) != 0) {
            throw new InputException("field " + name + " is there twice");
        }
        seen |= 1 << field;
    }

    private AppendOptions.Builder options() {
        if (options == null) {
            options = AppendOptions.builder();
        }
        return options;
    }

    private void tags(Value value) {
        if (!(value instanceof Value.Array array)) {
            throw new InputException("tags is not an array of texts");
        }
        array.values().forEach(tag -> options().tag(text("a tag", tag)));
    }

    private static <T> T required(String name, @Nullable T given, @Nullable T byOption) {
        if (given != null) {
            return given;
        }
        if (byOption == null) {
            throw new InputException(name + " is missing; put it on the line, or give --" + name);
        }
        return byOption;
    }

    private static String text(String name, Value value) {
        if (value instanceof Value.Text text) {
            return text.value();
        }
        throw new InputException(name + " is not a text");
    }

    private static long integer(String name, Value value, long max) {
        if (value instanceof Value.Int integer) {
            BigInteger number = integer.value();
            if (number.signum() >= 0 && number.compareTo(BigInteger.valueOf(max)) <= 0) {
                return number.longValue();
            }
        }
        throw new InputException(name + " is not an integer from 0 to " + max);
    }

    private static EventKind kind(Value value) {
        return value instanceof Value.Text text ? Texts.hexKind(text.value())
                : Texts.kind(integer("kind", value, 0xffff));
    }

    private static IdempotencyKey key(String text) {
        if (text.isEmpty()) {
            throw new InputException("key is empty; leave it out, or name the operation");
        }
        if (Texts.isZeroId(text)) {
            throw new InputException("key is the zero id, which names nothing");
        }
        return IdempotencyKey.ofText(text);
    }

    private static Expectation expectation(Value value) {
        if (value instanceof Value.Text text) {
            return switch (text.value()) {
                case "any" -> Expectation.any();
                case "empty" -> Expectation.empty();
                default -> throw new InputException("expect is a text, and neither \"any\" nor \"empty\"");
            };
        }
        return Expectation.at(integer("expect", value, REVISION_MAX));
    }

    private static String shown(String name) {
        String head = name.length() <= 40 ? name : name.substring(0, 40) + "…";
        return head.replaceAll("\\p{Cntrl}", "?");
    }
}
