package io.batpak.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The newest commits of the git repository that the current directory belongs to. */
final class GitHistory implements History {
    private static final int COMMITS_MAX = 1000;

    // What one batch can take, with room to spare.
    private static final int FILES_MAX = 4000;

    // A record is a header, then a name and counts for each file; git ends each part with NUL.
    private static final String HEADER = "\001";
    private static final String SEPARATOR = "\002";
    private static final String FORMAT = "--format=%x01%H%x02%P%x02%ct%x02%aN";

    private final Path root;
    private final List<Commit> commits;

    private GitHistory(Path root, List<Commit> commits) {
        this.root = root;
        this.commits = commits;
    }

    /** Returns the history; empty outside of a checkout, without git, and before the first commit. */
    static Optional<GitHistory> find(Path directory) {
        try {
            String root = git(directory, "rev-parse", "--show-toplevel").strip();
            if (root.isEmpty()) {
                return Optional.empty();
            }
            String log = git(
                    directory, "log", "--date-order", "--reverse", "-z", "--numstat", "-M", "-n", "" + COMMITS_MAX,
                    FORMAT);
            List<Commit> commits = parse(log);
            return commits.isEmpty() ? Optional.empty() : Optional.of(new GitHistory(Path.of(root), commits));
        } catch (IOException e) { // there is no git
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        Path name = root.getFileName();
        return name == null ? "repository" : name.toString();
    }

    @Override
    public String origin() {
        return "the git history of " + root;
    }

    @Override
    public List<Commit> commits() {
        return commits;
    }

    static List<Commit> parse(String log) {
        List<Commit> commits = new ArrayList<>();
        Iterator<String> parts = Arrays.asList(log.split("\0")).iterator();
        String header = null;
        List<Commit.Touched> files = new ArrayList<>();
        while (parts.hasNext()) {
            String part = parts.next().strip();
            if (part.startsWith(HEADER)) {
                if (header != null) {
                    commits.add(commit(header, files));
                }
                header = part;
                files.clear();
            } else if (header != null && !part.isEmpty()) {
                files.add(file(header, part, parts));
            }
        }
        if (header != null) {
            commits.add(commit(header, files));
        }
        return commits;
    }

    private static Commit commit(String header, List<Commit.Touched> files) {
        String[] fields = header.substring(HEADER.length()).split(SEPARATOR, -1);
        List<String> parents = fields[1].isEmpty() ? List.of() : List.of(fields[1].split(" "));
        Instant time = Instant.ofEpochSecond(Long.parseLong(fields[2]));
        Committed committed = new Committed(fields[0], parents, time, files.size());
        return new Commit(fields[3], committed, files.subList(0, Math.min(files.size(), FILES_MAX)));
    }

    /** Reads {@code added TAB removed TAB path}, or, if it was renamed, both paths from the next two parts. */
    private static Commit.Touched file(String header, String part, Iterator<String> parts) {
        String[] fields = header.substring(HEADER.length()).split(SEPARATOR, -1);
        String[] counts = part.split("\t", 3);
        Optional<String> from = Optional.empty();
        String path = counts.length < 3 ? "" : counts[2];
        if (path.isEmpty() && parts.hasNext()) {
            from = Optional.of(parts.next());
            path = parts.next();
        }
        return new Commit.Touched(
                path, new FileChanged(fields[0], fields[3], from, count(counts[0]), count(counts[1])));
    }

    private static Optional<Integer> count(String text) {
        return text.equals("-") ? Optional.empty() : Optional.of(Integer.valueOf(text));
    }

    private static String git(Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        Process process = builder.start();
        process.getOutputStream().close();
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
