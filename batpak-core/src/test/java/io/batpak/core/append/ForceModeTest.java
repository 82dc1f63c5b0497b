package io.batpak.core.append;

import static org.assertj.core.api.Assertions.assertThat;

import io.batpak.api.Store;
import io.batpak.api.StoreConfig;
import io.batpak.api.spi.ForceMode;
import io.batpak.api.spi.StoreDirectory;
import io.batpak.api.spi.StoreFile;
import io.batpak.api.spi.StoreFileSystem;
import io.batpak.testkit.InlineExecutor;
import io.batpak.testkit.MemoryFileSystem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which force the segment gets: the one of the configuration. Stand-ins around the file system write the modes down. */
class ForceModeTest {
    private final List<ForceMode> modes = new ArrayList<>();

    // W-064: of appends, of a force that is asked for and of the cadence's
    @ParameterizedTest
    @EnumSource
    void forcesOfEvents_haveTheModeOfTheConfiguration(ForceMode mode) {
        StoreFileSystem files = watched(StoreFileSystem.class, new MemoryFileSystem());
        StoreConfig config = Requests.config(files).executor(new InlineExecutor()).forceMode(mode).unforcedMaxCount(2)
                .build();
        try (Store store = Store.open(config)) {
            modes.clear();
            store.append(Requests.event("durable"));
            store.append(Requests.written(Requests.event("written")));
            store.force();
            store.append(Requests.written(Requests.event("written")));
            store.append(Requests.written(Requests.event("forced by the cadence")));
            assertThat(modes).hasSize(3).containsOnly(mode);
        }
    }

    /** Returns a stand-in that hands everything through, and writes down how segments are forced. */
    private <T> T watched(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (real instanceof StoreFile && method.getName().equals("force")) {
                modes.add((ForceMode) args[0]);
            }
            try {
                Object result = method.invoke(real, args);
                if (result instanceof StoreDirectory directory) {
                    return watched(StoreDirectory.class, directory);
                }
                boolean segment = args != null && args[0] instanceof String name && name.contains(".seg");
                return segment && result instanceof StoreFile file ? watched(StoreFile.class, file) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
