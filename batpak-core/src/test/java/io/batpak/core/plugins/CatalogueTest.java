package io.batpak.core.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.batpak.api.error.ProviderException;
import io.batpak.api.spi.HashProvider;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the look-up, with services that are made up. */
class CatalogueTest {
    @Test // D-4
    void serving_takesTheHighestRankThatIsAvailable() {
        StubHash middle = new StubHash("middle", "x", 1, true);
        assertThat(discovered(new StubHash("low", "x", Integer.MIN_VALUE, true), middle,
                new StubHash("high", "x", 2, false), new StubHash("other", "y", 3, true)).serving("x"))
                .isSameAs(middle);
    }

    @Test
    void serving_ofEqualRanks_doesNotDependOnTheOrder() {
        StubHash a = new StubHash("a", "x");
        StubHash b = new StubHash("b", "x");
        assertThat(discovered(a, b).serving("x")).isSameAs(a);
        assertThat(discovered(b, a).serving("x")).isSameAs(a);
    }

    @Test
    void twoOfOneName_areAnErrorThatNamesBoth() {
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> discovered(new StubHash("blake3-java", "x"), new Blake3Provider()))
                .withMessageContaining(StubHash.class.getName()).withMessageContaining(Blake3Provider.class.getName());
    }

    @Test
    void oneThatCannotBeMade_doesNotStopTheOthers_butIsNamedInAMiss() {
        StubHash good = new StubHash("good", "x");
        Catalogue<HashProvider> catalogue = catalogue(List.of(), Stream.of(
                () -> {
                    throw new ServiceConfigurationError("org.example.Broken could not be instantiated");
                },
                () -> {
                    throw new NoClassDefFoundError("com/sun/jna/Library");
                },
                () -> good));
        assertThat(catalogue.serving("x")).isSameAs(good);
        assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> catalogue.serving("y"))
                .withMessageContaining("org.example.Broken").withMessageContaining("com/sun/jna/Library");
    }

    @Test
    void servicesThatFailForEver_areGivenUp() {
        Catalogue<HashProvider> catalogue = catalogue(List.of(), Stream.generate(() -> () -> {
            throw new ServiceConfigurationError("again");
        }));
        assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> catalogue.serving("x"));
    }

    @Test
    void oneThatThrowsWhenAsked_isPassedOver() {
        HashProvider rude = new HashProvider() {
            @Override
            public String name() {
                return "rude";
            }

            @Override
            public String algorithm() {
                return "x";
            }

            @Override
            public int rank() {
                return 1;
            }

            @Override
            public boolean isAvailable() {
                throw new UnsatisfiedLinkError("libblake3.so");
            }

            @Override
            public Hasher newHasher() {
                throw new IllegalStateException();
            }
        };
        StubHash good = new StubHash("good", "x");
        assertThat(discovered(rude, good).serving("x")).isSameAs(good);
        assertThatExceptionOfType(ProviderException.class).isThrownBy(() -> discovered(rude).serving("x"))
                .withMessageContaining("libblake3.so");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "with space", "batpak-mine", "123456789012345678901234567890123"})
    void nameThatIsNotAllowed_isAnErrorIfHandedOver_andBrokenIfDiscovered(String name) {
        HashProvider misnamed = name.startsWith("batpak-") ? foreign(name) : new StubHash(name, "x");
        assertThatExceptionOfType(ProviderException.class)
                .isThrownBy(() -> catalogue(List.of(misnamed), Stream.empty())).withMessageContaining("name");
        StubHash good = new StubHash("good", "x");
        assertThat(discovered(misnamed, good).serving("x")).isSameAs(good);
    }

    /** Returns a provider whose class is in no package of ours. */
    private static HashProvider foreign(String name) {
        return (HashProvider) Proxy.newProxyInstance(CatalogueTest.class.getClassLoader(),
                new Class<?>[] {HashProvider.class}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> name;
                    case "algorithm" -> "x";
                    case "rank" -> 0;
                    default -> true;
                });
    }

    private static Catalogue<HashProvider> discovered(HashProvider... services) {
        return catalogue(List.of(), Stream.of(services).map(service -> () -> service));
    }

    private static Catalogue<HashProvider> catalogue(List<HashProvider> handedOver,
            Stream<Supplier<HashProvider>> services) {
        Iterator<Supplier<HashProvider>> iterator = services.iterator();
        return Catalogue.of("hash", Candidate::of, handedOver, () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public HashProvider next() {
                return iterator.next().get();
            }
        });
    }
}
