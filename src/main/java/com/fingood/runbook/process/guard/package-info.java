/** The one guard of everything that people do in the engine: who may, what a form may carry, four eyes, and the words of a refusal. */
package com.fingood.runbook.process.guard;
