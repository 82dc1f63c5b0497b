package io.batpak.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Files, clocks, chance, threads and the console are each reached through one door, so that a test can put its own in
 * its place (D-12).
 */
class DoorsTest {
    /** Exceptions are answers of the file system SPI, and a {@code Path} is only a name: neither opens anything. */
    private static final DescribedPredicate<JavaClass> FILES = DescribedPredicate.describe(
            "files", c -> c.getPackageName().startsWith("java.nio.channels")
                    || c.getName().equals("java.nio.file.Files")
                    || c.getPackageName().equals("java.io") && c.getSimpleName().matches("(File|RandomAccessFile).*")
                            && !c.isAssignableTo(Throwable.class));

    private static final DescribedPredicate<JavaClass> CORE = resideInAPackage("io.batpak.core..");

    private static final DescribedPredicate<JavaClass> LIBRARY = resideInAnyPackage("io.batpak.core..",
            "io.batpak.api..", "io.batpak.codec..", "io.batpak.blake3..");

    private static final DescribedPredicate<JavaAccess<?>> CLOCK = target(
            "a clock",
            member -> is(member, System.class, Set.of("currentTimeMillis", "nanoTime"))
                    || member.getName().equals("now") && member.getOwner().getPackageName().equals("java.time")
                    || is(member, Clock.class, Set.of("systemUTC", "systemDefaultZone", "system"))
                    || is(member, Clock.class, Set.of("tickMillis", "tickSeconds")));

    private static final DescribedPredicate<JavaAccess<?>> THREADS = target(
            "the start of a thread",
            member -> is(member, Thread.class, Set.of(
                    "<init>", "start", "startVirtualThread", "ofPlatform", "ofVirtual"))
                    || member.getOwner().isAssignableTo(Executors.class)
                    || member.getOwner().isAssignableTo(Timer.class)
                    || member.getOwner().isAssignableTo(ForkJoinPool.class)
                    || member.getOwner().isAssignableTo(CompletableFuture.class)
                            && (member.getName().endsWith("Async") || member.getName().equals("orTimeout")));

    private static final DescribedPredicate<JavaAccess<?>> CHANCE = target(
            "chance",
            member -> is(member, Math.class, Set.of("random"))
                    || member.getOwner().isAssignableTo(java.util.Random.class)
                    || member.getOwner().isAssignableTo(ThreadLocalRandom.class)
                    || is(member, java.util.UUID.class, Set.of("randomUUID")));

    private static final DescribedPredicate<JavaAccess<?>> CONSOLE = target(
            "the console",
            member -> is(member, System.class, Set.of("out", "err", "in", "console"))
                    || member.getName().equals("printStackTrace"));

    private static final DescribedPredicate<JavaAccess<?>> SURROUNDINGS = target(
            "what surrounds the process",
            member -> is(member, System.class, Set.of("getProperty", "getProperties", "getenv"))
                    || is(member, Boolean.class, Set.of("getBoolean"))
                    || is(member, Integer.class, Set.of("getInteger"))
                    || is(member, Long.class, Set.of("getLong")));

    @Test
    void files_inCoreAndApi_areTouchedByDiskAlone() {
        check(noClasses().that(LIBRARY)
                .and(outside("io.batpak.core.disk"))
                .should().dependOnClassesThat(FILES));
    }

    @Test
    void fileChannels_inDisk_areForMappingAlone() {
        // an interrupt closes a FileChannel under all who use it (D-11); MappedView only maps, and closes it at once
        check(noClasses().that(CORE).and().doNotHaveFullyQualifiedName("io.batpak.core.disk.MappedView")
                .and().doNotHaveFullyQualifiedName("io.batpak.core.disk.FileLocation")
                .and().doNotHaveFullyQualifiedName("io.batpak.core.disk.MappedStores")
                .should().callMethodWhere(target("a FileChannel", m -> m.getOwner().getName()
                        .equals("java.nio.channels.FileChannel") && !m.getName().equals("map"))));
    }

    @Test
    void clocks_areReadByTimeAlone() {
        // the testkit's gates and slow disks wait in real time, the command line measures what people wait for
        check(noClasses().that(LIBRARY).and(outside("io.batpak.core.time")).should().accessTargetWhere(CLOCK));
    }

    @Test
    void threads_areStartedByTimeAlone() {
        check(noClasses().that(LIBRARY)
                .and(outside("io.batpak.core.time"))
                .should().accessTargetWhere(THREADS));
    }

    @Test
    void chance_comesFromTimeAlone() {
        check(noClasses().that(LIBRARY)
                .and(outside("io.batpak.core.time"))
                .should().accessTargetWhere(CHANCE));
    }

    @Test
    void console_isForTheCommandLineAlone() {
        check(noClasses().that(outsideCli()).should().accessTargetWhere(CONSOLE));
    }

    @Test
    void configuration_isHandedOver_andNotLookedUp() {
        // two ask for the operating system: where channels run their tasks in place, and where mappings are coherent;
        // where a native library is belongs to the machine, and nobody configures a plugin that is discovered
        check(noClasses().that(outsideCli())
                .and().doNotHaveFullyQualifiedName("io.batpak.core.disk.DiskChannel")
                .and().doNotHaveFullyQualifiedName("io.batpak.core.disk.MappedStores")
                .and().doNotHaveFullyQualifiedName("io.batpak.blake3.jna.Blake3Library")
                .should().accessTargetWhere(SURROUNDINGS));
    }

    @Test // D-7
    void logging_goesThroughSlf4jInCoreAlone() {
        check(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
        check(noClasses().that(outside("io.batpak.core..")).should()
                .dependOnClassesThat(resideInAPackage("org.slf4j..")));
        check(noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.lang.System$Logger"));
    }

    private static void check(ArchRule rule) {
        rule.check(Production.all());
    }

    private static DescribedPredicate<JavaClass> outside(String packages) {
        return DescribedPredicate.not(resideInAPackage(packages));
    }

    private static DescribedPredicate<JavaClass> outsideCli() {
        return outside("io.batpak.cli..");
    }

    private static DescribedPredicate<JavaAccess<?>> target(String what, Predicate<AccessTarget> test) {
        return DescribedPredicate.describe(what, access -> test.test(access.getTarget()));
    }

    private static boolean is(AccessTarget member, Class<?> owner, Set<String> names) {
        return member.getOwner().isEquivalentTo(owner) && names.contains(member.getName());
    }
}
