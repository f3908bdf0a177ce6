/** The only place that knows the engine: delegates, workers, listeners, guard and deployment. */
package com.fingood.runbook.process;
