package io.batpak.codec.msgpack;

import io.batpak.api.event.Bytes;
import io.batpak.api.event.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Makes generic values, the same ones for the same seed; sizes and magnitudes at the borders of forms are common. */
final class RandomValues {
    private static final String[] LETTERS = {"a", "Z", "\0", "$", "é", "€", "\uffff", "😀", "\udbff\udfff"};

    private final SplittableRandom random;

    RandomValues(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Value tree(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 8)) {
            case 0 -> random.nextInt(3) == 0 ? Value.Null.NULL : new Value.Bool(random.nextBoolean());
            case 1, 2 -> new Value.Int(integer());
            case 3 -> new Value.Real(real());
            case 4 -> new Value.Decimal(new BigDecimal(integer(), random.nextInt()));
            case 5 -> new Value.Text(text());
            case 6 -> new Value.Binary(Bytes.of(bytes(size())));
            case 7 -> new Value.Moment(moment());
            case 8, 9 -> array(depth - 1);
            default -> struct(depth - 1);
        };
    }

    private Value array(int depth) {
        List<Value> values = new ArrayList<>();
        for (int left = depth > 0 ? random.nextInt(6) : size(); left > 0; left--) {
            values.add(tree(depth));
        }
        return new Value.Array(values);
    }

    private Value struct(int depth) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (int left = random.nextInt(20); left > 0; left--) {
            entries.put(text(), tree(depth));
        }
        return new Value.Struct(entries);
    }

    private BigInteger integer() {
        int bits = random.nextInt(10) == 0 ? random.nextInt(300) : random.nextInt(66);
        BigInteger power = BigInteger.ONE.shiftLeft(bits).add(BigInteger.valueOf(random.nextInt(-2, 3)));
        BigInteger value = random.nextBoolean() ? power : new BigInteger(1, bytes(bits / 8 + 1));
        return random.nextBoolean() ? value : value.negate();
    }

    private double real() {
        double[] special = {0.0, -0.0, 1.0, Double.NaN, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY};
        return random.nextBoolean() ? special[random.nextInt(special.length)]
                : Double.longBitsToDouble(random.nextLong());
    }

    private Instant moment() {
        long seconds = random.nextLong() >> random.nextInt(8, 64);
        return Instant.ofEpochSecond(
                Math.max(Instant.MIN.getEpochSecond(), Math.min(Instant.MAX.getEpochSecond(), seconds)),
                random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = size(); left > 0; left--) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private int size() {
        return switch (random.nextInt(40)) {
            case 0 -> random.nextInt(300);
            case 1 -> 30 + random.nextInt(4);
            default -> random.nextInt(18);
        };
    }
}
