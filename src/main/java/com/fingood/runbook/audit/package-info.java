/** The ledger of what happened: unchained rows, one sealer, verification and export. Listens to run. */
package com.fingood.runbook.audit;
