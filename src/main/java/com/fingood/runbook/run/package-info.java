/** A run: one attempt to bring a change to a target - its id, phase, allowed state changes, actions and events. Uses nothing else of ours. */
package com.fingood.runbook.run;
