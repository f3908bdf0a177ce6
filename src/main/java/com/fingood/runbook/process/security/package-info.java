/** Who is asking: one login in front of everything that answers, with HTTP Basic or the session of the web pages. */
package com.fingood.runbook.process.security;
