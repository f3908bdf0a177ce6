package com.fingood.runbook.safety.sql;

/** Where something stands in a script: line and column, both from 1; a column counts UTF-16 units. */
public record Place(int line, int column) {}
