/** How a target's declared queries are executed now and were before, which statements are slow, and which index would help: proven, not guessed. */
package com.fingood.runbook.diagnosis.performance;
