package com.fingood.runbook.cli;

/** Where the JVM starts: the {@code runbook} command of this process. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        ServerLogging.asForCommands();
        int exitCode = CommandTree.execute(Surroundings.ofThisProcess(), args);
        CtrlC.saidAll();
        System.exit(exitCode);
    }
}
