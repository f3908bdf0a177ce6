/** Support levels: who is asked, how quickly they answer, who is asked next, and the issues that people report. */
package com.fingood.runbook.process.support;
