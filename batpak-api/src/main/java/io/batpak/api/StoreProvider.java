package io.batpak.api;

import io.batpak.api.error.ProviderException;
import io.batpak.api.verify.CheckReport;
import io.batpak.api.verify.Inspection;
import io.batpak.api.verify.SalvageReport;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** An implementation of the store, found through {@link ServiceLoader}. */
public interface StoreProvider {
    /**
     * Returns the one implementation that is there.
     *
     * @throws ProviderException if there is none, or more than one
     */
    static StoreProvider load() {
        ServiceLoader<StoreProvider> loader = ServiceLoader.load(StoreProvider.class,
                StoreProvider.class.getClassLoader());
        List<StoreProvider> found = loader.stream().map(ServiceLoader.Provider::get).toList();
        if (found.size() != 1) {
            List<String> names = found.stream().map(p -> p.getClass().getName()).toList();
            throw new ProviderException(
                    "store",
                    names,
                    names.isEmpty()
                            ? "no implementation of the store was found; put batpak-core on the module path or class path"
                            : "more than one implementation of the store was found: " + names + "; keep one",
                    null);
        }
        return found.get(0);
    }

    /** Opens a store for writing: see {@link Store#open}. */
    Store open(StoreConfig config);

    /** Opens a store for reading: see {@link Store#openReadOnly}. */
    StoreReader openReadOnly(StoreConfig config);

    /**
     * Checks a whole store without opening it, from its bytes up; changes nothing and works on whatever is left.
     *
     * @throws io.batpak.api.error.StoreUnavailableException if there is no store
     */
    CheckReport verify(StoreConfig config);

    /**
     * Tells what lies in a store's directory; changes nothing and works on whatever is left.
     *
     * @throws io.batpak.api.error.StoreUnavailableException if there is no directory
     */
    Inspection inspect(StoreConfig config);

    /**
     * Copies everything intact into a new store. If nothing in the middle is missing, all is as it was; otherwise
     * sequences, revisions and links are new, and ids, keys, times and payloads the old ones.
     *
     * @throws io.batpak.api.error.StoreUnavailableException if there is no store, or the target is there already
     */
    SalvageReport salvage(StoreConfig config, Path target);
}
