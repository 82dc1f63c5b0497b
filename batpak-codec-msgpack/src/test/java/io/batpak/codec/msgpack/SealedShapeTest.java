package io.batpak.codec.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.error.PayloadException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealedShapeTest {
    sealed interface Change {}

    record Renamed(String name) implements Change {}

    sealed interface Removal extends Change {}

    record Removed() implements Removal {}

    record Changes(List<Change> changes) {}

    sealed interface Clashing {}

    record Clash(String $type) implements Clashing {}

    record Untagged(String $type) {}

    sealed interface Mixed {}

    enum Constant implements Mixed {
        ONE
    }

    record Holder(Mixed mixed) {}

    sealed interface Twins {}

    static final class A {
        record Twin() implements Twins {}
    }

    static final class B {
        record Twin() implements Twins {}
    }

    private final MsgpackCodecProvider codec = new MsgpackCodecProvider();

    @Test
    void decode_ofEncoded_isTheSame() { // CO-18
        Changes changes = new Changes(List.of(new Renamed("x"), new Removed()));

        assertThat(codec.decode(codec.encode(changes), Changes.class)).isEqualTo(changes);
        assertThat(codec.decode(codec.encode(new Renamed("x")), Change.class)).isEqualTo(new Renamed("x"));
        assertThat(codec.decode(codec.encode(new Removed()), Removal.class)).isEqualTo(new Removed());
        assertThat(codec.decode(codec.encode(new Renamed("x")), Renamed.class)).isEqualTo(new Renamed("x"));
    }

    @Test
    void encode_aMember_hasItsTagFirst() { // CO-05
        assertThat(codec.encode(new Renamed("x")))
                .isEqualTo(Hex.bytes("82 a52474797065 a752656e616d6564 a46e616d65 a178"));
    }

    @Test
    void decode_ofATagElsewhere_isAccepted() { // CO-12
        Bytes tagLast = Hex.bytes("82 a46e616d65 a178 a52474797065 a752656e616d6564");

        assertThat(codec.decode(tagLast, Change.class)).isEqualTo(new Renamed("x"));
    }

    @Test
    void decode_ofAnUnknownOrMissingTag_isRefused() { // CO-13, CO-18
        assertRefused(tagged("java.lang.Runtime"), Change.class, "$type is none of [Removed, Renamed]");
        assertRefused(tagged("Renamed"), Removal.class, "$type is none of [Removed]");
        assertRefused(tagged("Removed"), Renamed.class, "Renamed.$type: expected a Renamed, found another type");
        assertRefused(codec.encode(new Value.Struct(Map.of())), Change.class, "the field $type is missing");
        assertRefused(codec.encode(1), Change.class, "expected a map, found an integer");
    }

    @Test
    void decode_ofAMemberItselfWithoutTag_isAccepted() { // CO-06: it may have joined the interface later
        assertThat(codec.decode(Hex.bytes("81 a46e616d65 a178"), Renamed.class)).isEqualTo(new Renamed("x"));
    }

    @Test
    void encode_ofAComponentNamedAsTheTag_isRefusedInASealedInterfaceOnly() { // CO-12
        assertThatThrownBy(() -> codec.encode(new Clash("x")))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("cannot have a component named $type");
        assertThat(codec.decode(codec.encode(new Untagged("x")), Untagged.class)).isEqualTo(new Untagged("x"));
    }

    @Test
    void encode_ofAnInterfaceNotOfRecordsAlone_isRefused() { // CO-18
        assertThatThrownBy(() -> codec.encode(new Holder(Constant.ONE)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("Holder.mixed: ")
                .hasMessageContaining("neither a record nor a sealed interface");
        assertRefused(codec.encode(new A.Twin()), Twins.class, "permits two records named Twin");
    }

    private Bytes tagged(String tag) {
        return codec.encode(new Value.Struct(Map.of("$type", new Value.Text(tag), "name", new Value.Text("x"))));
    }

    private void assertRefused(Bytes bytes, Class<?> type, String reason) {
        assertThatThrownBy(() -> codec.decode(bytes, type)).isInstanceOf(PayloadException.class)
                .hasMessageContaining(reason);
    }
}
