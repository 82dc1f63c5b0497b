package io.batpak.core.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapped file that somebody cuts, tried in a process of its own since it could end the JVM. */
class CutFileTest {
    @TempDir
    private Path temp;

    @Test // THR-29
    void mappedAccess_behindTheCut_failsTyped_andOnlyThat() throws Exception {
        try (ForkedJvm jvm = ForkedJvm.start(CutFileProbe.class, temp.toString())) {
            assertThat(jvm.readLine()).isEqualTo("8000 failed, 200 passed");
            assertThat(jvm.waitFor()).isZero();
        }
    }
}
