/** Rules over what a script did when it ran on a clone: the verdict, where rules over its text are the early warning. */
package com.fingood.runbook.safety.measured;
