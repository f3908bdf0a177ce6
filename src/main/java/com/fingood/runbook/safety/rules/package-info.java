/** The rules over a script's text: one class, one id, one page, one bad and one good example each. */
package com.fingood.runbook.safety.rules;
