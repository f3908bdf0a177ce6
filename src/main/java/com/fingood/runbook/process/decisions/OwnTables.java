package com.fingood.runbook.process.decisions;

import com.fingood.runbook.run.Refusal;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

    static final String OFFICER = "compliance-officers";

    private static final String TABLE = ".dmn";

    private OwnTables() {}

    /**
     * @param folder null = none
     * @param known names of the tables that may be replaced
     * @throws Refusal BAD_INPUT saying which file is wrong and what is right
     */
    static Map<String, TakenTable> in(Path folder, Set<String> known) {
        Map<String, TakenTable> found = new TreeMap<>();
        if (folder == null) {
            return found;
        }
        for (Path file : tables(folder)) {
            String name = file.getFileName().toString().replaceAll("\\.dmn$", "");
            if (!known.contains(name)) {
                throw wrong(file, "there is no table '" + name + "'. There are: " + String.join(", ", known));
            }
            found.put(name, table(file, name));
        }
        return found;
    }

    private static TakenTable table(Path file, String name) {
        byte[] bytes = bytes(file);
        String sha256 = Sha256.of(bytes);
        Path approvals = file.resolveSibling(name + ".approvals.yaml");
        if (!Files.isRegularFile(approvals)) {
            throw wrong(
                    approvals,
                    "it is missing. Write there 'sha256: " + sha256
                            + "' and under 'approved' who approved exactly these bytes");
        }
        Map<?, ?> read = yaml(approvals);
        if (!sha256.equals(String.valueOf(read.get("sha256")))) {
            throw wrong(
                    approvals,
                    "its sha256 is for other bytes than lie in " + file.getFileName() + " (" + sha256
                            + "). Have the table approved again, and write the new sha256");
        }
        return new TakenTable(name, bytes, sha256, file.toString(), approvedBy(approvals, read.get("approved")));
    }

    /** At least two people, one of them a compliance officer (RUNBOOK.md, Legal and Compliance Notice). */
    private static String approvedBy(Path file, Object approved) {
        List<String> words = new ArrayList<>();
        Set<String> people = new HashSet<>();
        boolean officer = false;
        for (Object one : approved instanceof List<?> list ? list : List.of()) {
            if (!(one instanceof Map<?, ?> entry)
                    || entry.get("by") == null
                    || entry.get("role") == null
                    || entry.get("date") == null) {
                throw wrong(file, "each entry of 'approved' needs 'by' (a login), 'role' (a group) and 'date'");
            }
            people.add(entry.get("by").toString());
            officer |= OFFICER.equals(entry.get("role").toString());
            words.add(entry.get("by") + " (" + entry.get("role") + ", " + date(entry.get("date")) + ")");
        }
        if (people.size() < 2 || !officer) {
            throw wrong(file, "two people must have approved the table, one of them of " + OFFICER);
        }
        return String.join(", ", words);
    }

    private static String date(Object date) {
        return date instanceof java.util.Date day ? day.toInstant().toString().substring(0, 10) : date.toString();
    }

    private static List<Path> tables(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(TABLE))
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
            throw wrong(file, "it can't be read");
        }
    }

    private static Map<?, ?> yaml(Path file) {
        try {
            Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(bytes(file)));
            return read instanceof Map<?, ?> map ? map : Map.of();
        } catch (YAMLException e) {
            throw wrong(file, "it is no YAML");
        }
    }

    private static Refusal wrong(Path file, String why) {
        return Refusal.badInput(
                "bad-decision-table", "The server does not start: " + file + " was not taken in: " + why + ".");
    }
}
