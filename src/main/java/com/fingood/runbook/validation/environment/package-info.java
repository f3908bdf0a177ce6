/** The six environment checks: whether the target and the systems around it are fit for a migration. Reads and changes nothing. */
package com.fingood.runbook.validation.environment;
