/** Violations of integrity: which are new, and whether the change touched what they are about. */
package com.fingood.runbook.diagnosis.violations;
