package io.batpak.codec.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.error.PayloadException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Value;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/**
 * Makes random trees and writes them twice: by us, and by msgpack-core, whose bytes ours must equal wherever it knows
 * the type.
 */
class ValueShapeTest {
    private static final int TREES = 3000;

    private final MsgpackCodecProvider codec = new MsgpackCodecProvider();

    @Test
    void decode_ofEncodedTrees_isTheSame() { // CO-01, CO-12
        for (int seed = 0; seed < TREES; seed++) {
            Value tree = new RandomValues(seed).tree(5);
            Bytes encoded = codec.encode(tree);

            codec.check(encoded);
            Value read = codec.decode(encoded, Value.class);
            assertThat(read).as("seed %d", seed).isEqualTo(tree);
            assertThat(codec.encode(read)).as("seed %d", seed).isEqualTo(encoded);
        }
    }

    @Test
    void encode_ofTrees_isWhatMsgpackCoreWrites() throws IOException { // CO-05
        for (int seed = 0; seed < TREES; seed++) {
            Value tree = new RandomValues(seed).tree(5);
            try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
                pack(tree, packer);
                assertThat(codec.encode(tree)).as("seed %d", seed).isEqualTo(Bytes.of(packer.toByteArray()));
            }
        }
    }

    @Test
    void decode_ofLargeContainers_isTheSame() { // CO-01
        for (int size : new int[] {15, 16, 65_535, 65_536}) {
            Map<String, Value> entries = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                entries.put(Integer.toString(i), Value.Int.of(i));
            }
            Value struct = new Value.Struct(entries);
            Value array = new Value.Array(entries.values().stream().toList());

            assertThat(codec.decode(codec.encode(struct), Value.class)).isEqualTo(struct);
            assertThat(codec.decode(codec.encode(array), Value.class)).isEqualTo(array);
        }
    }

    @Test
    void decode_ofAKindOfValue_refusesAnother() { // CO-06
        assertThat(codec.decode(codec.encode(1.0), Value.Real.class)).isEqualTo(new Value.Real(1.0));
        assertThat(codec.decode(codec.encode(1.0), Object.class)).isEqualTo(new Value.Real(1.0));
        assertThat(codec.decode(codec.encode(1.5f), Value.class)).isEqualTo(new Value.Real(1.5));
        assertRefused(codec.encode(1), Value.Real.class, "found io.batpak.api.event.Value$Int");
    }

    @Test
    void decode_ofWhatNoValueCanBe_isRefused() { // CO-06, J-43
        codec.check(Hex.bytes("d407 00"));
        assertRefused(Hex.bytes("92 01 d407 00"), Value.class, "Value[1]: an extension of type 7 has no meaning here");
        codec.check(Hex.bytes("81 01 02"));
        assertRefused(Hex.bytes("81 01 02"), Value.class, "Value{0}: expected text, found an integer");
    }

    private void assertRefused(Bytes bytes, Class<?> type, String reason) {
        assertThatThrownBy(() -> codec.decode(bytes, type)).isInstanceOf(PayloadException.class)
                .hasMessageContaining(reason);
    }

    private static void pack(Value value, MessageBufferPacker packer) throws IOException {
        switch (value) {
            case Value.Null nothing -> packer.packNil();
            case Value.Bool bool -> packer.packBoolean(bool.value());
            case Value.Int integer when fits(integer) -> packer.packBigInteger(integer.value());
            case Value.Int integer -> extension(1, integer.value().toByteArray(), packer);
            case Value.Real real -> packer.packDouble(Double.isNaN(real.value()) ? Double.NaN : real.value());
            case Value.Decimal decimal -> extension(2, Extensions.decimal(decimal.value()), packer);
            case Value.Text text -> packer.packString(text.value());
            case Value.Binary binary -> {
                packer.packBinaryHeader(binary.value().length());
                packer.writePayload(binary.value().toArray());
            }
            case Value.Moment moment -> packer.packTimestamp(moment.value());
            case Value.Array array -> {
                packer.packArrayHeader(array.values().size());
                for (Value element : array.values()) {
                    pack(element, packer);
                }
            }
            case Value.Struct struct -> {
                Map<String, Value> sorted = new TreeMap<>(ValueShapeTest::compareUtf8);
                sorted.putAll(struct.entries());
                packer.packMapHeader(sorted.size());
                for (Map.Entry<String, Value> entry : sorted.entrySet()) {
                    packer.packString(entry.getKey());
                    pack(entry.getValue(), packer);
                }
            }
        }
    }

    private static boolean fits(Value.Int integer) {
        int bits = integer.value().bitLength();
        return bits < 64 || (bits == 64 && integer.value().signum() > 0);
    }

    private static void extension(int type, byte[] payload, MessageBufferPacker packer) throws IOException {
        packer.packExtensionTypeHeader((byte) type, payload.length);
        packer.writePayload(payload);
    }

    /** The order of UTF-8 is that of code points. */
    private static int compareUtf8(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return java.util.Arrays.compare(left, right);
    }
}
