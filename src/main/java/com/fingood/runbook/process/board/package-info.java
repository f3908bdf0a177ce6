/** What a run looks like from outside, read from our tables and the engine: for the REST endpoints and the demo. */
package com.fingood.runbook.process.board;
