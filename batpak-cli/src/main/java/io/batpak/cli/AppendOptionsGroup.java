package io.batpak.cli;

import io.batpak.api.StoreConfig;
import io.batpak.api.append.Durability;
import io.batpak.api.event.EventKind;
import io.batpak.cli.append.Intake;
import io.batpak.cli.input.Defaults;
import io.batpak.cli.input.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What only {@code append} has. */
final class AppendOptionsGroup {
    private static final int BATCH_MAX = 4096;
    private static final int THREADS_MAX = 4096;
    private static final long BATCH_MAX_BYTES = 1L << 30;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(names = "--entity", paramLabel = "E", description = "The entity of lines that name none.")
    private @Nullable String entity;

    @Option(names = "--scope", paramLabel = "S", description = "The scope of lines that name none.")
    private @Nullable String scope;

    @Option(names = "--kind", paramLabel = "K", description = "The kind of lines that name none: a number or 0x…")
    private @Nullable EventKind kind;

    @Option(names = "--batch", paramLabel = "N", description = "Commits every N lines (1 to 4096) together.")
    private @Nullable Long batch;

    @Option(names = "--threads", paramLabel = "T", description = "Keeps up to T appends under way (1 to 4096).")
    private @Nullable Long threads;

    @Option(names = "--durability", paramLabel = "durable|written", description = Help.APPEND_DURABILITY)
    private @Nullable String durability;

    @Option(names = "--segment-bytes", paramLabel = "N", description = "The segment size of a new store, from 65536.")
    private @Nullable Long segmentBytes;

    @Option(names = "--hash", paramLabel = "blake3|sha-256", description = "The hash of a new store.")
    private @Nullable String hash;

    @Option(names = "--encrypt", paramLabel = "MODE", description = "Refused while no cipher is installed.")
    private @Nullable String encrypt;

    @Option(names = "--keep-going", description = "Goes on after a bad or refused line; still ends with its status.")
    private boolean keepGoing;

    boolean keepGoing() {
        return keepGoing;
    }

    int batch() {
        return batch == null ? Intake.SINGLES : limited("--batch", batch, BATCH_MAX);
    }

    int threads() {
        return threads == null ? 1 : limited("--threads", threads, THREADS_MAX);
    }

    Defaults defaults() {
        return new Defaults(entity, scope, kind);
    }

    /** Puts the options into a configuration, with maxima that fit the batches. */
    StoreConfig configure(StoreConfig.Builder config) {
        if (encrypt != null) {
            throw wrong("--encrypt is refused: no cipher is installed; leave it out to store payloads as they are");
        }
        if (durability != null) {
            config.durability(parseDurability(durability));
        }
        if (hash != null) {
            if (!hash.equals("blake3") && !hash.equals("sha-256")) {
                throw wrong("--hash is neither blake3 nor sha-256");
            }
            config.hash(hash);
        }
        if (segmentBytes != null) {
            config.segmentMaxBytes(segmentBytes);
        }
        StoreConfig built = config.build();
        long batchBytes = Math.min(Math.max(batch(), 1) * (long) built.payloadMaxBytes(), BATCH_MAX_BYTES);
        return built.toBuilder()
                .batchMaxCount(Math.max(batch(), built.batchMaxCount()))
                .batchMaxBytes((int) Math.max(batchBytes, built.batchMaxBytes()))
                .queueMaxCount(Math.max(threads(), built.queueMaxCount()))
                .build();
    }

    private Durability parseDurability(String text) {
        return switch (text) {
            case "durable" -> Durability.DURABLE;
            case "written" -> Durability.WRITTEN;
            default -> throw wrong("--durability is neither durable nor written");
        };
    }

    private int limited(String option, long value, int max) {
        if (value < 1 || value > max) {
            throw wrong(option + " " + value + " is outside 1 to " + max);
        }
        return (int) value;
    }

    private RuntimeException wrong(String message) {
        return spec == null ? new InputException(message) : new ParameterException(spec.commandLine(), message);
    }
}
