/** When a change may be made: the window that was asked for, and the freezes in which nothing is changed. */
package com.fingood.runbook.process.window;
