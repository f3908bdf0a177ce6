package com.fingood.runbook.run;

import java.util.Objects;

/**
 * Something was asked for that must not or cannot be done. The message is written for the person who asked: what was
 * refused, why, and what to do next. It carries no stack trace, no secret and no personal datum.
 */
public class Refusal extends RuntimeException {

    /** What kind of refusal it is; every door translates it to its own code (exit code, HTTP status). */
    public enum Kind {
        /** The request itself is wrong: unknown target, malformed version, bad file. Exit 2, HTTP 400. */
        BAD_INPUT,
        /** Asked by somebody who may not. Exit 3, HTTP 403. */
        FORBIDDEN,
        /** Right request, wrong moment or state: no approval, lease held, digest changed. Exit 3, HTTP 409. */
        REFUSED,
        /** A target or the engine's database does not answer. Exit 4. */
        UNREACHABLE,
        /** A check or an action failed for a foreseen reason. Exit 1. */
        FAILED,
        /** Something that changes a database may or may not have happened. Exit 5. */
        OUTCOME_UNKNOWN
    }

    private final Kind kind;
    private final String code;

    /**
     * @param kind what kind of refusal
     * @param code stable kebab-case code that operators can look up, e.g. {@code unknown-target}
     * @param message what was refused, why, and the next action, in words
     */
    public Refusal(Kind kind, String code, String message) {
        this(kind, code, message, null);
    }

    public Refusal(Kind kind, String code, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind);
        this.code = Objects.requireNonNull(code);
    }

    public static Refusal badInput(String code, String message) {
        return new Refusal(Kind.BAD_INPUT, code, message);
    }

    public static Refusal refused(String code, String message) {
        return new Refusal(Kind.REFUSED, code, message);
    }

    public static Refusal forbidden(String code, String message) {
        return new Refusal(Kind.FORBIDDEN, code, message);
    }

    public static Refusal failed(String code, String message) {
        return new Refusal(Kind.FAILED, code, message);
    }

    public static Refusal outcomeUnknown(String code, String message) {
        return new Refusal(Kind.OUTCOME_UNKNOWN, code, message);
    }

    public static Refusal unreachable(String code, String message, Throwable cause) {
        return new Refusal(Kind.UNREACHABLE, code, message, cause);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }
}
