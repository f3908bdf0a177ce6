package com.fingood.runbook.incident;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.backup.Verification;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How people bring a target back by hand: commands with this run's own names, where every backup lies, and what is different now. Holds no
 * password.
 */
public record ManualRecovery(String run, String target, List<Step> steps, List<KeptBackup> backups, FoundState found) {

    /** @param when it is the right one; @param commands to be typed, in their order */
    public record Step(String title, String when, List<String> commands) {}

    /** @param restoreSeconds as measured when it was verified; null when it never was */
    public record KeptBackup(
            String id,
            String type,
            String moment,
            String status,
            Long restoreSeconds,
            boolean ofThisRun,
            String folder) {}

    public ManualRecovery {
        steps = List.copyOf(steps);
        backups = List.copyOf(backups);
    }

    /** @param undo where the change's undo lies; empty = there is none */
    public static ManualRecovery of(
            Run run, Target target, RunRecord record, Backups backups, Optional<Path> undo, FoundState found) {
        List<KeptBackup> kept = backups.list(target).stream()
                .map(backup -> kept(backup, target, backups, record.backup().orElse("")))
                .toList();
        return new ManualRecovery(
                run.id().value(), target.name(), steps(run, target, record, backups, undo), kept, found);
    }

    private static List<Step> steps(Run run, Target target, RunRecord record, Backups backups, Optional<Path> undo) {
        RecoveryCommands commands = new RecoveryCommands(run, target);
        Optional<Backup> own = record.backup().flatMap(id -> backups.find(target, id));
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("Preserve what is there", "before anything else", commands.preserve()));
        own.ifPresent(backup -> {
            steps.add(new Step(
                    "Restore the backup of this run",
                    "the way back that needs no undo",
                    commands.restore(backup.id())));
            steps.add(new Step(
                    "Restore it without this product",
                    "when the command does not work either",
                    commands.restoreByTools(backup)));
        });
        undo.ifPresent(file -> steps.add(new Step(
                "Undo the change", "only when the target stands exactly after the change", commands.undo(file))));
        steps.add(new Step("Let others in again", "when the target was closed to them", commands.open()));
        steps.add(new Step("Look what is true", "before you answer the task", commands.look()));
        return steps;
    }

    private static KeptBackup kept(Backup backup, Target target, Backups backups, String own) {
        return new KeptBackup(
                backup.id(),
                String.valueOf(backup.type()).toLowerCase(java.util.Locale.ROOT),
                String.valueOf(backup.moment()),
                backup.status().name().toLowerCase(java.util.Locale.ROOT)
                        + (backup.reason() == null ? "" : ": " + backup.reason()),
                seconds(backup, target, backups),
                backup.id().equals(own),
                backup.folder().toAbsolutePath().toString());
    }

    private static Long seconds(Backup backup, Target target, Backups backups) {
        try {
            return backups.verificationOf(target, backup.id())
                    .filter(Verification::isVerified)
                    .map(found -> Math.max(1, found.millis() / 1_000))
                    .orElse(null);
        } catch (Refusal unreadable) {
            return null;
        }
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Recovery by hand of " + target + ", run " + run + ". Found: " + found.words());
        for (Step step : steps) {
            lines.add("");
            lines.add("## " + step.title() + " (" + step.when() + ")");
            step.commands().forEach(command -> lines.add("    " + command));
        }
        lines.add("");
        lines.add("## Backups");
        backups.forEach(b -> lines.add((b.ofThisRun() ? "* " : "  ") + b.id() + ", " + b.type() + ", " + b.moment()
                + ", "
                + b.status()
                + (b.restoreSeconds() == null ? ", never measured" : ", restored in " + b.restoreSeconds() + " s")
                + ", "
                + b.folder()));
        lines.add("");
        lines.add("## Objects that are not as before");
        lines.addAll(found.toBefore().isEmpty() ? List.of("none, as far as it could be looked at") : found.toBefore());
        lines.add("## Objects that are not as after the change");
        lines.addAll(found.toAfter().isEmpty() ? List.of("none, as far as it could be looked at") : found.toAfter());
        return lines;
    }
}
