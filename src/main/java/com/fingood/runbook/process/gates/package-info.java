/** The gates of a preflight: which there are, who is asked when one is not met, and what compliance accepted. */
package com.fingood.runbook.process.gates;
