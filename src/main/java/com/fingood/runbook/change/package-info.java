/** Change folders on disk: script, undo, document, checks and the digest of what is reviewed. Uses run. */
package com.fingood.runbook.change;
