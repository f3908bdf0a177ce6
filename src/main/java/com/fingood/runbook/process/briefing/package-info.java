/** What a person needs to see to decide, gathered from our tables when a task opens. */
package com.fingood.runbook.process.briefing;
