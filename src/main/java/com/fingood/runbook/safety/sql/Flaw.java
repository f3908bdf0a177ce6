package com.fingood.runbook.safety.sql;

/**
 * Something that keeps a script from being read to its end as it was meant.
 *
 * @param what the case, in words
 * @param fix what to write instead
 */
public record Flaw(Place place, String what, String fix) {}
