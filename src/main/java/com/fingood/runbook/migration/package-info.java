/** Flyway on a target: status, migrate, undo, crash decision, rehearsal. Uses change, target and backup. */
package com.fingood.runbook.migration;
