/** What the steps of the models do, in terms of the capabilities and without a word of the engine. */
package com.fingood.runbook.process.steps;
