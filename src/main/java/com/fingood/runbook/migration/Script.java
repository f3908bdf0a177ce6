package com.fingood.runbook.migration;

import com.fingood.runbook.change.ChangeFile;
import com.fingood.runbook.change.SqlStatements;
import com.fingood.runbook.run.Refusal;
import org.flywaydb.core.api.resource.LoadableResource;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One file exactly as it was read, once: what is checked, hashed and executed are the same bytes, whatever happens to the file
 * meanwhile.
 */
final class Script extends LoadableResource {

    private final Path path;
    private final byte[] bytes;

    private Script(Path path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /**
     * @throws Refusal BAD_INPUT {@code unreadable-file}; REFUSED {@code file-changed} when it is not the file that the change was read
     *     with
     */
    static Script of(ChangeFile file) {
        Script script = read(file.path());
        if (!script.sha256().equals(file.sha256())) {
            throw Refusal.refused(
                    "file-changed",
                    file.name() + " was changed while it was in use. Start again with the file as it is now.");
        }
        return script;
    }

    /** @throws Refusal BAD_INPUT {@code unreadable-file} */
    static Script read(Path path) {
        try {
            return new Script(path, Files.readAllBytes(path));
        } catch (IOException e) {
            throw new Refusal(
                    Refusal.Kind.BAD_INPUT,
                    "unreadable-file",
                    path.getFileName() + " can't be read (" + e.getClass().getSimpleName()
                            + "). Check that it exists and its rights.",
                    e);
        }
    }

    /** A file that is not there: what it would say. */
    static Script generated(Path path, String text) {
        return new Script(path, text.getBytes(StandardCharsets.UTF_8));
    }

    String name() {
        return path.getFileName().toString();
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many statements it holds, as far as its text tells. */
    int statements() {
        return SqlStatements.of(CopyData.without(text())).size();
    }

    /** 64 hex digits over the bytes. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Without a byte order mark; what is not UTF-8 was refused before (see {@link ScriptSanity}) or is never executed. */
    String text() {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new IllegalStateException("a replacing decoder never fails", e);
        }
    }

    @Override
    public Reader read() {
        return new StringReader(text());
    }

    @Override
    public String getAbsolutePath() {
        return name();
    }

    @Override
    public String getAbsolutePathOnDisk() {
        return path.toAbsolutePath().toString();
    }

    @Override
    public String getFilename() {
        return name();
    }

    @Override
    public String getRelativePath() {
        return name();
    }
}
