/** Whether a target must go back to what it was before a change, by one table of rules. */
package com.fingood.runbook.diagnosis.need;
