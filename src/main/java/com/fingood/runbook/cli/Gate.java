package com.fingood.runbook.cli;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Target;

import java.util.Optional;

/**
 * Lets a command change a target, or refuses: production needs a run that waits for exactly this, or the glass broken with the
 * target's name typed again; elsewhere a confirmation will do. Not for a migration: no emergency is cured by an unapproved change.
 */
final class Gate {

    private static final String MIGRATE = "migrate";

    private final Invocation invocation;
    private final GateOptions options;

    Gate(Invocation invocation, GateOptions options) {
        this.invocation = invocation;
        this.options = options;
    }

    /** @throws Refusal REFUSED saying what would be done and what is missing; BAD_INPUT for contradicting options */
    Permission permit(Intention intention) {
        if (options.run != null && options.breakGlass != null) {
            throw Refusal.badInput(
                    "bad-usage", "Either --run or --break-glass: a run that waits for this needs no broken glass.");
        }
        if (options.run != null) {
            return byRun(intention);
        }
        if (options.breakGlass != null) {
            return byBreakingTheGlass(intention);
        }
        if (intention.target().isProduction()) {
            throw notDone(intention, "not-approved", whatProductionNeeds(intention));
        }
        if (options.confirm == null) {
            throw notDone(intention, "not-confirmed", "Add --confirm to do it.");
        }
        requireSameName(intention.target(), options.confirm, true);
        if (!intention.action().equals(KillBlockingCommand.ACTION)) {
            // Who ends blockers changes no schema; the run that holds the lease is most likely the one that is held up.
            LeaseCheck.refuseWhenHeld(invocation, intention);
        }
        return Permission.confirmed();
    }

    private Permission byRun(Intention intention) {
        RunId run = new RunId(options.run);
        CommandLineOffers.check(invocation, run, intention);
        return Permission.ofRun(run);
    }

    private Permission byBreakingTheGlass(Intention intention) {
        if (intention.action().equals(MIGRATE)) {
            throw Refusal.refused(
                    "no-break-glass",
                    "Nothing was done: --break-glass is not for migrate. A change that nobody approved ends no emergency;"
                            + " undo, restore and kill-blocking can break the glass.");
        }
        if (options.breakGlass.isBlank()) {
            throw Refusal.badInput(
                    "reason-missing",
                    "Breaking the glass needs a reason in words. Say why with --break-glass \"...\".");
        }
        Target target = intention.target();
        String typed = Optional.ofNullable(options.confirm)
                .filter(name -> !name.isBlank() || !target.isProduction())
                .or(() -> askFor(intention))
                .orElseThrow(() -> notDone(
                        intention,
                        "not-confirmed",
                        "Type the target's name again to do it: --confirm " + target.name() + "."));
        requireSameName(target, typed, !target.isProduction());
        return Permission.glassBroken(options.breakGlass.strip());
    }

    private Optional<String> askFor(Intention intention) {
        return invocation
                .surroundings()
                .prompt()
                .ask(String.join("\n", intention.would()) + "\nNo run has approved this. Type '"
                        + intention.target().name() + "' to do it: ")
                .map(String::strip);
    }

    private static void requireSameName(Target target, String typed, boolean mayBeBlank) {
        if (!typed.equals(target.name()) && !(mayBeBlank && typed.isBlank())) {
            throw Refusal.refused(
                    "not-confirmed",
                    "Nothing was done: '" + typed + "' was confirmed, but the target is '" + target.name() + "'.");
        }
    }

    private static String whatProductionNeeds(Intention intention) {
        String run = intention.target().name()
                + " is production: name the approved run that waits for this command with --run RUN (a task in Tasklist offers it).";
        return intention.action().equals(MIGRATE) ? run : run + " In an emergency: --break-glass \"REASON\".";
    }

    private static Refusal notDone(Intention intention, String code, String next) {
        return Refusal.refused(
                code,
                "Nothing was done. '" + intention + "' would:\n  " + String.join("\n  ", intention.would()) + "\n"
                        + next);
    }
}
