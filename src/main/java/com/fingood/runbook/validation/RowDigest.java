package com.fingood.runbook.validation;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A hash over rows that does not depend on their order: the sum of the rows' SHA-256. A sum and not XOR, in which a row that
 * appears twice would vanish. Holds one number, however many rows.
 */
final class RowDigest {

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private BigInteger sum = BigInteger.ZERO;
    private long rows;

    void add(List<String> values) {
        sum = sum.add(new BigInteger(1, sha256(values))).mod(MODULUS);
        rows++;
    }

    /** 64 hex digits over sum and number of rows. */
    String value() {
        return HexFormat.of().formatHex(sha256(List.of(String.valueOf(rows), sum.toString(16))));
    }

    /** 32 hex digits that stand for a row's key. */
    static String keyHash(List<String> values) {
        return HexFormat.of().formatHex(sha256(values), 0, 16);
    }

    /** Each value with its length, so that (ab, c) is not (a, bc), and null is not the empty text. */
    private static byte[] sha256(List<String> values) {
        MessageDigest digest = digest();
        for (String value : values) {
            byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
            String length = value == null ? "-" : String.valueOf(bytes.length);
            digest.update((length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return digest.digest();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
