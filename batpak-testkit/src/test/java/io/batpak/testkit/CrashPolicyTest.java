package io.batpak.testkit;

import static io.batpak.testkit.Script.STORE;
import static io.batpak.testkit.Script.bytes;
import static io.batpak.testkit.Script.create;
import static io.batpak.testkit.Script.createDurably;
import static io.batpak.testkit.Script.filled;
import static io.batpak.testkit.Script.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreAccess;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each policy leaves what it says, and none takes what was forced. */
class CrashPolicyTest {
    private final CrashFileSystem crash = new CrashFileSystem();
    private StoreDirectory directory;

    static Stream<CrashPolicy> policies() {
        return LongStream.range(0, 5).boxed().flatMap(seed -> CrashPolicy.all(seed * 1000).stream());
    }

    @BeforeEach
    void openDirectory() throws Exception {
        directory = crash.open(STORE, StoreAccess.READ_WRITE);
    }

    @ParameterizedTest // FS-44
    @MethodSource("policies")
    void restart_ofForcedBytesAndNames_keepsThem(CrashPolicy policy) throws Exception {
        StoreFile file = createDurably(directory, "a", "abc");
        write(file, 3, filled(2000, 'x'));
        create(directory, "b");
        directory.delete("b");
        assertThat(left(policy).get("a")).startsWith(bytes("abc"));
    }

    @ParameterizedTest // FS-46, FS-54
    @MethodSource("policies")
    void restart_ofAForcedFileWithoutForcedName_leavesItWholeOrNotAtAll(CrashPolicy policy) throws Exception {
        StoreFile file = create(directory, "a");
        write(file, 0, filled(3000, 'x'));
        file.force(ForceMode.DATA);
        byte[] content = left(policy).getOrDefault("a", filled(3000, 'x'));
        assertThat(content).isEqualTo(filled(3000, 'x'));
    }

    @ParameterizedTest // FS-22, FS-47
    @MethodSource("policies")
    void restart_afterAReplacement_leavesOldOrNewWhole(CrashPolicy policy) throws Exception {
        createDurably(directory, "a", "the old one");
        StoreFile file = create(directory, "a.new");
        write(file, 0, "the new one");
        file.force(ForceMode.ALL);
        directory.replace("a.new", "a");
        assertThat(new String(left(policy).get("a"))).isIn("the old one", "the new one");
    }

    @ParameterizedTest // FS-49, FS-50
    @MethodSource("policies")
    void restart_afterAForcedReplacementAndDeletion_leavesNoneOfTheOld(CrashPolicy policy) throws Exception {
        createDurably(directory, "a", "old");
        createDurably(directory, "b", "gone");
        createDurably(directory, "a.new", "new");
        directory.replace("a.new", "a");
        directory.delete("b");
        directory.force();
        create(directory, "c");
        Map<String, byte[]> left = left(policy);
        assertThat(left).doesNotContainKeys("a.new", "b").containsEntry("a", bytes("new"));
    }

    @ParameterizedTest // FS-45
    @MethodSource("policies")
    void restart_ofUnforcedBytes_inventsNone(CrashPolicy policy) throws Exception {
        StoreFile file = createDurably(directory, "a", "");
        write(file, 100, filled(1500, 'x'));
        write(file, 900, filled(5000, 'y'));
        byte[] left = left(policy).get("a");
        assertThat(left.length).isLessThanOrEqualTo(5900);
        assertThat(IntStream.range(0, left.length).filter(i -> !mayHold(left[i], i)).toArray()).isEmpty();
    }

    private static boolean mayHold(byte value, int offset) {
        return switch (value) {
            case 0 -> true;
            case 'x' -> offset >= 100 && offset < 1600;
            case 'y' -> offset >= 900;
            default -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("policies")
    void restart_twiceWithOnePolicy_leavesTheSame(CrashPolicy policy) throws Exception {
        messyScript();
        assertThat(describe(left(policy))).isEqualTo(describe(left(policy)));
    }

    @Test
    void loseAll_losesUnforcedBytesAndNames() throws Exception {
        write(createDurably(directory, "a", "abc"), 1, "XYZ");
        create(directory, "b");
        assertThat(left(CrashPolicy.loseAll())).containsOnlyKeys("a").containsEntry("a", bytes("abc"));
    }

    @Test
    void keepAll_leavesWhatWasVisible() throws Exception {
        messyScript();
        assertThat(describe(left(CrashPolicy.keepAll()))).isEqualTo(describe(crash.visible(STORE)));
    }

    @Test
    void prefix_keepsTheFirstChangesOfAllFiles() throws Exception {
        StoreFile a = createDurably(directory, "a", "");
        StoreFile b = createDurably(directory, "b", "");
        write(a, 0, "1");
        write(b, 0, "2");
        create(directory, "c");
        write(a, 1, "3");
        assertThat(crash.unforcedCount()).isEqualTo(4);
        List<String> images = IntStream.rangeClosed(0, 4).mapToObj(k -> describe(left(CrashPolicy.prefix(k)))).toList();
        assertThat(images).containsExactly("a= b=", "a=1 b=", "a=1 b=2", "a=1 b=2 c=", "a=13 b=2 c=");
    }

    @Test
    void sectors_leaveHolesAndNewerBeforeOlder() throws Exception {
        StoreFile file = createDurably(directory, "a", "");
        write(file, 0, filled(3 * 512, 0));
        file.force(ForceMode.DATA);
        for (int i = 0; i < 3; i++) {
            write(file, i * 512L, filled(512, 'a' + i));
        }
        Set<String> images = images(CrashPolicy::sectors, 300, left -> {
            byte[] a = left.get("a");
            assertUniform(a, 0, 512);
            assertUniform(a, 512, 1024);
            assertUniform(a, 1024, 1536);
            return "" + (char) a[0] + (char) a[512] + (char) a[1024];
        });
        assertThat(images).hasSize(8).contains("\0bc", "a\0c", "\0\0c", "abc", "\0\0\0");
    }

    @Test
    void sectors_ofAnAppendInASector_keepItsForcedBytes() throws Exception {
        StoreFile file = createDurably(directory, "a", "abc");
        write(file, 3, "def");
        assertThat(images(CrashPolicy::sectors, 50, CrashPolicyTest::describe)).containsExactlyInAnyOrder("a=abc",
                "a=abcdef", "a=abc\0\0\0");
    }

    @Test
    void sectors_rewrittenTwice_holdAnyOfTheAges() throws Exception {
        StoreFile file = createDurably(directory, "a", "1");
        write(file, 0, "2");
        write(file, 0, "3");
        assertThat(images(CrashPolicy::sectors, 50, CrashPolicyTest::describe)).containsExactlyInAnyOrder("a=1", "a=2",
                "a=3");
    }

    @Test
    void sectors_afterATruncation_keepItTogetherWithTheLength() throws Exception {
        StoreFile file = createDurably(directory, "a", "abcdef");
        file.truncate(2);
        write(file, 3, "X");
        assertThat(images(CrashPolicy::sectors, 100, CrashPolicyTest::describe)).contains("a=abcdef", "a=ab",
                "a=ab\0X", "a=ab\0\0");
    }

    @Test
    void torn_cutsTheLastWriteAtAnyByte() throws Exception {
        write(createDurably(directory, "a", "abcd"), 1, "XYZ");
        assertThat(images(CrashPolicy::torn, 50, CrashPolicyTest::describe)).containsExactlyInAnyOrder("a=abcd",
                "a=aXcd", "a=aXYd");
    }

    @Test
    void tornLast_cutsExactlyThere() throws Exception {
        StoreFile file = createDurably(directory, "a", "");
        write(file, 0, "abc");
        write(file, 3, "def");
        assertThat(crash.lastWriteLength()).isEqualTo(3);
        assertThat(images(CrashPolicy::tornLast, 5, CrashPolicyTest::describe)).containsExactlyInAnyOrder("a=abc",
                "a=abcd", "a=abcde", "a=abcdef");
    }

    @Test
    void zeroExtend_keepsTheLengthWithoutTheBytes() throws Exception {
        write(createDurably(directory, "a", "abc"), 2, "XYZ");
        assertThat(describe(left(CrashPolicy.zeroExtend()))).isEqualTo("a=abc\0\0");
    }

    @Test
    void namesLost_losesCreationsAndResurrectsDeletedFiles() throws Exception {
        StoreFile file = createDurably(directory, "a", "abc");
        write(file, 3, "def");
        directory.delete("a");
        write(create(directory, "b"), 0, "new");
        assertThat(describe(left(CrashPolicy.namesLost()))).isEqualTo("a=abcdef");
    }

    @Test
    void namesKeptBytesLost_leavesEmptyFiles() throws Exception {
        write(create(directory, "a.new"), 0, "abc");
        directory.replace("a.new", "a");
        assertThat(describe(left(CrashPolicy.namesKeptBytesLost()))).isEqualTo("a=");
    }

    @Test // FS-48
    void namesSubset_keepsAnyOfTheChanges() throws Exception {
        createDurably(directory, "a", "1");
        createDurably(directory, "b", "2");
        directory.delete("a");
        directory.delete("b");
        assertThat(images(CrashPolicy::namesSubset, 50, CrashPolicyTest::describe)).containsExactlyInAnyOrder("a=1 b=2",
                "a=1", "b=2", "");
    }

    @Test
    void all_tellsItsPoliciesApart() {
        List<CrashPolicy> all = CrashPolicy.all(7);
        assertThat(all.stream().map(CrashPolicy::toString).distinct()).hasSameSizeAs(all).contains("LOSE_ALL",
                "SECTORS(8)", "TORN_LAST(511)");
    }

    private void messyScript() throws Exception {
        StoreFile a = createDurably(directory, "a", "some text of a file");
        write(a, 5, filled(3000, 'x'));
        a.truncate(1000);
        a.zeroTo(500, 9000);
        write(a, 12_000, "end");
        StoreFile b = create(directory, "b.new");
        write(b, 0, "b");
        b.force(ForceMode.DATA);
        directory.replace("b.new", "b");
        write(b, 1, "bb");
        write(create(directory, "c"), 0, "c");
        directory.delete("c");
    }

    private Map<String, byte[]> left(CrashPolicy policy) {
        return crash.restart(policy).snapshot(STORE);
    }

    private Set<String> images(LongFunction<CrashPolicy> policy, int count,
            Function<Map<String, byte[]>, String> description) {
        Set<String> images = new HashSet<>();
        for (int seed = 0; seed < count; seed++) {
            images.add(description.apply(left(policy.apply(seed))));
        }
        return images;
    }

    private static String describe(Map<String, byte[]> files) {
        return String.join(" ",
                files.entrySet().stream().map(e -> e.getKey() + "=" + new String(e.getValue())).toList());
    }

    private static void assertUniform(byte[] bytes, int from, int to) {
        assertThat(Arrays.copyOfRange(bytes, from, to)).containsOnly(bytes[from]);
    }
}
