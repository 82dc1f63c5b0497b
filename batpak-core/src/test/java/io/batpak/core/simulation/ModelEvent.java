package io.batpak.core.simulation;

import io.batpak.api.append.AppendOptions;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.DiskPosition;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.CausationId;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.CorrelationId;
import io.batpak.api.event.Event;
import io.batpak.api.event.EventId;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Hash;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Region;
import io.batpak.api.read.Notification;
import io.batpak.core.crash.Oracle;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of the {@link StoreModel}: all that can be known of it from the request. Its id, its link and its place on the
 * medium are the store's own choice: they are learned once and must never change.
 */
final class ModelEvent {
    final long sequence;
    final long revision;
    final long timeMicros;
    final AppendRequest request;
    private final EventKind kind;
    private final Bytes payload;
    private final @Nullable ModelEvent previous;
    private final @Nullable ModelBatch batch;
    private final Hash content;
    private boolean hidden;
    private @Nullable EventId id;
    private @Nullable Hash link;
    private @Nullable DiskPosition position;

    ModelEvent(long sequence, AppendRequest request, @Nullable ModelEvent previous, @Nullable ModelBatch batch,
            long nowMicros) {
        this.sequence = sequence;
        this.revision = previous == null ? 0 : previous.revision + 1;
        this.timeMicros = previous == null ? nowMicros : Math.max(nowMicros, previous.timeMicros); // W-010
        this.request = request;
        AppendRequest.Content.Encoded encoded = (AppendRequest.Content.Encoded) request.content();
        this.kind = encoded.kind();
        this.payload = encoded.bytes();
        this.previous = previous;
        this.batch = batch;
        this.content = sha256(payload);
    }

    /** The events of one batch, in order. */
    record ModelBatch(List<ModelEvent> items) {}

    /** Hides it for ever: its fence was not committed. */
    void hide() {
        hidden = true;
    }

    boolean isHidden() {
        return hidden;
    }

    /** Returns true if its id is known: it was answered, or read. */
    boolean isKnown() {
        return id != null;
    }

    Coordinate coordinate() {
        return request.coordinate();
    }

    EventKind kind() {
        return kind;
    }

    Lane lane() {
        return request.options().position().lane();
    }

    Hash content() {
        return content;
    }

    /** Returns the one before it in its chain. */
    @Nullable
    ModelEvent previous() {
        return previous;
    }

    @Nullable
    ModelBatch batch() {
        return batch;
    }

    EventId id() {
        return Objects.requireNonNull(id);
    }

    Instant time() {
        return Instant.EPOCH.plus(timeMicros, ChronoUnit.MICROS);
    }

    boolean isIn(Region region) {
        return region.matches(coordinate(), kind, lane());
    }

    /** Takes over what only the store can know; once. */
    void learn(EventId newId, Hash newLink, @Nullable DiskPosition newPosition) {
        Oracle.require(id == null, "learned twice: " + this);
        id = newId;
        link = newLink;
        position = newPosition;
    }

    void requireIs(AppendReceipt receipt, boolean durable, boolean replayed) {
        same("id", id, receipt.id());
        same("coordinate", coordinate(), receipt.coordinate());
        same("kind", kind, receipt.kind());
        same("sequence", sequence, receipt.sequence());
        same("lane", lane(), receipt.lane());
        same("revision", revision, receipt.revision());
        same("time", time(), receipt.time());
        same("content hash", content, receipt.contentHash());
        same("link", link, receipt.link());
        same("durable", durable, receipt.durable());
        same("replayed", replayed, receipt.replayed());
        same("position", position, receipt.position());
    }

    void requireIs(Event event) {
        AppendOptions options = request.options();
        same("sequence", sequence, event.sequence());
        same("id", id, event.id());
        same("coordinate", coordinate(), event.coordinate());
        same("kind", kind, event.kind());
        same("payload version", 0, event.payloadVersion());
        same("lane", lane(), event.lane());
        same("revision", revision, event.revision());
        same("depth", options.position().depth(), event.depth());
        same("time", time(), event.time());
        same("correlation", correlation(), event.correlation());
        same("causation", causation(), event.causation());
        same("key", options.key(), event.key());
        same("flags", options.flags(), event.flags());
        same("tags", options.tags(), event.tags());
        same("extensions", options.extensions(), event.extensions());
        same("payload", payload, event.payload());
        same("content hash", content, event.contentHash());
        same("link", link, event.link());
        if (previous != null && previous.link != null) { // that of a hidden event nobody is told
            same("previous link", previous.link, event.previousLink());
        }
    }

    void requireIs(Notification notification) {
        same("sequence", sequence, notification.sequence());
        same("id", id, notification.id());
        same("coordinate", coordinate(), notification.coordinate());
        same("kind", kind, notification.kind());
        same("lane", lane(), notification.lane());
        same("depth", request.options().position().depth(), notification.depth());
        same("revision", revision, notification.revision());
        same("time", time(), notification.time());
        same("correlation", correlation(), notification.correlation());
        same("causation", causation(), notification.causation());
    }

    private CorrelationId correlation() {
        return request.options().correlation().orElseGet(() -> CorrelationId.of(id().toUuid())); // W-013
    }

    private Optional<CausationId> causation() {
        return switch (request.options().causation()) {
            case Causation.None none -> Optional.empty();
            case Causation.Known known -> Optional.of(known.id());
            case Causation.EarlierItem earlier ->
                Optional.of(CausationId.of(Objects.requireNonNull(batch).items.get(earlier.index()).id()));
        };
    }

    private void same(String field, @Nullable Object expected, @Nullable Object actual) {
        StoreModel.same(field + " of " + this, expected, actual);
    }

    private static Hash sha256(Bytes bytes) {
        try {
            return Hash.of(MessageDigest.getInstance("SHA-256").digest(bytes.toArray())); // W-009
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "event " + sequence + " " + coordinate() + " lane " + lane();
    }
}
