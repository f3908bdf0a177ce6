package com.fingood.runbook.validation.environment;

import com.fingood.runbook.target.Target;

import java.time.Instant;
import java.util.Optional;

/** Knows a target's verified backups. */
@FunctionalInterface
public interface VerifiedBackups {

    /** The moment that the latest verified backup shows; empty when there is none. */
    Optional<Instant> latestVerified(Target target);
}
