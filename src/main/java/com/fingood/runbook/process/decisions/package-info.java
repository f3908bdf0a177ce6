/** Decision tables: which bytes were taken in, on whose approval, and which of them a run was decided by. */
package com.fingood.runbook.process.decisions;
