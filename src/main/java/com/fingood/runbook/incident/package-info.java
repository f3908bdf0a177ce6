/** What an incident needs: the state preserved as it was found, what failed on the way back, and how people bring a target back by hand. */
package com.fingood.runbook.incident;
