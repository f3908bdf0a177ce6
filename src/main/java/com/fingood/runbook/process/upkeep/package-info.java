/** What the server does by the clock: sealing the ledger, renewing leases, delivering notices, dropping what dead runs left. */
package com.fingood.runbook.process.upkeep;
