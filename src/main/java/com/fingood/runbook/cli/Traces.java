package com.fingood.runbook.cli;

import com.fingood.runbook.audit.CommandJournal;
import com.fingood.runbook.audit.JournalEntry;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Intent;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvent;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a command that changes a target leaves word that it begins, and how it ended. */
final class Traces {

    /** Says how it ended: done, cancelled, failed, refused or outcome unknown. */
    @FunctionalInterface
    interface Trace {
        void ended(String outcome);
    }

    /** The step of a run under which it expects the action's result. */
    private static final Map<String, String> STEPS = Map.of(
            "migrate", "migrate",
            "undo", "undoChange",
            "repair", "repairHistory",
            "restore", "restoreBackup",
            "kill-blocking", "endBlockers");

    private final Invocation invocation;
    private final Intention intention;
    private final Permission permission;
    private final Clock clock;

    Traces(Invocation invocation, Intention intention, Permission permission) {
        this.invocation = invocation;
        this.intention = intention;
        this.permission = permission;
        this.clock = invocation.surroundings().clock();
    }

    /** For broken glass: a file, since no database may answer. */
    Trace journal() {
        if (!permission.isGlassBroken()) {
            return outcome -> {};
        }
        CommandJournal journal = CommandJournal.at(invocation.configuration().home(), clock);
        JournalEntry entry =
                journal.begin(invocation.commandLine(), intention.target().name(), permission.reason());
        invocation.answers().say("Journalled in " + journal.path() + ".");
        return outcome -> journal.finish(entry, outcome);
    }

    /** For a run: its own step, so that it finds what happened although another process did it. */
    Trace step(EngineAtHand engine) {
        if (permission.run() == null) {
            return outcome -> {};
        }
        Actions actions = engine.dataSource()
                .map(dataSource -> new Actions(dataSource, clock))
                .orElseThrow(() -> Refusal.unreachable(
                        "engine-database-unreachable",
                        "Nothing was done: the engine's database went away, so run " + permission.run()
                                + " would not know of it.",
                        null));
        Intent intent = actions.begin(permission.run(), STEPS.get(intention.action()));
        return outcome -> actions.finish(intent, outcome, null);
    }

    Trace events(EngineAtHand engine) {
        engine.events().publish(event(permission.isGlassBroken() ? "GlassBroken" : "CommandBegun", null));
        return outcome -> engine.events().publish(event("CommandEnded", outcome));
    }

    private RunEvent event(String type, String outcome) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("command", intention.toString());
        details.put("host", invocation.surroundings().host());
        if (outcome != null) {
            details.put("outcome", outcome);
        }
        if (permission.reason() != null) {
            details.put("reason", permission.reason());
        }
        return new RunEvent(
                type,
                permission.run() == null ? null : permission.run().value(),
                intention.target().name(),
                invocation.surroundings().actor(),
                clock.instant(),
                details);
    }
}
