/** Long actions: external tasks worked in this JVM with a heartbeat, cancellation, and an intent before and a result after. */
package com.fingood.runbook.process.workers;
