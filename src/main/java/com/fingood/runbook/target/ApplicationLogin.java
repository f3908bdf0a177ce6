package com.fingood.runbook.target;

import java.nio.file.Path;

/**
 * A login of the application, {@code runbook.targets.<name>.application}: a fence is proven by this login being refused.
 *
 * @param username the role that the application connects as
 * @param password null with {@code passwordFile}
 * @param passwordFile file whose first line is the password; null with {@code password}
 */
public record ApplicationLogin(String username, String password, Path passwordFile) {

    @Override
    public String toString() {
        // No password, whoever prints it.
        return "ApplicationLogin[" + username + "]";
    }
}
