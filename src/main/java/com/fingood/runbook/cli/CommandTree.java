package com.fingood.runbook.cli;

import org.springframework.boot.convert.DurationStyle;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;

/** All commands under the one {@code runbook}. */
final class CommandTree {

    private CommandTree() {}

    /** Runs one command line and gives its exit code; nothing that goes wrong leaves it as an exception. */
    static int execute(Surroundings surroundings, String... args) {
        Invocation invocation = new Invocation(surroundings, args);
        Failures failures = new Failures(invocation);
        return of(invocation)
                .setOut(new java.io.PrintWriter(surroundings.out(), true))
                .setErr(new java.io.PrintWriter(surroundings.err(), true))
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .execute(args);
    }

    static CommandLine of(Invocation invocation) {
        return new CommandLine(invocation)
                .addSubcommand(new DemoCommand(invocation))
                .addSubcommand(new ServeCommand(invocation))
                .addSubcommand(new TargetsCommand(invocation))
                .addSubcommand(new PrivilegesCommand(invocation))
                .addSubcommand(new HealthCommand(invocation))
                .addSubcommand(new StatusCommand(invocation))
                .addSubcommand(new LintCommand(invocation))
                .addSubcommand(new ValidateCommand(invocation))
                .addSubcommand(new PerformanceCommand(invocation))
                .addSubcommand(new SlowQueriesCommand(invocation))
                .addSubcommand(new SuggestIndexesCommand(invocation))
                .addSubcommand(new CheckCommand(invocation))
                .addSubcommand(new RehearseCommand(invocation))
                .addSubcommand(new CommandLine(new BackupCommand())
                        .addSubcommand(new BackupCreateCommand(invocation))
                        .addSubcommand(new BackupVerifyCommand(invocation))
                        .addSubcommand(new BackupListCommand(invocation)))
                .addSubcommand(new MigrateCommand(invocation))
                .addSubcommand(new UndoCommand(invocation))
                .addSubcommand(new RepairCommand(invocation))
                .addSubcommand(new RestoreCommand(invocation))
                .addSubcommand(new PreserveStateCommand(invocation))
                .addSubcommand(new BlockingCommand(invocation))
                .addSubcommand(new KillBlockingCommand(invocation))
                .addSubcommand(new ViolationsCommand(invocation))
                .addSubcommand(new RollbackNeedCommand(invocation))
                .addSubcommand(new CommandLine(new IncidentCommand())
                        .addSubcommand(new IncidentRollbackFailureCommand(invocation))
                        .addSubcommand(new IncidentManualRecoveryCommand(invocation)))
                .addSubcommand(new CommandLine(new AuditCommand())
                        .addSubcommand(new AuditVerifyCommand(invocation))
                        .addSubcommand(new AuditExportCommand(invocation)))
                .setExecutionStrategy(parsed -> {
                    demandFormat(invocation, parsed);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .registerConverter(Duration.class, CommandTree::duration)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110);
    }

    private static void demandFormat(Invocation invocation, ParseResult parsed) {
        CommandLine last =
                parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
        if (invocation.wantsSarif() && !(last.getCommand() instanceof LintCommand)) {
            throw new ParameterException(last, "--format sarif is for lint alone. Use text or json.");
        }
    }

    /** As in the configuration: {@code 3600s}, {@code 20m}, {@code 4h}. */
    private static Duration duration(String text) {
        try {
            return DurationStyle.detectAndParse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is not a duration such as 3600s, 20m or 4h");
        }
    }
}
