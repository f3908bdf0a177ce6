/** The demo: a whole run before the reader's eyes, with the demo logins taking the human decisions, and saying so. */
package com.fingood.runbook.process.demo;
