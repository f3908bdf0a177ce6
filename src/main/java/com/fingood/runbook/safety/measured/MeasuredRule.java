package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.Finding;

import java.util.List;

/** One kind of harm, recognised by what a script did and not by how it reads. */
interface MeasuredRule {

    List<Finding> judge(MeasuredScript script);
}
