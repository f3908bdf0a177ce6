/** Who must approve a change, who did, and until when that holds. */
package com.fingood.runbook.process.approval;
