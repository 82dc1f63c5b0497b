package io.batpak.core.plugins;

import io.batpak.api.error.ProviderException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All providers of one kind, in the order in which they are asked, and those that are broken. */
final class Catalogue<P> {
    private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);

    /** After so many failures a service loader is taken to be stuck. */
    private static final int MAX_BROKEN = 100;

    private final String kind;
    private final List<Candidate<P>> inOrder = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    private Catalogue(String kind) {
        this.kind = kind;
    }

    static <P> Catalogue<P> of(String kind, Function<P, Candidate<P>> describe, Iterable<P> handedOver,
            Iterable<P> services) {
        Catalogue<P> catalogue = new Catalogue<>(kind);
        List<Candidate<P>> given = new ArrayList<>();
        for (P provider : handedOver) {
            given.add(catalogue.describe(provider, describe));
        }
        catalogue.add(given);
        catalogue.add(catalogue.discover(describe, services.iterator()));
        return catalogue;
    }

    /** Returns the provider that serves an algorithm. */
    P serving(String algorithm) {
        List<String> passedOver = new ArrayList<>();
        for (Candidate<P> candidate : inOrder) {
            if (candidate.algorithm().equals(algorithm)) {
                Optional<String> obstacle = obstacle(candidate);
                if (obstacle.isEmpty()) {
                    return candidate.provider();
                }
                passedOver.add(candidate.text() + " " + obstacle.get());
            }
        }
        throw missing(algorithm, passedOver);
    }

    /** Returns the algorithms of those that could serve, sorted. */
    List<String> algorithms() {
        return inOrder.stream().filter(candidate -> obstacle(candidate).isEmpty()).map(Candidate::algorithm).distinct()
                .sorted().toList();
    }

    /** Appends candidates of one origin, the highest rank first; ranks being equal, by name, so that it is settled. */
    private void add(List<Candidate<P>> candidates) {
        Map<String, Candidate<P>> byName = new HashMap<>();
        for (Candidate<P> candidate : candidates) {
            Candidate<P> other = byName.putIfAbsent(candidate.name(), candidate);
            if (other != null) {
                throw failure(candidate.name(), "Two providers have the name " + candidate.name() + ": "
                        + other.provider().getClass().getName() + " and " + candidate.provider().getClass().getName()
                        + ". Take one of them off the path.", null);
            }
        }
        candidates.stream().sorted(Comparator.comparingInt((Candidate<P> candidate) -> candidate.rank()).reversed()
                .thenComparing(Candidate::name)).forEach(inOrder::add);
    }

    private Candidate<P> describe(P provider, Function<P, Candidate<P>> describe) {
        try {
            return describe.apply(provider);
        } catch (IllegalArgumentException e) {
            throw failure(provider.getClass().getName(),
                    "The " + kind + " provider " + provider.getClass().getName() + " cannot be used: " + e.getMessage(),
                    e);
        }
    }

    private List<Candidate<P>> discover(Function<P, Candidate<P>> describe, Iterator<P> services) {
        List<Candidate<P>> found = new ArrayList<>();
        while (broken.size() < MAX_BROKEN) {
            try {
                if (!services.hasNext()) {
                    break;
                }
                found.add(describe(services.next(), describe));
            } catch (ServiceConfigurationError | RuntimeException | LinkageError e) {
                broken.add(e.toString());
                LOG.debug("A {} provider is broken", kind, e);
            }
        }
        return found;
    }

    private Optional<String> obstacle(Candidate<P> candidate) {
        try {
            Optional<String> obstacle = candidate.obstacle().get();
            obstacle.ifPresent(reason -> LOG.debug("Passed over: {} {}", candidate.text(), reason));
            return obstacle;
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("Passed over: {}", candidate.text(), e);
            return Optional.of("fails with " + e);
        }
    }

    private ProviderException missing(String algorithm, List<String> passedOver) {
        StringBuilder message = new StringBuilder("No " + kind + " provider serves " + algorithm + ".");
        message.append(" There are: ").append(texts()).append('.');
        if (!passedOver.isEmpty()) {
            message.append(" Passed over: ").append(String.join("; ", passedOver)).append('.');
        }
        if (!broken.isEmpty()) {
            message.append(" Broken: ").append(String.join("; ", broken)).append('.');
        }
        message.append(" Add a plugin for ").append(algorithm)
                .append(" to the module path or class path, or hand one over in the configuration.");
        return failure(algorithm, message.toString(), null);
    }

    private ProviderException failure(String wanted, String message, @Nullable Throwable cause) {
        return new ProviderException(wanted, texts(), message, cause);
    }

    private List<String> texts() {
        return inOrder.stream().map(candidate -> candidate.algorithm() + " by " + candidate.text()).toList();
    }
}
