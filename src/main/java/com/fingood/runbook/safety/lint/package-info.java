/** The static safety check as others call it: scripts in, a report with findings and waivers out. */
package com.fingood.runbook.safety.lint;
