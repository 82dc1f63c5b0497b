package io.batpak.core.simulation;

import java.util.function.Consumer;

/** What a {@link Client} can be told to do: the alphabet of scripts. Sizes, chains and the like are left to its chance. */
enum Operation {
    /** Appends an event and waits until it is durable. */
    DURABLE(Client::durable),
    /** Appends an event and waits until it is written. */
    WRITTEN(Client::written),
    /** Appends a batch. */
    BATCH(Client::batch),
    /** Appends an event so large that two or three fill a segment. */
    LARGE(Client::large),
    /** Appends an event or a batch with keys. */
    KEYED(Client::keyed),
    /** Hands in again something with keys that was committed: in this session or an earlier one. */
    RETRY(Client::retry),
    /** Uses a key again for something else. */
    CONFLICT(Client::conflict),
    /** Appends to another lane, with a depth and an extension. */
    LANED(Client::laned),
    /** Appends with an expectation that holds. */
    EXPECTED(Client::expected),
    /** Appends with an expectation that does not hold. */
    STALE(Client::stale),
    /** Hands in what no store takes. */
    REFUSED(Client::refused),
    /** Hands an event or a batch in and does not wait. */
    SUBMIT(Client::submit),
    /** Lets requests queue up to a group. */
    GROUP(Client::group),
    /** Forces. */
    FORCE(Client::force),
    /** Lets time pass, in which the helper works. */
    PAUSE(Client::pause),
    /** Lets a commit end in the middle; the writer starts again. */
    BREAK(Client::breakCommit),
    /** Begins a visibility fence; where one is open, ends it in some way, or finds that there is no second. */
    FENCE(Client::fence),
    /** Commits the open fence; where none is, one of its own. */
    SHOW(Client::show),
    /** Cancels the open fence; where none is, one of its own. */
    HIDE(Client::hide),
    /** Closes the store and opens it again. */
    REOPEN(Client::reopen);

    private final Consumer<Client> action;

    Operation(Consumer<Client> action) {
        this.action = action;
    }

    void run(Client client) {
        action.accept(client);
    }
}
