package io.batpak.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front page keeps what it promises: its sample runs, its links lead somewhere, its proofs are there. */
class ReadmeTest {
    private static final String README = Checkout.read(Checkout.file("README.md"));
    private static final Pattern SAMPLE = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Pattern SAMPLE_NAME = Pattern.compile("public class (\\w+)");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)`");

    @Test
    void readme_isShort() {
        assertThat(README.lines().count()).isLessThanOrEqualTo(120);
    }

    @Test
    void sample_compilesAndRuns(@TempDir Path directory) throws IOException, InterruptedException {
        Matcher sample = SAMPLE.matcher(README);
        assertThat(sample.find()).as("README.md has a java block").isTrue();
        Matcher name = SAMPLE_NAME.matcher(sample.group(1));
        assertThat(name.find()).as("the sample is a public class").isTrue();
        Path source = Files.writeString(directory.resolve(name.group(1) + ".java"), sample.group(1));
        String path = System.getProperty("java.class.path");
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "--release", "21", "-proc:none",
                "-Xlint:all,-path,-exports,-classfile", "-Werror", "-cp", path, source.toString());
        assertThat(status).as("javac").isZero();

        Process process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", path + File.pathSeparator + directory, name.group(1))
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(output.lines()).containsExactly(
                "0 Placed[article=lamp, pieces=2]", "1 Placed[article=bulb, pieces=4]", "verified: true");
    }

    @Test
    void links_leadSomewhere() {
        assertThat(found(LINK, README)).isNotEmpty().allSatisfy(link -> assertThat(Checkout.file(link)).exists());
    }

    @Test
    void guarantees_nameTestsThatExist() {
        Set<String> tests = Checkout.tests().stream()
                .map(f -> f.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found(TEST, README)).isNotEmpty().isSubsetOf(tests);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult r) -> r.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
