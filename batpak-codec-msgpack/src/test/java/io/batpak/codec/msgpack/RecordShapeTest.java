package io.batpak.codec.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.error.PayloadException;
import io.batpak.api.event.Bytes;
import io.batpak.api.event.Coordinate;
import io.batpak.api.event.EventKind;
import io.batpak.api.event.Lane;
import io.batpak.api.event.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordShapeTest {
    enum Currency {
        EUR,
        USD {
            @Override
            public String toString() {
                return "a class of its own";
            }
        }
    }

    record Empty() {}

    record Money(BigDecimal amount, Currency currency) {}

    record Item(String name, int count, Optional<Money> price) {}

    record OrderPlaced(String id, List<Item> items, Map<String, Money> fees, Optional<String> note) {}

    record OrderPlacedLater(String id, List<Item> items, Map<String, Money> fees, int added) {}

    record Tree(int value, List<Tree> children) {}

    record Pair<A, B>(A first, B second) {}

    record Pairs(Pair<String, Pair<Long, Currency>> nested, List<? extends Money> wild) {}

    record Arrays4(int[] ints, long[] longs, double[] doubles, String[] texts, byte[] bytes) {}

    record Anything(Object value, Value.Text text, Optional<Value> maybe) {}

    record Bounded<T extends Comparable<T>>(T value) {}

    record Bounds(Bounded<String> bounded) {}

    class Inner<T> {
        class Innermost {}
    }

    record Inners(Inner<String>.Innermost inner) {}

    record Unsupported(Thread thread) {}

    record Positive(int number) {
        Positive {
            if (number <= 0) {
                throw new IllegalArgumentException("not positive");
            }
        }
    }

    private static final Money PRICE = new Money(new BigDecimal("9.90"), Currency.USD);
    private static final OrderPlaced ORDER = new OrderPlaced(
            "o-1",
            List.of(new Item("a", 1, Optional.of(PRICE)), new Item("b", 2, Optional.empty())),
            Map.of("post", PRICE),
            Optional.empty());

    private final MsgpackCodecProvider codec = new MsgpackCodecProvider();

    @Test
    void decode_ofEncoded_isTheSame() { // CO-01, CO-18
        assertSame(ORDER);
        assertSame(new Empty());
        assertSame(new Tree(1, List.of(new Tree(2, List.of()), new Tree(3, List.of(new Tree(4, List.of()))))));
        assertSame(new Pairs(new Pair<>("x", new Pair<>(1L, Currency.EUR)), List.of(PRICE)));
        assertSame(Coordinate.of("order:1", "shop"));
        assertSame(new Pair<>(Lane.of(7), EventKind.DATA).first());
        assertSame(Currency.USD);
    }

    @Test
    void decode_ofArrays_isTheSame() { // CO-01
        Arrays4 value = new Arrays4(
                new int[] {1, -1}, new long[] {Long.MIN_VALUE}, new double[] {-0.0}, new String[] {"x"},
                new byte[] {7});

        Arrays4 read = codec.decode(codec.encode(value), Arrays4.class);

        assertThat(read).usingRecursiveComparison().isEqualTo(value);
    }

    @Test
    void encode_aRecord_isAMapSortedByNames() { // CO-04, CO-05
        assertThat(codec.encode(new Item("a", 1, Optional.empty())))
                .isEqualTo(Hex.bytes("83 a5636f756e74 01 a46e616d65 a161 a57072696365 c0"));
        assertThat(codec.encode(new Empty())).isEqualTo(Hex.bytes("80"));
        assertThat(codec.encode(Currency.USD)).isEqualTo(Hex.bytes("a3555344"));
    }

    @Test
    void decode_ofComponentsDeclaredObject_areValues() { // CO-13
        Anything read = codec.decode(
                codec.encode(new Anything(List.of(1, "x"), new Value.Text("t"), Optional.empty())), Anything.class);

        assertThat(read.value())
                .isEqualTo(new Value.Array(List.of(Value.Int.of(1), new Value.Text("x"))));
        assertRefused(struct("value", Value.Null.NULL, "text", Value.Int.of(1)), Anything.class,
                "Anything.text: expected io.batpak.api.event.Value$Text");
    }

    @Test
    void decode_ofUnknownFields_passesThemOver() { // CO-06
        OrderPlacedLater later = new OrderPlacedLater("o-1", ORDER.items(), ORDER.fees(), 7);

        assertThat(codec.decode(codec.encode(later), OrderPlaced.class)).isEqualTo(ORDER);
    }

    @Test
    void decode_ofAMissingField_isRefusedUnlessOptional() { // CO-06
        assertThat(codec.decode(struct("name", new Value.Text("a"), "count", Value.Int.of(1)), Item.class))
                .isEqualTo(new Item("a", 1, Optional.empty()));
        assertRefused(struct("name", new Value.Text("a")), Item.class, "Item.count: the field is missing");
    }

    @Test
    void decode_ofTheWrongType_saysWhere() { // CO-06
        Value item = value(codec.encode(ORDER.items().get(0)));
        Map<String, Value> broken = new LinkedHashMap<>(((Value.Struct) item).entries());
        broken.put("price",
                new Value.Struct(Map.of("amount", new Value.Text("SECRET"), "currency", new Value.Text("EUR"))));
        Map<String, Value> order = new LinkedHashMap<>(((Value.Struct) value(codec.encode(ORDER))).entries());
        order.put("items", new Value.Array(List.of(item, new Value.Struct(broken))));

        assertRefused(codec.encode(new Value.Struct(order)), OrderPlaced.class,
                "OrderPlaced.items[1].price.amount: expected a decimal, found text");
    }

    @Test
    void decode_ofAnUnknownConstant_isRefused() { // CO-18
        assertRefused(codec.encode("SECRET"), Currency.class, "not a constant of Currency");
        assertRefused(struct("amount", new Value.Decimal(BigDecimal.ONE), "currency", new Value.Text("eur")),
                Money.class,
                "Money.currency: ");
    }

    @Test
    void decode_ofNil_isRefusedUnlessOptional() { // CO-06
        assertRefused(struct("name", Value.Null.NULL, "count", Value.Int.of(1)), Item.class,
                "Item.name: expected text, found nil");
        assertThat((Object) codec.decode(codec.encode(Optional.empty()), Optional.class)).isEqualTo(Optional.empty());
    }

    @Test
    void decode_whenTheConstructorThrows_isRefused() { // CO-11
        assertRefused(struct("number", Value.Int.of(0)), Positive.class,
                "Positive: the record's own code refuses it with java.lang.IllegalArgumentException");
    }

    @Test
    void encode_ofNull_isRefusedWithItsPath() { // CO-01
        assertNotEncoded(new Item(null, 1, Optional.empty()), "Item.name: is null");
        assertNotEncoded(new Tree(1, Arrays.asList(new Tree(2, List.of()), null)), "Tree.children[1]: is null");
    }

    @Test
    void encode_ofAnUnsupportedType_isRefusedWithItsPath() { // CO-01
        assertNotEncoded(new Unsupported(Thread.currentThread()), "Unsupported.thread: the type java.lang.Thread");
        assertNotEncoded(List.of(new Object()), "[0]: the type java.lang.Object is not supported");
        assertRefused(codec.encode(List.of()), ArrayList.class, "the type java.util.ArrayList is not supported");
    }

    @Test
    void encode_ofABoundThatNamesItself_ends() { // CO-10
        assertSame(new Bounds(new Bounded<>("x")));
        assertNotEncoded(new Bounded<>("x"), "Bounded.value: the type java.lang.Comparable is not supported");
        assertNotEncoded(new Inners(new Inner<String>().new Innermost()), "Inners.inner: the type ");
    }

    @Test
    void encode_ofAnOptionalThatHoldsNothing_isRefused() { // CO-12
        assertNotEncoded(Optional.of(Optional.empty()), "do not nest them");
        assertNotEncoded(Optional.of(Optional.of(1)), "do not nest them");
        assertNotEncoded(new Anything("x", new Value.Text(""), Optional.of(Value.Null.NULL)), "Anything.maybe: ");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void encode_ofAnElementOfAnotherType_isRefused() { // CO-11
        assertNotEncoded(new OrderPlaced("x", (List) List.of("y"), Map.of(), Optional.empty()),
                "OrderPlaced.items[0]: expected");
    }

    @Test
    void decode_ofCollections_isImmutable() { // CO-14
        OrderPlaced read = codec.decode(codec.encode(ORDER), OrderPlaced.class);

        assertThat(read.items()).isUnmodifiable();
        assertThat(read.fees()).isUnmodifiable();
        assertThat((Object) codec.decode(codec.encode(Set.of(1)), Set.class)).isEqualTo(Set.of(Value.Int.of(1)));
    }

    private Value value(Bytes bytes) {
        return codec.decode(bytes, Value.class);
    }

    private Bytes struct(Object... namesAndValues) {
        Map<String, Value> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entries.put((String) namesAndValues[i], (Value) namesAndValues[i + 1]);
        }
        return codec.encode(new Value.Struct(entries));
    }

    private void assertSame(Object value) {
        Class<?> type = value instanceof Currency ? Currency.class : value.getClass();
        assertThat((Object) codec.decode(codec.encode(value), type)).isEqualTo(value);
    }

    private void assertNotEncoded(Object value, String reason) {
        assertThatThrownBy(() -> codec.encode(value)).isInstanceOf(PayloadException.class).hasMessageContaining(reason);
    }

    private void assertRefused(Bytes bytes, Class<?> type, String reason) {
        assertThatThrownBy(() -> codec.decode(bytes, type))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("SECRET");
    }
}
