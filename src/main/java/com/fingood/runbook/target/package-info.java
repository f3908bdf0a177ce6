/** Registered databases: connections, dialects, tagged sessions, lease, locks, scratch databases and fingerprints. Uses run. */
package com.fingood.runbook.target;
