package io.batpak.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads digits as a number that is not negative. */
final class CountConverter implements ITypeConverter<Long> {
    /** Makes a converter; picocli calls this. */
    CountConverter() {}

    @Override
    public Long convert(String text) {
        if (!text.matches("[0-9]{1,19}")) {
            throw wrong(text);
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) { // 19 digits may be too many
            throw wrong(text);
        }
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException("'" + text + "' is not a number from 0 to " + Long.MAX_VALUE);
    }
}
