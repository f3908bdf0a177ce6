package com.fingood.runbook.process.decisions;

import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The company's own decision tables, {@code runbook.decisions}: a folder with {@code <name>.dmn} and beside each
 * {@code <name>.approvals.yaml}, which names the bytes that were approved and who approved them. A table decides who must be asked, so it
 * is changed with four eyes like everything else.
 */
final class OwnTables {

    private static final String TABLE = ".dmn";
    private static final String APPROVALS = ".approvals.yaml";

    /** What the record of tables holds. */
    private static final int LONGEST_PATH = 400;

    private OwnTables() {}

    /**
     * @param folder null = none
     * @param known names of all tables
     * @param provable names of those that may be replaced
     * @throws Refusal BAD_INPUT saying which file is wrong and what is right
     */
    static Map<String, TakenTable> in(Path folder, Set<String> known, Set<String> provable) {
        Map<String, TakenTable> found = new TreeMap<>();
        if (folder == null) {
            return found;
        }
        List<Path> files = files(folder);
        files.forEach(file -> requireKnown(file, known, provable));
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.endsWith(TABLE)) {
                String table = without(TABLE, name);
                found.put(table, table(file, table));
            }
        }
        return found;
    }

    /** What is passed over in silence would be believed to hold. */
    private static void requireKnown(Path file, Set<String> known, Set<String> provable) {
        String name = file.getFileName().toString();
        String table = name.endsWith(APPROVALS) ? without(APPROVALS, name) : without(TABLE, name);
        if (known.contains(table) && !provable.contains(table)) {
            throw wrong(
                    file,
                    "the table '" + table + "' can't be replaced, since nothing proves that another one answers every"
                            + " question. Own tables can be: " + String.join(", ", provable) + ". Remove the file");
        }
        boolean fits = provable.contains(table) && !name.equals(table) && Files.isRegularFile(file);
        if (!fits) {
            throw wrong(
                    file,
                    "there is no such table. In this folder may lie <name>" + TABLE + " and <name>" + APPROVALS
                            + " alone, with one of these names: " + String.join(", ", provable)
                            + ". Remove or rename it");
        }
        if (name.endsWith(APPROVALS) && !Files.exists(file.resolveSibling(table + TABLE))) {
            throw wrong(
                    file,
                    "the table that it approves, " + table + TABLE + ", does not lie beside it. Add or remove it");
        }
    }

    private static TakenTable table(Path file, String name) {
        if (file.toString().length() > LONGEST_PATH) {
            throw wrong(
                    file,
                    "its path is longer than " + LONGEST_PATH
                            + " characters. Put the folder where its path is shorter");
        }
        byte[] bytes = bytes(file);
        String sha256 = Sha256.of(bytes);
        Path approvals = file.resolveSibling(name + APPROVALS);
        if (!Files.isRegularFile(approvals)) {
            throw wrong(
                    approvals,
                    "it is missing. Write there 'sha256: " + sha256
                            + "' and under 'approved' who approved exactly these bytes");
        }
        TableApprovals read = new TableApprovals(bytes(approvals), why -> wrong(approvals, why));
        if (!read.isFor(sha256)) {
            throw wrong(
                    approvals,
                    "its sha256 is for other bytes than lie in " + file.getFileName() + " (" + sha256
                            + "). Have the table approved again, and write the new sha256");
        }
        return new TakenTable(name, bytes, sha256, file.toString(), read.people());
    }

    /** Names with a dot in front are those of file systems and version control, except for a table that was hidden. */
    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                        return !name.startsWith(".") || name.endsWith(TABLE);
                    })
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw wrong(folder, "it can't be read. Set runbook.decisions to a folder with tables, or leave it out");
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw wrong(file, "it can't be read. Let the server's user read it");
        }
    }

    private static String without(String ending, String name) {
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }

    private static Refusal wrong(Path file, String why) {
        return Refusal.badInput(
                "bad-decision-table", "The server does not start: " + file + " was not taken in: " + why + ".");
    }
}
