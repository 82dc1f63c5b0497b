package io.batpak.core.crash;

/** What is done with a store until the power fails, and how the store is opened for it. */
public interface Scenario {
    Setup setup();

    void run(Session session);

    /** Returns what becomes of the scenario when the store fails or refuses. */
    default Session.Failures failures() {
        return Session.Failures.thrown();
    }
}
