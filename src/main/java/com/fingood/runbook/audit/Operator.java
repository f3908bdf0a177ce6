package com.fingood.runbook.audit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Who sits at the machine, as its operating system says; no environment variable is asked for the user. */
record Operator(String osUser, String host) {

    static Operator current() {
        String user = ProcessHandle.current().info().user().orElse(System.getProperty("user.name"));
        return new Operator(user, hostName());
    }

    /** From a file where there is one: a name server that is down must not hold up an emergency. */
    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "unknown";
            }
        }
    }
}
