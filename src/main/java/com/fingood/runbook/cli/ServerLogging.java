package com.fingood.runbook.cli;

/** Commands keep standard output for their answer; the server logs by its own settings. */
final class ServerLogging {

    private static final String LOGBACK = "logback.configurationFile";

    private ServerLogging() {}

    static void asForCommands() {
        System.setProperty(LOGBACK, "logback-commands.xml");
    }

    static void leaveToServer() {
        System.clearProperty(LOGBACK);
    }
}
