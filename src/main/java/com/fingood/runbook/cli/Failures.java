package com.fingood.runbook.cli;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns whatever goes wrong into one message and an exit code. A stack trace goes to a file and never to people. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    private final Invocation invocation;

    Failures(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof Refusal refusal) {
            return failed(ExitCodes.of(refusal.kind()), refusal.code(), refusal.getMessage());
        }
        if (e instanceof ParameterException wrong) {
            return handleParseException(wrong, null);
        }
        if (e instanceof Cancellation.Cancelled) {
            return failed(ExitCodes.FAILED, "cancelled", "Cancelled.");
        }
        return failed(ExitCodes.FAILED, "unexpected-error", unexpected(e));
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        StringBuilder message = new StringBuilder(e.getMessage());
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> meant = unmatched.getSuggestions();
            if (!meant.isEmpty()) {
                message.append(". Meant: ").append(String.join(", ", meant)).append('?');
            }
        }
        message.append("\nSee '")
                .append(command.getCommandSpec().qualifiedName())
                .append(" --help'.");
        return failed(ExitCodes.BAD_INPUT, "bad-usage", message.toString());
    }

    private int failed(int exitCode, String code, String message) {
        Answers answers = invocation.answers();
        answers.say("runbook: " + message);
        if (answers.isJson()) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", code);
            error.put("message", message);
            error.put("exit", exitCode);
            answers.give(Map.of("error", error), List.of());
        }
        return exitCode;
    }

    private String unexpected(Exception e) {
        String what = "An unexpected error (" + e.getClass().getSimpleName() + ").";
        try {
            Path log =
                    FailureLog.write(home(), invocation.surroundings().clock().instant(), e);
            return what + " Its details are in " + log + "; please report it.";
        } catch (java.io.IOException failed) {
            return what + " Its details could not be written: " + failed.getMessage();
        }
    }

    private Path home() {
        try {
            return invocation.configuration().home();
        } catch (Refusal e) {
            return Configuration.defaultHome(invocation.surroundings().environment());
        }
    }
}
