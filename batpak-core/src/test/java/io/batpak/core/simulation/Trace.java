package io.batpak.core.simulation;

import io.batpak.testkit.Operation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What happened in a simulation, line by line: what was asked, answered, and done to the files (O11). */
final class Trace {
    private final List<String> lines = new ArrayList<>();

    void note(String line) {
        lines.add(line);
    }

    /** Notes what was done to files. How long the text in the lock is depends on the process: it is left out. */
    void note(List<Operation> operations) {
        operations.stream().filter(o -> !o.name().equals("lock")).forEach(o -> lines.add(o.toString()));
    }

    /** Returns the same for equal traces alone. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update((line + '\n').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
