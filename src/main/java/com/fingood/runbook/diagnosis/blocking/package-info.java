/** Who holds up whom on a target, and ending those who hold up others. Reads catalogues, ends sessions, touches no data. */
package com.fingood.runbook.diagnosis.blocking;
