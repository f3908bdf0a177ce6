package com.fingood.runbook.cli;

import java.util.Arrays;
import java.util.Set;

/** Where the JVM starts: the {@code runbook} command of this process. */
public final class Main {

    /** Those that start the server, which has logging of its own. */
    private static final Set<String> SERVER = Set.of("serve", "demo");

    private Main() {}

    public static void main(String[] args) {
        if (args.length > 0 && Arrays.stream(args).noneMatch(SERVER::contains)) {
            System.setProperty("logback.configurationFile", "logback-commands.xml");
        }
        System.exit(CommandTree.execute(Surroundings.ofThisProcess(), args));
    }
}
