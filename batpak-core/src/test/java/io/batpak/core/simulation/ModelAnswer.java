package io.batpak.core.simulation;

import io.batpak.api.append.AppendReceipt;
import io.batpak.api.error.AppendRejectedException;
import io.batpak.api.error.ErrorCode;
import io.batpak.core.crash.Oracle;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an append ended in: as the {@link StoreModel} expects it, compared with what the store said. */
final class ModelAnswer {
    /**
     * A refusal.
     *
     * @param item which item is at fault; -1 if none is
     */
    record Refusal(ErrorCode code, AppendRejectedException.Stage stage, int item) {}

    /** What a store said: receipts, or a refusal. */
    record Given(List<AppendReceipt> receipts, @Nullable Refusal refusal) {
        /** Asks the store. */
        static Given of(Supplier<List<AppendReceipt>> call) {
            try {
                return new Given(call.get(), null);
            } catch (AppendRejectedException e) {
                return new Given(List.of(), new Refusal(e.code(), e.stage(), e.itemIndex().orElse(-1)));
            }
        }
    }

    private final List<ModelEvent> events;
    private final @Nullable Refusal refusal;
    private final long durableBefore;
    private boolean durable;

    private ModelAnswer(List<ModelEvent> events, @Nullable Refusal refusal, long durableBefore) {
        this.events = events;
        this.refusal = refusal;
        this.durableBefore = durableBefore;
    }

    static ModelAnswer committed(List<ModelEvent> events) {
        return new ModelAnswer(events, null, -1);
    }

    /** The events were there, as far as that bound durably. */
    static ModelAnswer replayed(List<ModelEvent> events, long durableBefore) {
        return new ModelAnswer(events, null, durableBefore);
    }

    static ModelAnswer refused(ErrorCode code, AppendRejectedException.Stage stage, int item) {
        return new ModelAnswer(List.of(), new Refusal(code, stage, item), -1);
    }

    @Nullable
    Refusal refusal() {
        return refusal;
    }

    List<ModelEvent> events() {
        return events;
    }

    boolean isReplay() {
        return durableBefore >= 0;
    }

    /** Notes that it came after a force. */
    void forced() {
        durable = true;
    }

    /** Requires that the store said the same. */
    void requireSame(Given given) {
        StoreModel.same("refusal", refusal, given.refusal);
        StoreModel.same("number of receipts", events.size(), given.receipts.size());
        for (int i = 0; i < events.size(); i++) {
            ModelEvent event = events.get(i);
            AppendReceipt receipt = given.receipts.get(i);
            if (!isReplay()) {
                event.learn(receipt.id(), receipt.link(), receipt.position());
            }
            event.requireIs(receipt, durable || event.sequence < durableBefore, isReplay());
        }
        Oracle.require(events.stream().map(ModelEvent::id).distinct().count() == events.size(), "ids repeat");
    }
}
