package com.fingood.runbook.safety.lint;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.change.PersonalData;
import com.fingood.runbook.change.Problem;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.rules.Findings;
import com.fingood.runbook.safety.rules.Rule;
import com.fingood.runbook.safety.rules.RuleCatalogue;
import com.fingood.runbook.safety.rules.ScriptContext;
import com.fingood.runbook.safety.rules.TableSizes;
import com.fingood.runbook.safety.sql.Grammar;
import com.fingood.runbook.safety.sql.Script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The static safety check. It needs no database and changes nothing; any text can be given to it, and what it can't read is a
 * finding. Not for use by several threads at once.
 */
public final class SafetyCheck {

    private final TableSizes sizes;
    private final Grammar grammar = new Grammar();
    private final List<Script> scripts = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<DeclaredWaiver> waivers = new ArrayList<>();

    private SafetyCheck(TableSizes sizes) {
        this.sizes = sizes;
    }

    /** Checks scripts, each for itself, with nothing known about the target. */
    public static SafetyReport of(List<ScriptFile> files) {
        SafetyCheck check = new SafetyCheck(TableSizes.UNKNOWN);
        files.forEach(file -> check.add(file.parsed(), Optional.empty(), true, List.of(), List.of()));
        return check.report();
    }

    /**
     * Checks scripts by their paths, and folders with all {@code *.sql} below them. Findings carry the paths as given. A script in a
     * change folder is checked with its settings, an undo with the script that it undoes.
     *
     * @throws Refusal BAD_INPUT {@code no-such-path}, {@code no-scripts}, {@code unreadable-path} or {@code unreadable-file}
     */
    public static SafetyReport ofPaths(List<Path> given) {
        SafetyCheck check = new SafetyCheck(TableSizes.UNKNOWN);
        Neighbours neighbours = new Neighbours();
        LintPaths.scripts(given).forEach((path, shown) -> {
            LintUnit unit = LintUnit.read(path, shown, neighbours);
            check.add(
                    unit.file().parsed(),
                    unit.forward().map(ScriptFile::parsed),
                    unit.transactional(),
                    unit.problems(),
                    unit.declared());
        });
        return check.report();
    }

    /**
     * Checks a change: its script, then its undo with the script known. Findings carry the files' names in the change folder.
     *
     * @param sizes of the target's tables; {@link TableSizes#UNKNOWN} without a target
     * @throws Refusal BAD_INPUT {@code unreadable-file}
     */
    public static SafetyReport of(Change change, TableSizes sizes) {
        return of(List.of(change), sizes);
    }

    /** Checks several changes into one report, e.g. a whole folder. */
    public static SafetyReport of(List<Change> changes, TableSizes sizes) {
        SafetyCheck check = new SafetyCheck(sizes);
        changes.forEach(check::add);
        return check.report();
    }

    private void add(Change change) {
        Script script = ScriptFile.of(change.script()).parsed();
        List<PersonalData> declared =
                change.document().map(ChangeDocument::personalData).orElse(List.of());
        add(script, Optional.empty(), Settings.runInTransaction(change.scriptSettings()), change.problems(), declared);
        change.undo()
                .ifPresent(undo -> add(
                        ScriptFile.of(undo).parsed(),
                        Optional.of(script),
                        Settings.runInTransaction(change.undoSettings()),
                        List.of(),
                        declared));
    }

    private void add(
            Script script,
            Optional<Script> forward,
            boolean transactional,
            List<Problem> problems,
            List<PersonalData> declared) {
        ScriptContext context = new ScriptContext(script, forward, transactional, sizes, problems, declared, grammar);
        for (Rule rule : RuleCatalogue.rules()) {
            Findings sink = new Findings(rule, context);
            rule.check(context, sink);
            findings.addAll(sink.found());
        }
        WaiverReader reader = new WaiverReader(script);
        findings.addAll(reader.faults());
        waivers.addAll(reader.waivers());
        scripts.add(script);
    }

    private SafetyReport report() {
        return new SafetyReport(List.copyOf(scripts), List.copyOf(findings), List.copyOf(waivers), false);
    }
}
