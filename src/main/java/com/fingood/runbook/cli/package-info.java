/** The runbook commands; no engine and no Spring context is started by one, except serve and demo. */
package com.fingood.runbook.cli;
