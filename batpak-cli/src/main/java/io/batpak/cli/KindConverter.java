package io.batpak.cli;

import io.batpak.api.event.EventKind;
import io.batpak.cli.input.InputException;
import io.batpak.cli.input.Texts;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a kind. */
final class KindConverter implements ITypeConverter<EventKind> {
    /** Makes a converter; picocli calls this. */
    KindConverter() {}

    @Override
    public EventKind convert(String text) {
        try {
            return Texts.kind(text);
        } catch (InputException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
