/** What happens inside the engine's transaction when a process starts or a task opens, is claimed or completes. */
package com.fingood.runbook.process.listeners;
