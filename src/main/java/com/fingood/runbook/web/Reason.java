package com.fingood.runbook.web;

/** @param reason why somebody does what they do, in their words; null when nothing was sent */
record Reason(String reason) {}
