package com.fingood.runbook.process.decisions;

/**
 * A decision table as it is taken in.
 *
 * @param origin where it came from, for people
 * @param approvedBy who approved these bytes, in words
 */
record TakenTable(String name, byte[] bytes, String sha256, String origin, String approvedBy) {}
