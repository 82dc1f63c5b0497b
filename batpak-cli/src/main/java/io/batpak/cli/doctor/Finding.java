package io.batpak.cli.doctor;

import io.batpak.api.event.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what one check found. */
final class Finding {
    private final Map<String, Value> entries = new LinkedHashMap<>();

    private Finding(String check) {
        put("check", check);
    }

    static Finding of(String check) {
        return new Finding(check);
    }

    Finding put(String name, String text) {
        entries.put(name, new Value.Text(text));
        return this;
    }

    Finding put(String name, long number) {
        entries.put(name, Value.Int.of(number));
        return this;
    }

    Finding put(String name, boolean truth) {
        entries.put(name, new Value.Bool(truth));
        return this;
    }

    Value.Struct document() {
        return new Value.Struct(entries);
    }
}
