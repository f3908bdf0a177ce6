/** What the models ask in their expressions. */
package com.fingood.runbook.process.conditions;
