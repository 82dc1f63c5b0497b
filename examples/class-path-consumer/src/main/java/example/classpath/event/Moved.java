package example.classpath.event;

import io.batpak.api.event.EventPayload;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Money went in, or out if the amount is negative.
 *
 * @param amount how much
 * @param note what for
 */
@EventPayload(category = 1, type = 2)
public record Moved(BigDecimal amount, Optional<String> note) {}
