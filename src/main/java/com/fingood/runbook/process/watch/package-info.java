/** Steps that work for longer than expected: what a person sees of them, and what follows from what the person says. */
package com.fingood.runbook.process.watch;
