/** Backups: taken in one snapshot, verified by restoring, restored by swap; the folder is the truth. Uses target. */
package com.fingood.runbook.backup;
