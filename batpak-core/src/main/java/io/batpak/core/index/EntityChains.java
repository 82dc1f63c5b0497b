package io.batpak.core.index;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** One entity: its first and last event and its chains. One thread writes; others read what was published. */
public final class EntityChains {
    private static final int NONE = -1;

    private final String name;
    private volatile int first = NONE;
    private int last = NONE;
    private volatile Chain[] chains = new Chain[0];

    EntityChains(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Returns the sequence of the oldest event; negative if there is none. */
    public int first() {
        return first;
    }

    /** Returns the chain of a lane, if it has begun. */
    public Optional<Chain> chain(long lane) {
        for (Chain chain : chains) {
            if (chain.lane() == lane) {
                return Optional.of(chain);
            }
        }
        return Optional.empty();
    }

    /** Returns the newest sequence over all lanes; negative if there is none. */
    public long newest() {
        long newest = NONE;
        for (Chain chain : chains) {
            newest = Math.max(newest, chain.head());
        }
        return newest;
    }

    /** Raises the bound of each lane to one more than its newest sequence here. */
    void raise(Map<Long, Long> bounds) {
        for (Chain chain : chains) {
            if (chain.head() != Chain.EMPTY) {
                bounds.merge(chain.lane(), chain.head() + 1, Math::max);
            }
        }
    }

    Chain chainOrNew(long lane) {
        Optional<Chain> known = chain(lane);
        if (known.isPresent()) {
            return known.get();
        }
        Chain[] more = Arrays.copyOf(chains, chains.length + 1);
        Chain chain = new Chain(this, lane);
        more[chains.length] = chain;
        chains = more;
        return chain;
    }

    int last() {
        return last;
    }

    void append(int sequence) {
        if (first == NONE) {
            first = sequence;
        }
        last = sequence;
    }
}
