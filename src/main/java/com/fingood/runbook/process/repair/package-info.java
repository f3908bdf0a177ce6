/** The history of a target whose state is unknown: repaired only where a person asks for it and a manager approves exactly that. */
package com.fingood.runbook.process.repair;
