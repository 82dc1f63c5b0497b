package io.batpak.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.batpak.api.event.Value;
import io.batpak.cli.input.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Runs commands as a process would, in this one. */
final class Cli {
    private Cli() {}

    /** What a command left. */
    record Result(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }

        List<Value.Struct> objects() {
            return out.lines().map(Cli::object).toList();
        }

        List<Value.Struct> errors() {
            return err.lines().map(Cli::object).toList();
        }
    }

    static Result run(String... args) {
        return run(new byte[0], args);
    }

    static Result append(String input, String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "append";
        System.arraycopy(args, 0, all, 1, args.length);
        return run(input.getBytes(UTF_8), all);
    }

    static Result run(byte[] input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Main.run(args, new ByteArrayInputStream(input), out, err);
        return new Result(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    static Value.Struct object(String json) {
        byte[] bytes = json.getBytes(UTF_8);
        return (Value.Struct) StrictJson.parse(bytes, 0, bytes.length);
    }

    static String text(Value.Struct object, String name) {
        return ((Value.Text) object.entries().get(name)).value();
    }

    static long number(Value.Struct object, String name) {
        return ((Value.Int) object.entries().get(name)).value().longValueExact();
    }

    /** Returns lines of append, one for each entity, with payloads that count from 0. */
    static String events(String... entities) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < entities.length; i++) {
            lines.append("{\"entity\":\"").append(entities[i])
                    .append("\",\"scope\":\"s\",\"kind\":\"0xF001\",\"payload\":")
                    .append(i)
                    .append("}\n");
        }
        return lines.toString();
    }
}
