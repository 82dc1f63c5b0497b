package io.batpak.codec.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.batpak.api.event.Bytes;
import io.batpak.api.spi.CodecProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MsgpackCodecProviderTest {
    @Test
    void name_andAlgorithm_areRecordedInStores() { // CO-16
        CodecProvider codec = new MsgpackCodecProvider();

        assertThat(codec.name()).isEqualTo("batpak-msgpack");
        assertThat(codec.algorithm()).isEqualTo("msgpack");
        assertThat(codec.isAvailable()).isTrue();
    }

    @Test
    void provider_isRegisteredForModulePathAndClassPath() throws IOException { // CO-16
        Module module = MsgpackCodecProvider.class.getModule();
        assertThat(module.getDescriptor().provides())
                .anySatisfy(provides -> assertThat(provides.providers())
                        .containsExactly(MsgpackCodecProvider.class.getName()));
        try (InputStream services = MsgpackCodecProvider.class.getResourceAsStream(
                "/META-INF/services/" + CodecProvider.class.getName())) {
            assertThat(new String(services.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(MsgpackCodecProvider.class.getName() + "\n");
        }
    }

    @Test
    void encode_keepsNoArrayAndReturnsNone() { // CO-14
        byte[] mine = {1, 2, 3};
        CodecProvider codec = new MsgpackCodecProvider();
        Bytes encoded = codec.encode(mine);
        byte[] read = codec.decode(encoded, byte[].class);
        mine[0] = 9;
        read[1] = 9;

        assertThat(codec.decode(encoded, byte[].class)).containsExactly(1, 2, 3);
    }

    @Test
    void encode_ofNothingAtAll_isACallersMistake() { // CO-01
        assertThatThrownBy(() -> new MsgpackCodecProvider().encode(null)).isInstanceOf(NullPointerException.class);
    }
}
