package io.batpak.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static List<String> lines(String input) throws IOException {
        return lines(new ByteArrayInputStream(input.getBytes(UTF_8)));
    }

    private static List<String> lines(InputStream in) throws IOException {
        LineReader reader = new LineReader(in);
        List<String> lines = new ArrayList<>();
        while (reader.next()) {
            lines.add(line(reader));
            assertThat(reader.number()).isEqualTo(lines.size());
        }
        assertThat(reader.next()).isFalse();
        return lines;
    }

    private static String line(LineReader reader) {
        return new String(reader.buffer(), reader.offset(), reader.length(), UTF_8);
    }

    @Test
    void input_ofAllShapes_isCut() throws IOException {
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("");
        assertThat(lines("a")).containsExactly("a");
        assertThat(lines("a\nb")).containsExactly("a", "b");
        assertThat(lines("a\nb\n")).containsExactly("a", "b");
        assertThat(lines("a\r\n\r\n b\r\n")).containsExactly("a", "", " b");
        assertThat(lines("a\r")).containsExactly("a");
        assertThat(lines("a\rb\n")).containsExactly("a\rb");
        assertThat(lines("\n\n\n")).containsExactly("", "", "");
    }

    @Test
    void mark_atTheStart_isNoPartOfTheLine() throws IOException {
        assertThat(lines("\ufeffa\n\ufeffb")).containsExactly("a", "\ufeffb");
        assertThat(lines("\ufeff")).containsExactly("");
        assertThat(lines("\ufeff\r\n")).containsExactly("");
    }

    @Test
    void line_ofWhiteSpace_isBlank() throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream(" \t\r\nx\n\n".getBytes(UTF_8)));
        List<Boolean> blank = new ArrayList<>();
        while (reader.next()) {
            blank.add(reader.isBlank());
        }
        assertThat(blank).containsExactly(true, false, true);
    }

    @Test
    void input_thatTrickles_isCutAlike() throws IOException {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            List<String> expected = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                expected.add("x".repeat(random.nextInt(random.nextInt(10) == 0 ? 200_000 : 50)));
            }
            byte[] input = (String.join("\n", expected) + "\n").getBytes(UTF_8);
            InputStream trickle = new ByteArrayInputStream(input) {
                @Override
                public int read(byte[] target, int offset, int length) {
                    return super.read(target, offset, Math.min(length, 1 + random.nextInt(5000)));
                }
            };
            assertThat(lines(trickle)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void line_thatIsThere_isHandedOutThoughMoreMayCome() throws IOException {
        try (PipedOutputStream out = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(out)) {
            LineReader reader = new LineReader(in);
            out.write("first\nsec".getBytes(UTF_8));
            assertThat(reader.next()).isTrue();
            assertThat(line(reader)).isEqualTo("first");
            out.write("ond\n".getBytes(UTF_8));
            assertThat(reader.next()).isTrue();
            assertThat(line(reader)).isEqualTo("second");
        }
    }

    @Test
    void line_upToTheLimit_isRead_andALongerOneIsSkipped() throws IOException {
        byte[] longest = new byte[LineReader.MAX_BYTES];
        Arrays.fill(longest, (byte) 'x');
        byte[] tooLong = new byte[2 * LineReader.MAX_BYTES + 1];
        Arrays.fill(tooLong, (byte) 'x');
        InputStream in = new SequenceInputStream(java.util.Collections.enumeration(List.of(
                new ByteArrayInputStream("\ufeff".getBytes(UTF_8)),
                new ByteArrayInputStream(longest),
                new ByteArrayInputStream("\r\nx".getBytes(UTF_8)),
                new ByteArrayInputStream(longest),
                new ByteArrayInputStream("\n".getBytes(UTF_8)),
                new ByteArrayInputStream(tooLong),
                new ByteArrayInputStream("\nlast".getBytes(UTF_8)))));
        LineReader reader = new LineReader(in);
        assertThat(reader.next()).isTrue();
        assertThat(reader.isTooLong()).isFalse();
        assertThat(reader.length()).isEqualTo(LineReader.MAX_BYTES);
        assertThat(reader.next()).isTrue();
        assertThat(reader.isTooLong()).isTrue();
        assertThat(reader.next()).isTrue();
        assertThat(reader.isTooLong()).isTrue();
        assertThat(reader.isBlank()).isFalse();
        assertThat(reader.next()).isTrue();
        assertThat(reader.isTooLong()).isFalse();
        assertThat(reader.number()).isEqualTo(4);
        assertThat(line(reader)).isEqualTo("last");
        assertThat(reader.next()).isFalse();
    }
}
