/** Payloads as MessagePack: provides the codec of the format {@code msgpack} and exports nothing. */
@SuppressWarnings("requires-automatic")
module io.batpak.codec.msgpack {
    requires io.batpak.api;
    requires msgpack.core;
    requires static org.jspecify;

    provides io.batpak.api.spi.CodecProvider with
            io.batpak.codec.msgpack.MsgpackCodecProvider;
}
