package com.fingood.runbook.audit;

import com.fingood.runbook.run.PrivateFiles;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Lines in a private file that only grows, each forced to disk before {@link #append} returns. Threads and processes take turns.
 * A line that a crash cut short stays as it is, on a line of its own.
 */
final class AppendOnlyFile {

    private static final int TAIL = 256 * 1024;
    /** A file lock keeps processes apart, but not the threads of one. */
    private static final Object ONE_THREAD = new Object();

    private final Path file;

    AppendOnlyFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** @param next makes the new line from the newest lines (oldest first); empty = nothing to append */
    Optional<String> append(Function<List<String>, Optional<String>> next) {
        synchronized (ONE_THREAD) {
            boolean created = !exists();
            try (FileChannel channel = open();
                    FileLock lock = channel.lock()) {
                Optional<String> line = next.apply(tail(channel));
                if (line.isPresent()) {
                    write(channel, line.get());
                }
                if (created) {
                    forceFolder();
                }
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException(file + " can't be written: " + e.getMessage(), e);
            }
        }
    }

    /** All lines, damaged ones too; none when there is no file. */
    List<String> lines() {
        if (!exists()) {
            return List.of();
        }
        try {
            // Read under no lock: lines are only ever added, and a half one at the end is read as damaged.
            return split(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** The newest lines, oldest first, without reading a long file; none when there is no file. */
    List<String> newestLines() {
        if (!exists()) {
            return List.of();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return tail(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    private FileChannel open() throws IOException {
        Set<StandardOpenOption> options =
                new HashSet<>(Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        return FileChannel.open(file, options, PrivateFiles.attributes(file));
    }

    private static List<String> tail(FileChannel channel) throws IOException {
        long from = Math.max(0, channel.size() - TAIL);
        ByteBuffer buffer = ByteBuffer.allocate((int) (channel.size() - from));
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // Reads until the end of the file.
        }
        List<String> lines = split(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
        return from == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size());
    }

    private static void write(FileChannel channel, String line) throws IOException {
        boolean torn = channel.size() > 0 && lastByte(channel) != '\n';
        ByteBuffer bytes = ByteBuffer.wrap(((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(true);
    }

    private static byte lastByte(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        channel.read(one, channel.size() - 1);
        return one.get(0);
    }

    /** A new file is only safe once its folder's entry is on disk too. */
    private void forceFolder() {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Some systems can't open a folder; there the file system itself has to keep the entry.
            System.getLogger(AppendOnlyFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "the folder of {0} was not forced to disk", file);
        }
    }

    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }
}
