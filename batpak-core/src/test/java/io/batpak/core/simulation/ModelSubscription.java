package io.batpak.core.simulation;

import io.batpak.api.event.Region;
import io.batpak.api.read.Missed;
import io.batpak.api.read.Notification;
import io.batpak.api.read.Overflow;
import io.batpak.api.read.Subscription;
import io.batpak.api.read.SubscriptionEnd;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A subscription of the store beside what the {@link StoreModel} says that it has to deliver. */
final class ModelSubscription {
    private record Due(ModelEvent event, Optional<Missed> missed) {}

    private final Subscription subscription;
    private final Region region;
    private final int capacity;
    private final Overflow overflow;
    private final Queue<Due> due = new ArrayDeque<>();
    private long next;
    private Optional<Missed> missed = Optional.empty();
    private @Nullable SubscriptionEnd end;

    ModelSubscription(Subscription subscription, Region region, int capacity, Overflow overflow, long from) {
        this.subscription = subscription;
        this.region = region;
        this.capacity = capacity;
        this.overflow = overflow;
        this.next = from;
    }

    /** Takes notice of everything that was published: all that can be seen. */
    void publish(StoreModel model) {
        for (long visible = model.visible(); next < visible; next++) {
            ModelEvent event = model.events().get((int) next);
            if (event.isIn(region) && !event.isHidden() && end == null) {
                offer(event);
            }
        }
    }

    private void offer(ModelEvent event) {
        if (due.size() < capacity) {
            due.add(new Due(event, missed));
            missed = Optional.empty();
        } else if (overflow == Overflow.CUT_OFF) {
            end = new SubscriptionEnd.CutOff(event.sequence);
        } else {
            missed = Optional.of(missed.map(m -> new Missed(m.count() + 1, m.firstSequence()))
                    .orElseGet(() -> new Missed(1, event.sequence)));
        }
    }

    /** Takes the next notification, and compares it. */
    void poll() {
        Due expected = due.poll();
        Optional<Notification> given = subscription.poll();
        StoreModel.same("notification there", expected != null, given.isPresent());
        if (expected != null) {
            expected.event.requireIs(given.orElseThrow());
            StoreModel.same("missed before " + expected.event, expected.missed, given.orElseThrow().missed());
        }
        StoreModel.same("missed", missed, subscription.missed());
        StoreModel.same("end", due.isEmpty() ? Optional.ofNullable(end) : Optional.empty(), subscription.end());
    }

    /** Takes all there is, after the store was closed. */
    void drainAfterClose() {
        end = end == null ? new SubscriptionEnd.StoreClosed() : end;
        for (int left = due.size(); left >= 0; left--) {
            poll();
        }
    }

    void close() {
        subscription.close();
        due.clear();
        end = end == null ? new SubscriptionEnd.Closed() : end;
        poll();
    }
}
