/** Everything that touches the engine's inner classes, and nothing else: moving to a fork changes this package. */
package com.fingood.runbook.process.engine;
