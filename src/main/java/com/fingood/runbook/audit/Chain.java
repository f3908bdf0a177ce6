package com.fingood.runbook.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How rows are linked: hash = SHA-256(previous hash | seq | SHA-256(canonical JSON)). The content enters by its own hash, so that an
 * export of one run can prove its place in the whole chain without showing what other runs did.
 */
final class Chain {

    private Chain() {}

    /** What stands before the first row: bound to the ledger's origin, so that one ledger can't be passed off as another. */
    static String genesis(String origin) {
        return sha256(origin);
    }

    static String content(String canonicalJson) {
        return sha256(canonicalJson);
    }

    static String link(String previousHash, long seq, String contentHash) {
        return sha256(previousHash + "|" + seq + "|" + contentHash);
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
