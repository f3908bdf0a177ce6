package com.fingood.runbook.target;

import java.time.Instant;

/**
 * The right of one run to change one target.
 *
 * @param fencingNumber grows with every new holder of the target and is never used again
 * @param expires until when it holds unless renewed
 */
public record Lease(String target, String run, long fencingNumber, Instant expires) {}
