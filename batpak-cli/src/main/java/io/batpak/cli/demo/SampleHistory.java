package io.batpak.cli.demo;

import io.batpak.api.event.Value;
import io.batpak.cli.input.LineReader;
import io.batpak.cli.input.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Some early commits of curl and rails, bundled: for those who are not in a checkout. */
final class SampleHistory implements History {
    private static final String RESOURCE = "/io/batpak/cli/demo.ndjson";

    private final List<Commit> commits = new ArrayList<>();

    SampleHistory() {
        try (InputStream in = Objects.requireNonNull(SampleHistory.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            LineReader lines = new LineReader(in);
            while (lines.next()) {
                take((Value.Struct) StrictJson.parse(lines.buffer(), lines.offset(), lines.length()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String origin() {
        return "a sample, early commits of curl and rails; in a git checkout its own history is taken";
    }

    @Override
    public List<Commit> commits() {
        return commits;
    }

    /** Takes a line: a commit, or a file of the commit before it. */
    private void take(Value.Struct line) {
        Map<String, Value> payload = member(line.entries(), "payload", Value.Struct.class).entries();
        String entity = text(line.entries(), "entity");
        String name = entity.substring(entity.indexOf(':') + 1);
        if (entity.startsWith("author:")) {
            List<String> parents = member(payload, "parents", Value.Array.class).values().stream()
                    .map(parent -> ((Value.Text) parent).value())
                    .toList();
            Instant time = Instant.ofEpochSecond(number(payload, "time").orElseThrow());
            int fileCount = number(payload, "files").orElseThrow();
            commits.add(new Commit(name, new Committed(text(payload, "commit"), parents, time, fileCount), List.of()));
        } else {
            Optional<String> from = payload.containsKey("from") ? Optional.of(text(payload, "from")) : Optional.empty();
            FileChanged changed = new FileChanged(
                    text(payload, "commit"),
                    text(payload, "author"),
                    from,
                    number(payload, "added"),
                    number(payload, "removed"));
            Commit last = commits.removeLast();
            List<Commit.Touched> files = new ArrayList<>(last.files());
            files.add(new Commit.Touched(name, changed));
            commits.add(new Commit(last.author(), last.committed(), files));
        }
    }

    private static String text(Map<String, Value> entries, String name) {
        return member(entries, name, Value.Text.class).value();
    }

    private static <T extends Value> T member(Map<String, Value> entries, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(entries.get(name), name));
    }

    private static Optional<Integer> number(Map<String, Value> entries, String name) {
        return entries.get(name) instanceof Value.Int number
                ? Optional.of(number.value()).map(BigInteger::intValueExact)
                : Optional.empty();
    }
}
