/** Who is told what about a task, an approval or a window, written to the outbox in the transaction that causes it. */
package com.fingood.runbook.process.notices;
