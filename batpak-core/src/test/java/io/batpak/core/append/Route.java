package io.batpak.core.append;

import io.batpak.api.Store;
import io.batpak.api.append.AppendReceipt;
import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Submission;
import io.batpak.api.append.VisibilityFence;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** The ways by which requests get in; those that take one take a list of one. */
enum Route {
    APPEND {
        @Override
        List<AppendReceipt> take(Store store, List<AppendRequest> requests) {
            return List.of(store.append(requests.getFirst()));
        }
    },
    SUBMIT {
        @Override
        List<AppendReceipt> take(Store store, List<AppendRequest> requests) {
            return List.of(joined(() -> store.submit(requests.getFirst()).join()));
        }
    },
    TRY_SUBMIT {
        @Override
        List<AppendReceipt> take(Store store, List<AppendRequest> requests) {
            return List.of(joined(
                    () -> ((Submission.Accepted<AppendReceipt>) store.trySubmit(requests.getFirst())).answer().join()));
        }
    },
    APPEND_BATCH {
        @Override
        List<AppendReceipt> take(Store store, List<AppendRequest> requests) {
            return store.appendBatch(requests);
        }
    },
    SUBMIT_BATCH {
        @Override
        List<AppendReceipt> take(Store store, List<AppendRequest> requests) {
            return joined(() -> store.submitBatch(requests).join());
        }
    },
    FENCE {
        @Override
        List<AppendReceipt> take(Store store, List<AppendRequest> requests) {
            AppendReceipt receipt = fenced(store, fence -> fence.submit(requests.getFirst()));
            return List.of(receipt);
        }
    },
    FENCE_BATCH {
        @Override
        List<AppendReceipt> take(Store store, List<AppendRequest> requests) {
            return fenced(store, fence -> fence.submitBatch(requests));
        }
    };

    abstract List<AppendReceipt> take(Store store, List<AppendRequest> requests);

    boolean isBatch() {
        return this == APPEND_BATCH || this == SUBMIT_BATCH || this == FENCE_BATCH;
    }

    /** Returns true if the beginning and the end of a visibility fence are written too. */
    boolean isFenced() {
        return this == FENCE || this == FENCE_BATCH;
    }

    private static <T> T fenced(Store store, Function<VisibilityFence, CompletableFuture<T>> submit) {
        try (VisibilityFence fence = store.beginVisibilityFence()) {
            CompletableFuture<T> answer = submit.apply(fence);
            fence.commit();
            return joined(answer::join);
        }
    }

    private static <T> T joined(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
