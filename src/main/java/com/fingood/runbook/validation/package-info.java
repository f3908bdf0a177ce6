/** Checks as SQL files: integrity and critical suites, before against after. Uses change and target. */
package com.fingood.runbook.validation;
