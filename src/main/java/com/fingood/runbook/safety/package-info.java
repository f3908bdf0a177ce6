/** Is a script safe to execute: rules over its text, and rules over what a rehearsal measured. */
package com.fingood.runbook.safety;
