/**
 * The codec {@code msgpack}. A {@link io.batpak.codec.msgpack.Shape} writes and reads the values of one Java type;
 * {@link io.batpak.codec.msgpack.Shapes} finds the shape of a type. Bytes are written by
 * {@link io.batpak.codec.msgpack.Output}; they are read by msgpack-core through {@link io.batpak.codec.msgpack.Input},
 * and only after {@link io.batpak.codec.msgpack.WellFormed} has walked them.
 *
 * <p>The format, which is a promise ({@code docs/codec-msgpack.md}):
 *
 * <ul>
 * <li>a record is a map of its components by name; one that belongs to a sealed interface also has the entry
 * {@code $type} with its simple name;
 * <li>an enum is its name; an empty optional is nil, and a full one is its content;
 * <li>an integer is the shortest MessagePack integer; outside of 64 bits it is the extension 1: two's complement, big
 * endian, shortest;
 * <li>a decimal is the extension 2: the scale as 32 bits, then the unscaled integer as in extension 1;
 * <li>a moment is the extension -1, the timestamp of MessagePack, in its shortest form;
 * <li>an id or UUID is 16 bytes; a float is a float32, a double a float64, with one NaN;
 * <li>a map is sorted by its keys as {@link io.batpak.codec.msgpack.KeyOrder} says, a set by its encoded elements.
 * </ul>
 *
 * <p>May import {@code api.event}, {@code api.error}, {@code api.spi} and msgpack-core.
 */
@NullMarked
package io.batpak.codec.msgpack;

import org.jspecify.annotations.NullMarked;
