/** REST endpoints of our own beside the engine's. */
package com.fingood.runbook.web;
