package io.batpak.core.simulation;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.VisibilityFence;
import io.batpak.api.error.ErrorCode;
import io.batpak.core.crash.Hands;
import io.batpak.core.simulation.ModelAnswer.Given;
import io.batpak.core.simulation.StoreModel.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a {@link History} does with visibility fences. */
final class FencedHistory {
    private final StoreModel model;
    private final ModelRequests requests;
    private final SplittableRandom chance;
    private final Reach reach;
    private final List<CompletableFuture<List<AppendReceipt>>> waiting = new ArrayList<>();
    private @Nullable VisibilityFence open;
    private @Nullable VisibilityFence ended;

    FencedHistory(StoreModel model, ModelRequests requests, SplittableRandom chance, Reach reach) {
        this.model = model;
        this.requests = requests;
        this.chance = chance;
        this.reach = reach;
    }

    /** Makes a call that has to do with a fence. */
    void call(Store store, Hands hands) {
        VisibilityFence fence = open;
        if (fence == null) {
            outside(store, hands);
            return;
        }
        switch (chance.nextInt(10)) {
            case 0 -> {
                fence.commit();
                end(model.commitFence(), "fence committed");
            }
            case 1 -> {
                if (chance.nextBoolean()) {
                    fence.cancel();
                } else {
                    fence.close();
                    hands.run();
                }
                end(model.cancelFence(), "fence cancelled");
                if (chance.nextBoolean()) {
                    begin(store); // what they hide may touch
                }
            }
            case 2 -> requireRefused(ErrorCode.VISIBILITY_FENCE_ACTIVE, () -> store.beginVisibilityFence().close());
            default -> submit(store, fence, hands);
        }
    }

    private void outside(Store store, Hands hands) {
        VisibilityFence over = ended;
        if (over == null || chance.nextInt(3) != 0) {
            begin(store);
        } else if (chance.nextBoolean()) {
            requireRefused(ErrorCode.VISIBILITY_FENCE_NOT_ACTIVE, chance.nextBoolean() ? over::commit : over::cancel);
        } else {
            Command command = requests.command();
            ModelAnswer.Refusal refusal = model.refusal(command);
            Given given = Given.of(() -> {
                CompletableFuture<List<AppendReceipt>> answer = submit(over, command);
                hands.run();
                return History.joined(answer);
            });
            StoreModel.same("code", refusal == null ? ErrorCode.VISIBILITY_FENCE_NOT_ACTIVE : refusal.code(),
                    java.util.Objects.requireNonNull(given.refusal()).code());
            reach.count("refused by a fence that is over");
        }
    }

    private void begin(Store store) {
        long before = model.size();
        open = store.beginVisibilityFence();
        model.beginFence();
        model.durableIs(store.frontier().durable(), before);
    }

    private void requireRefused(ErrorCode code, Runnable call) {
        Given given = Given.of(() -> {
            call.run();
            return List.of();
        });
        StoreModel.same("code", code, given.refusal() == null ? null : given.refusal().code());
        reach.count(code + " at once");
    }

    private void submit(Store store, VisibilityFence fence, Hands hands) {
        Command command = requests.command();
        ModelAnswer.Refusal refusal = model.refusal(command);
        if (refusal != null) {
            StoreModel.same("refusal", refusal, Given.of(() -> submit(fence, command).join()).refusal());
            return;
        }
        CompletableFuture<List<AppendReceipt>> answer = submit(fence, command);
        hands.run();
        long before = model.size();
        ModelAnswer atOnce = model.fenced(command);
        model.durableIs(store.frontier().durable(), before);
        StoreModel.same("answered at once", atOnce != null, answer.isDone());
        if (atOnce == null) {
            waiting.add(answer);
            reach.count("held back");
        } else {
            atOnce.requireSame(Given.of(() -> History.joined(answer)));
        }
    }

    private static CompletableFuture<List<AppendReceipt>> submit(VisibilityFence fence, Command command) {
        return command.batch() ? fence.submitBatch(command.items())
                : fence.submit(command.items().getFirst()).thenApply(List::of);
    }

    /** Compares the answers that waited for the end of the store's fence, if there is one; the store is closed. */
    void closed() {
        if (open != null) {
            end(model.cancelFence(), "fence closed with the store");
        }
        ended = null;
    }

    private void end(List<ModelAnswer> answers, String how) {
        StoreModel.same("answers", answers.size(), waiting.size());
        for (int i = 0; i < answers.size(); i++) {
            CompletableFuture<List<AppendReceipt>> answer = waiting.get(i);
            answers.get(i).requireSame(Given.of(() -> History.joined(answer)));
        }
        waiting.clear();
        ended = open;
        open = null;
        reach.count(how);
    }
}
