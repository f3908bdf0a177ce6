package com.fingood.runbook.backup;

import com.fingood.runbook.run.Refusal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words what the disk refused. */
final class DiskFailure {

    static final String FULL = "No space left on device";

    private DiskFailure() {}

    /** @param what the sentence's beginning, without a full stop */
    static Refusal of(String what, IOException e) {
        String words = words(e);
        String code = words.contains(FULL)
                ? "disk-full"
                : e instanceof AccessDeniedException ? "not-permitted" : "disk-error";
        String next = code.equals("disk-full")
                ? " Free space there or point the target's 'backups' at another disk; nothing of it counts as a backup."
                : " Check that the folder exists and belongs to this user; nothing of it counts as a backup.";
        return new Refusal(Refusal.Kind.FAILED, code, what + ": " + words + "." + next, e);
    }

    private static String words(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " is missing";
        }
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
