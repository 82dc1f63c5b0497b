package io.batpak.cli;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a directory's name; an empty one is what an unset variable of a script leaves. */
final class DirectoryConverter implements ITypeConverter<Path> {
    /** Makes a converter; picocli calls this. */
    DirectoryConverter() {}

    @Override
    public Path convert(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("the name of the directory is empty");
        }
        return Path.of(text);
    }
}
