/** Short actions of the models: each reads the run, calls one method, and turns an expected refusal into the model's error. */
package com.fingood.runbook.process.delegates;
