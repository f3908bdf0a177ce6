package com.fingood.runbook.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A signed statement: at this time the ledger had this many rows and this head.
 *
 * @param at when, in UTC with six decimals
 * @param key base64 of the public key
 * @param previous SHA-256 of the checkpoint line before it, or "" for the first of a file
 * @param signature over all the others in canonical JSON
 */
record Checkpoint(String origin, long seq, String hash, String at, String key, String previous, String signature) {

    static Checkpoint sign(SigningKey key, LedgerHead head, String at, String previous) {
        Checkpoint unsigned = new Checkpoint(head.origin(), head.seq(), head.hash(), at, key.publicKey(), previous, "");
        String signature = key.sign(Canonical.write(unsigned.signedPart()));
        return new Checkpoint(head.origin(), head.seq(), head.hash(), at, key.publicKey(), previous, signature);
    }

    /** Empty when the line is damaged. */
    static Optional<Checkpoint> parse(String line) {
        try {
            Checkpoint parsed = of(Canonical.parse(line));
            return parsed.line().equals(line) ? Optional.of(parsed) : Optional.empty();
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            return Optional.empty();
        }
    }

    /** @throws ClassCastException or NullPointerException when it is no checkpoint */
    static Checkpoint of(Map<String, Object> json) {
        return new Checkpoint(
                (String) json.get("origin"),
                ((Number) json.get("seq")).longValue(),
                (String) json.get("hash"),
                (String) json.get("at"),
                (String) json.get("key"),
                (String) json.get("previous"),
                (String) json.get("signature"));
    }

    boolean signatureHolds() {
        return SigningKey.verifies(key, Canonical.write(signedPart()), signature);
    }

    String keyId() {
        return SigningKey.fingerprint(key);
    }

    String line() {
        return Canonical.write(json());
    }

    Map<String, Object> json() {
        Map<String, Object> all = signedPart();
        all.put("signature", signature);
        return all;
    }

    private Map<String, Object> signedPart() {
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("origin", origin);
        part.put("seq", seq);
        part.put("hash", hash);
        part.put("at", at);
        part.put("key", key);
        part.put("previous", previous);
        return part;
    }
}
