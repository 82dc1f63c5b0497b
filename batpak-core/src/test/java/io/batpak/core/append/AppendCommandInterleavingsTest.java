package io.batpak.core.append;

import static io.batpak.core.Interleavings.explore;
import static io.batpak.core.Interleavings.require;
import static io.batpak.core.Interleavings.together;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A command is taken or withdrawn, never both: what is withdrawn is not committed (W-184). */
@Tag("interleavings")
class AppendCommandInterleavingsTest {
    @Test // W-184
    void take_besideWithdraw_onlyOneSucceeds() {
        explore(() -> {
            AppendCommand command = AppendCommand.force(null);
            boolean[] won = new boolean[2];
            together(command, () -> won[0] = command.take(), () -> won[1] = command.withdraw());
            require(won[0] != won[1], "one of the two");
        });
    }
}
