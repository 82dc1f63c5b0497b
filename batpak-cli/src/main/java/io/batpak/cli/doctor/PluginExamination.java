package io.batpak.cli.doctor;

import io.batpak.api.event.Value;
import io.batpak.api.spi.CodecProvider;
import io.batpak.api.spi.HashProvider;
import java.util.ArrayList;
import java.util.List;

/** Which plugins are there, and how fast the hashes are. */
public final class PluginExamination {
    private static final int MESSAGE_BYTES = 256;
    private static final int ROUND_COUNT = 20_000;
    private static final int DIGEST_BYTES = 32;

    private PluginExamination() {}

    /** Examines hash implementations. */
    public static List<Value.Struct> ofHashes(List<HashProvider> hashes) {
        List<Value.Struct> findings = new ArrayList<>();
        for (HashProvider hash : hashes) {
            Finding finding = Finding.of("hash")
                    .put("algorithm", hash.algorithm())
                    .put("name", hash.name())
                    .put("rank", hash.rank())
                    .put("available", hash.isAvailable())
                    .put("module", module(hash));
            if (hash.isAvailable()) {
                finding.put("nanosPer256Bytes", nanosPerMessage(hash));
            } else {
                finding.put("reason", reason(hash));
            }
            findings.add(finding.document());
        }
        if (hashes.stream().noneMatch(hash -> hash.name().contains("jna"))) {
            findings.add(Finding.of("nativeHash")
                    .put("available", false)
                    .put("verdict", "no native implementation is on the module path; the Java one serves")
                    .document());
        }
        return findings;
    }

    /** Examines codecs. */
    public static List<Value.Struct> ofCodecs(List<CodecProvider> codecs) {
        return codecs.stream()
                .map(codec -> Finding.of("codec")
                        .put("algorithm", codec.algorithm())
                        .put("name", codec.name())
                        .put("available", codec.isAvailable())
                        .put("module", module(codec))
                        .document())
                .toList();
    }

    /** Examines the platform. */
    public static Value.Struct ofVersions(String library, String java, String system) {
        return Finding.of("versions")
                .put("batpak", library)
                .put("java", java)
                .put("system", system)
                .put("processors", Runtime.getRuntime().availableProcessors())
                .document();
    }

    private static String module(Object provider) {
        Module module = provider.getClass().getModule();
        return module.isNamed() ? module.getName() : "class path";
    }

    /** Returns what a hash that is not available says when it is asked to serve nevertheless. */
    private static String reason(HashProvider hash) {
        try {
            hash.newHasher();
            return "it does not say why";
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static long nanosPerMessage(HashProvider hash) {
        HashProvider.Hasher hasher = hash.newHasher();
        byte[] message = new byte[MESSAGE_BYTES];
        byte[] digest = new byte[DIGEST_BYTES];
        long nanos = 0;
        for (int warmUp = 2; warmUp >= 0; warmUp--) { // the last time counts
            long start = System.nanoTime();
            for (int i = 0; i < ROUND_COUNT; i++) {
                hasher.update(message, 0, message.length).digest(digest, 0);
                message[0] = digest[0];
            }
            nanos = System.nanoTime() - start;
        }
        return nanos / ROUND_COUNT;
    }
}
