package com.fingood.runbook.change;

import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file of a change folder as it was when it was read.
 *
 * @param path where it lies
 * @param name relative to the change folder with {@code /}, e.g. {@code checks/integrity/orphans.sql}
 * @param size bytes
 * @param sha256 64 hex digits over its bytes, at the moment of reading
 */
public record ChangeFile(Path path, String name, long size, String sha256) {

    /** Larger files are hashed and executed as a stream, but never shown in a form or held in memory. */
    public static final long MAX_TEXT_BYTES = 10L * 1024 * 1024;

    static ChangeFile read(Path path, String name) {
        try {
            return new ChangeFile(path, name, Files.size(path), Sha256.of(path));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    public boolean isTooLargeForText() {
        return size > MAX_TEXT_BYTES;
    }

    /**
     * The whole text, without a byte order mark.
     *
     * @throws Refusal BAD_INPUT {@code file-too-large}, {@code not-utf-8} or {@code unreadable-file}; REFUSED {@code file-changed}
     *     when it is not the file that was read
     */
    public String text() {
        if (isTooLargeForText()) {
            throw Refusal.badInput(
                    "file-too-large",
                    name + " has " + size + " bytes and is not shown: the limit is " + MAX_TEXT_BYTES
                            + ". Split the change.");
        }
        try {
            byte[] bytes = Files.readAllBytes(path);
            demandUnchanged(Sha256.of(bytes));
            return decode(bytes);
        } catch (CharacterCodingException e) {
            throw Refusal.badInput("not-utf-8", name + " is not valid UTF-8. Save it as UTF-8.");
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Copies it into a folder of the caller under its own last name, for a runner that must see exactly the reviewed bytes.
     *
     * @return the copy
     * @throws Refusal REFUSED {@code file-changed} when the copied bytes are not those that were read
     */
    public Path copyInto(Path directory) {
        try {
            Path copy = Files.copy(path, directory.resolve(path.getFileName().toString()));
            demandUnchanged(Sha256.of(copy));
            return copy;
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private void demandUnchanged(String now) {
        if (!now.equals(sha256)) {
            throw Refusal.refused(
                    "file-changed", name + " was changed while it was in use. Start again with the file as it is now.");
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Refusal unreadable(String name, IOException e) {
        return new Refusal(
                Refusal.Kind.BAD_INPUT,
                "unreadable-file",
                name + " can't be read (" + e.getClass().getSimpleName() + "). Check that it exists and its rights.",
                e);
    }
}
