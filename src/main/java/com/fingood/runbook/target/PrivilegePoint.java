package com.fingood.runbook.target;

/**
 * @param id kebab-case name
 * @param fine what to say when there is no gap
 * @param gaps query whose rows are the gaps: what is missing, and what helps
 */
record PrivilegePoint(String id, String fine, String gaps) {}
