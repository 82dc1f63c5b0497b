package io.batpak.core.simulation;

import io.batpak.api.append.Durability;
import io.batpak.core.crash.Scenario;
import io.batpak.core.crash.Session;
import io.batpak.core.crash.Setup;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Operations in their order, on an honest medium.
 *
 * @param setup how the store is opened; its seed is also that of what the operations leave to chance
 * @param operations what is done
 */
record Script(Setup setup, List<Operation> operations) implements Scenario {
    /** How many operations a script has that a seed draws. */
    static final int LENGTH = 12;

    /** Draws one. */
    static Script drawn(SplittableRandom chance) {
        Setup setup = Setup.of(chance.nextLong()).hash(chance.nextBoolean() ? "sha-256" : "blake3")
                .held(Setup.Held.values()[chance.nextInt(Setup.Held.values().length)]);
        Operation[] all = Operation.values();
        List<Operation> operations = Stream.generate(() -> all[chance.nextInt(all.length)]).limit(LENGTH).toList();
        return new Script(chance.nextInt(4) == 0 ? setup.written() : setup, operations);
    }

    @Override
    public void run(Session session) {
        Client client = new Client(session, new SplittableRandom(setup.seed()), true, new Reach());
        operations.forEach(client::run);
        session.settleInFlight();
    }

    @Override
    public Session.Failures failures() {
        return Client::goOnAfterRefusals;
    }

    @Override
    public String toString() {
        return operations + (setup.durability() == Durability.WRITTEN ? " unforced" : "") + " held " + setup.held();
    }
}
