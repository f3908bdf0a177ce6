package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterOther;
import com.fingood.runbook.safety.sql.Command.Setting;
import com.fingood.runbook.safety.sql.Statement;

import java.util.Locale;
import java.util.Set;

/** The runner sets the time limits; a script must not take them away. */
final class LockTimeoutTakenAway implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK15",
            Severity.HIGH,
            "Time limit for locks or statements taken away",
            """
            The script switches off lock_timeout or statement_timeout, or sets it back to a default that nobody knows.""",
            """
            A statement that waits for a lock without a limit queues behind one idle session, and everybody else queues behind the statement: one
            forgotten transaction becomes an outage.""",
            """
            Leave the setting out. The runner sets lock_timeout for every migration, gives up in time and tries again; a change that needs another limit
            says `lock-timeout` or `statement-timeout` in the front matter of its document.""",
            null,
            """
            The rehearsal shows which locks each statement needs. It does not show the queue: on a clone there is nobody else. A script that never
            touches the limits needs nothing, since the runner sets them; so this rule does not ask for a SET in each script.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final Set<String> LIMITS = Set.of("lock_timeout", "statement_timeout", "transaction_timeout");
    private static final Set<String> ALL = Set.of("all");

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement.all(Setting.class).filter(LockTimeoutTakenAway::takesAway).forEach(setting -> findings.at(
                            statement)
                    .condition("The script " + (setting.value() == null ? "resets " : "switches off ") + setting.name()
                            + ".")
                    .workaround(
                            "-- leave the statement out, or keep a limit:",
                            "SET LOCAL " + (ALL.contains(setting.name()) ? "lock_timeout" : setting.name())
                                    + " = '2s';")
                    .report());
            statement
                    .all(AlterOther.class)
                    .filter(LockTimeoutTakenAway::takesAwayForGood)
                    .forEach(alter -> findings.at(statement)
                            .condition("ALTER " + alter.kind() + " changes a time limit for later sessions.")
                            .report());
        }
    }

    private static boolean takesAway(Setting setting) {
        if (setting.value() == null) {
            return LIMITS.contains(setting.name()) || ALL.contains(setting.name());
        }
        return LIMITS.contains(setting.name())
                && setting.value().matches("'?\\s*[+-]?\\s*0+(\\.0*)?\\s*(us|ms|s|min|h|d)?\\s*'?|-\\s*1|'-1'");
    }

    private static boolean takesAwayForGood(AlterOther alter) {
        String action = alter.action().toLowerCase(Locale.ROOT);
        return Set.of("ROLE", "USER", "DATABASE", "SYSTEM").contains(alter.kind())
                && LIMITS.stream().anyMatch(action::contains);
    }
}
