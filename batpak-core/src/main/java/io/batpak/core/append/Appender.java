package io.batpak.core.append;

import io.batpak.api.StoreConfig;
import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Expectation;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.AppendRejectedException.Stage;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.error.PayloadException;
import io.batpak.api.error.Rejection;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.EventPayload;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.api.spi.CodecProvider;
import io.batpak.api.spi.HashProvider;
import io.batpak.core.index.EventIndex;
import io.batpak.core.segment.EventFrame;
import io.batpak.core.segment.EventTails;
import io.batpak.core.segment.FrameOptions;
import io.batpak.core.segment.LinkHash;
import io.batpak.core.time.Uuid7;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The caller's share of an append (D-5): checks the request, encodes the payload, gives the event its id and hashes both
 * parts. One validation serves every route (J-18). Nothing here touches the log.
 */
public final class Appender {
    private static final EventId[] NO_ITEMS = {};

    private final int payloadMaxBytes;
    private final int batchMaxCount;
    private final int batchMaxBytes;
    private final boolean keysRequired;
    private final @Nullable CodecProvider codec;
    private final IdlePool<LinkHash> hashers;
    private final Uuid7 ids;
    private final EventIndex index;

    public Appender(
            StoreConfig config, HashProvider hash, @Nullable CodecProvider codec, Uuid7 ids, EventIndex index) {
        this.payloadMaxBytes = config.payloadMaxBytes();
        this.batchMaxCount = config.batchMaxCount();
        this.batchMaxBytes = config.batchMaxBytes();
        this.keysRequired = config.keysRequired();
        this.codec = codec;
        this.hashers = new IdlePool<>(() -> new LinkHash(hash));
        this.ids = ids;
        this.index = index;
    }

    /** Prepares a single event. */
    PreparedEvent prepare(AppendRequest request, EventTails tails) {
        Encoded encoded = validated(request, -1);
        requireKey(request.options().key().isPresent());
        if (request.options().causation() instanceof Causation.EarlierItem) {
            throw refused(ErrorCode.INVALID_CAUSATION, "a single append has no earlier items; name the event's id", -1);
        }
        return prepare(request, encoded, null, -1, NO_ITEMS, tails);
    }

    /**
     * Prepares the items of a batch. Of several refusals the first of these is given (W-047): count; item by item what a
     * single append is checked for; sum of bytes; expectations; keys; causations.
     */
    PreparedEvent[] prepareBatch(List<AppendRequest> requests, UUID batch, EventTails tails) {
        if (requests.size() > batchMaxCount) {
            throw refused(
                    ErrorCode.LIMIT_EXCEEDED,
                    "the batch has " + requests.size() + " items; at most " + batchMaxCount
                            + " are allowed (batchMaxCount)",
                    -1);
        }
        Encoded[] encoded = new Encoded[requests.size()];
        long bytes = 0;
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = validated(requests.get(i), i);
            bytes += size(requests.get(i), encoded[i]);
        }
        if (bytes > batchMaxBytes) {
            throw refused(
                    ErrorCode.LIMIT_EXCEEDED,
                    "the batch has " + bytes + " bytes of payloads and extensions; at most " + batchMaxBytes
                            + " are allowed (batchMaxBytes)",
                    -1);
        }
        requireNoExpectation(requests);
        requireKeyedThroughoutOrNot(requests);
        requireEarlierCauses(requests);
        EventId[] itemIds = new EventId[encoded.length];
        PreparedEvent[] events = new PreparedEvent[encoded.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = prepare(requests.get(i), encoded[i], batch, i, itemIds, tails);
            itemIds[i] = events[i].id;
        }
        return events;
    }

    /** A new id for a batch or a visibility fence. */
    UUID newUnitId() {
        return ids.nextEventId().toUuid();
    }

    private static void requireUserCoordinate(Coordinate coordinate, int item) {
        if (coordinate.isReserved()) {
            throw refused(
                    ErrorCode.RESERVED,
                    "entity " + coordinate.entity() + " begins with " + Coordinate.RESERVED_PREFIX
                            + ", which is the store's own; choose another name",
                    item);
        }
    }

    /** Prepares an event that the store itself writes. */
    PreparedEvent prepareSystem(Coordinate coordinate, EventKind kind, Bytes payload, EventTails tails) {
        AppendRequest request = AppendRequest.ofBytes(coordinate, kind, payload);
        return prepare(request, new Encoded(kind, 0, payload), null, -1, NO_ITEMS, tails);
    }

    /** Prepares an event that is taken over from another log, with its own id, key and time; for a salvage. */
    PreparedEvent prepareRestored(EventFrame event, @Nullable UUID batch, int item, EventTails tails) {
        FrameOptions options = event.options();
        Coordinate coordinate = new Coordinate(event.entity(), event.scope());
        EventKind kind = new EventKind(event.kind());
        tails.begin(
                event.id(), coordinate, event.kind(), event.payloadVersion(), event.userFlags(), event.payloadLength())
                .correlation(options.correlation())
                .causation(options.causation())
                .depth(options.depth())
                .tags(options.tags())
                .extensions(options.extensions())
                .key(options.key())
                .batch(batch, item);
        int callerLength = tails.endPart();
        tails.payload(Bytes.copyOf(event.bytes(), event.payloadAt(), event.payloadLength()));
        PreparedEvent restored = new PreparedEvent(
                event.id(),
                coordinate,
                kind,
                event.lane(),
                options.key(),
                Expectation.any(),
                tails.from(),
                tails.end() - tails.from());
        restored.time = event.time();
        return hashed(restored, tails.bytes(), callerLength);
    }

    private PreparedEvent hashed(PreparedEvent event, byte[] tails, int callerLength) {
        LinkHash hash = hashers.take();
        hash.content(tails, event.tailAt + callerLength, event.tailLength - callerLength, event.content);
        hash.body(tails, event.tailAt, callerLength, event.content, tails, event.bodyAt());
        hashers.giveBack(hash);
        return event;
    }

    private PreparedEvent prepare(
            AppendRequest request,
            Encoded encoded,
            @Nullable UUID batch,
            int item,
            EventId[] itemIds,
            EventTails tails) {
        AppendOptions options = request.options();
        EventId id = ids.nextEventId();
        IdempotencyKey key = options.key().orElse(null);
        tails.begin(
                id,
                request.coordinate(),
                encoded.kind.code(),
                encoded.version,
                options.flags(),
                encoded.payload.length());
        if (options != AppendOptions.defaults()) {
            addOptions(options, itemIds, tails);
        }
        tails.batch(batch, item);
        int callerLength = tails.endPart();
        tails.payload(encoded.payload);
        PreparedEvent event = new PreparedEvent(
                id,
                request.coordinate(),
                encoded.kind,
                options.position().lane().number(),
                key,
                options.expectation(),
                tails.from(),
                tails.end() - tails.from());
        event.chain = index.knownChain(request.coordinate().entity(), event.lane).orElse(null);
        return hashed(event, tails.bytes(), callerLength);
    }

    private static void addOptions(AppendOptions options, EventId[] itemIds, EventTails tails) {
        tails.correlation(options.correlation().map(c -> c.toUuid()).orElse(null))
                .causation(cause(options.causation(), itemIds))
                .depth(options.position().depth())
                .tags(options.tags())
                .extensions(options.extensions())
                .key(options.key().orElse(null));
    }

    private static @Nullable UUID cause(Causation causation, EventId[] itemIds) {
        return switch (causation) {
            case Causation.None none -> null;
            case Causation.Known known -> known.id().toUuid();
            case Causation.EarlierItem earlier -> itemIds[earlier.index()].toUuid();
        };
    }

    private static void requireNoExpectation(List<AppendRequest> requests) {
        for (int i = 0; i < requests.size(); i++) {
            if (!(requests.get(i).options().expectation() instanceof Expectation.Any)) {
                throw refused(
                        ErrorCode.OPTION_NOT_ALLOWED,
                        "an expectation is not allowed in a batch; append the event alone, or leave the expectation out",
                        i);
            }
        }
    }

    private static void requireEarlierCauses(List<AppendRequest> requests) {
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).options().causation() instanceof Causation.EarlierItem earlier
                    && earlier.index() >= i) {
                throw refused(
                        ErrorCode.INVALID_CAUSATION,
                        "it is caused by item " + earlier.index() + ", which does not come earlier", i);
            }
        }
    }

    private Encoded validated(AppendRequest request, int item) {
        requireUserCoordinate(request.coordinate(), item);
        Encoded encoded = encode(request.content());
        if (encoded.kind.isReserved()) {
            throw refused(
                    ErrorCode.RESERVED,
                    "kind " + encoded.kind + " is in a category of the store's own; use 0x1 to 0xC, 0xE or 0xF",
                    item);
        }
        long size = size(request, encoded);
        if (size > payloadMaxBytes) {
            throw refused(
                    ErrorCode.LIMIT_EXCEEDED,
                    "payload and extensions have " + size + " bytes; at most " + payloadMaxBytes
                            + " are allowed (payloadMaxBytes)",
                    item);
        }
        return encoded;
    }

    private static long size(AppendRequest request, Encoded encoded) {
        long size = encoded.payload.length();
        if (request.options().extensions().isEmpty()) {
            return size;
        }
        for (Map.Entry<String, Bytes> extension : request.options().extensions().entrySet()) {
            size += extension.getKey().length() + extension.getValue().length();
        }
        return size;
    }

    private void requireKeyedThroughoutOrNot(List<AppendRequest> requests) {
        Set<IdempotencyKey> keys = new HashSet<>();
        int keyed = 0;
        for (int i = 0; i < requests.size(); i++) {
            IdempotencyKey key = requests.get(i).options().key().orElse(null);
            if (key != null) {
                keyed++;
                if (!keys.add(key)) {
                    throw refused(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH, "key " + key + " stands in the batch twice", i);
                }
            }
        }
        if (keyed != 0 && keyed != requests.size()) {
            throw refused(
                    ErrorCode.IDEMPOTENCY_PARTIAL_BATCH,
                    keyed + " of " + requests.size()
                            + " items have an idempotency key; give one to all of them, or to none",
                    -1);
        }
        requireKey(keyed != 0);
    }

    private void requireKey(boolean isKeyed) {
        if (keysRequired && !isKeyed) { // J-14
            throw refused(
                    ErrorCode.IDEMPOTENCY_REQUIRED,
                    "the store takes nothing without an idempotency key (keysRequired); give it one",
                    -1);
        }
    }

    private Encoded encode(AppendRequest.Content content) {
        return switch (content) {
            case AppendRequest.Content.Encoded bytes -> {
                if (codec != null) {
                    codec.check(bytes.bytes()); // J-43
                }
                yield new Encoded(bytes.kind(), 0, bytes.bytes());
            }
            case AppendRequest.Content.Untyped untyped ->
                new Encoded(untyped.kind(), 0, requireCodec().encode(untyped.value()));
            case AppendRequest.Content.Typed typed -> {
                EventPayload payload = annotation(typed.value().getClass());
                yield new Encoded(
                        EventKind.of(payload.category(), payload.type()),
                        payload.version(),
                        requireCodec().encode(typed.value()));
            }
        };
    }

    private CodecProvider requireCodec() {
        if (codec == null) {
            throw new PayloadException(
                    "the store has no codec (" + StoreConfig.RAW
                            + "): hand payloads in as bytes, or make a store with a codec");
        }
        return codec;
    }

    /** Returns the annotation of a payload class, or of the one interface of it that has it. */
    private static EventPayload annotation(Class<?> type) {
        EventPayload own = type.getAnnotation(EventPayload.class);
        if (own == null) {
            for (Class<?> face : type.getInterfaces()) {
                own = own == null ? face.getAnnotation(EventPayload.class) : own;
            }
        }
        if (own == null) {
            throw new PayloadException(
                    type.getName() + " has no @EventPayload; annotate it, or give the kind with the value");
        }
        if (own.version() < 1 || own.version() > 0xffff) { // W-027
            throw new PayloadException(
                    type.getName() + " declares version " + own.version() + "; 1 to 65535 are allowed");
        }
        return own;
    }

    private static AppendRejectedException refused(ErrorCode code, String why, int item) {
        Rejection rejection = new Rejection.Refused(code, why);
        return item < 0
                ? new AppendRejectedException(rejection, Stage.VALIDATE)
                : new AppendRejectedException(rejection, Stage.VALIDATE, item);
    }

    /** A payload as it will be stored. */
    private record Encoded(EventKind kind, int version, Bytes payload) {}
}
