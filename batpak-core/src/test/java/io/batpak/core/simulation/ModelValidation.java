package io.batpak.core.simulation;

import io.batpak.api.append.AppendRequest;
import io.batpak.api.append.Causation;
import io.batpak.api.append.Expectation;
import io.batpak.api.error.AppendRejectedException.Stage;
import io.batpak.api.error.ErrorCode;
import io.batpak.api.event.IdempotencyKey;
import io.batpak.core.simulation.StoreModel.Command;
import io.batpak.core.simulation.StoreModel.Limits;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of the {@link StoreModel} that looks at requests alone: which refusal comes first (W-047). */
final class ModelValidation {
    private final Limits limits;

    ModelValidation(Limits limits) {
        this.limits = limits;
    }

    /** Says what is refused before the store looks at its own state (J-18, W-047); null if nothing is. */
    ModelAnswer.@Nullable Refusal refusal(Command command) {
        ModelAnswer answer = command.batch() ? validateBatch(command.items())
                : validate(command.items().getFirst(), -1);
        if (answer == null && !command.batch()
                && command.items().getFirst().options().causation() instanceof Causation.EarlierItem) {
            answer = invalid(ErrorCode.INVALID_CAUSATION, -1);
        }
        return answer == null ? null : answer.refusal();
    }

    private static ModelAnswer invalid(ErrorCode code, int item) {
        return ModelAnswer.refused(code, Stage.VALIDATE, item);
    }

    private @Nullable ModelAnswer validate(AppendRequest request, int item) {
        if (request.coordinate().isReserved() || StoreModel.kind(request).isReserved()) {
            return invalid(ErrorCode.RESERVED, item);
        }
        return bytes(request) > limits.payloadBytes() ? invalid(ErrorCode.LIMIT_EXCEEDED, item) : null;
    }

    private @Nullable ModelAnswer validateBatch(List<AppendRequest> items) {
        if (items.size() > limits.batchCount()) {
            return invalid(ErrorCode.LIMIT_EXCEEDED, -1);
        }
        for (int i = 0; i < items.size(); i++) {
            ModelAnswer refused = validate(items.get(i), i);
            if (refused != null) {
                return refused;
            }
        }
        if (items.stream().mapToLong(ModelValidation::bytes).sum() > limits.batchBytes()) {
            return invalid(ErrorCode.LIMIT_EXCEEDED, -1);
        }
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).options().expectation() != Expectation.any()) {
                return invalid(ErrorCode.OPTION_NOT_ALLOWED, i);
            }
        }
        ModelAnswer keyed = validateKeys(items);
        for (int i = 0; i < items.size() && keyed == null; i++) {
            if (items.get(i).options().causation() instanceof Causation.EarlierItem earlier && earlier.index() >= i) {
                return invalid(ErrorCode.INVALID_CAUSATION, i);
            }
        }
        return keyed;
    }

    private static @Nullable ModelAnswer validateKeys(List<AppendRequest> items) {
        Set<IdempotencyKey> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            IdempotencyKey key = StoreModel.key(items.get(i));
            if (key != null && !seen.add(key)) {
                return invalid(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH, i);
            }
        }
        return seen.isEmpty() || seen.size() == items.size() ? null
                : invalid(ErrorCode.IDEMPOTENCY_PARTIAL_BATCH, -1);
    }

    private static long bytes(AppendRequest request) {
        return StoreModel.payload(request).length() + request.options().extensions().entrySet().stream()
                .mapToLong(e -> e.getKey().length() + e.getValue().length()).sum();
    }
}
