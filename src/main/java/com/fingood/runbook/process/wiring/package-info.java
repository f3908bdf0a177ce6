/** Builds the capabilities, which know no framework, as beans of the server. */
package com.fingood.runbook.process.wiring;
