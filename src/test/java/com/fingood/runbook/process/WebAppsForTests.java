package com.fingood.runbook.process;

import org.camunda.bpm.admin.Admin;
import org.camunda.bpm.admin.AdminRuntimeDelegate;
import org.camunda.bpm.cockpit.Cockpit;
import org.camunda.bpm.cockpit.CockpitRuntimeDelegate;
import org.camunda.bpm.tasklist.Tasklist;
import org.camunda.bpm.tasklist.TasklistRuntimeDelegate;
import org.camunda.bpm.welcome.Welcome;
import org.camunda.bpm.welcome.WelcomeRuntimeDelegate;

/** What the engine's web pages hold once per JVM, and a server that stops takes with it: kept for the one that goes on. */
record WebAppsForTests(
        CockpitRuntimeDelegate cockpit,
        AdminRuntimeDelegate admin,
        TasklistRuntimeDelegate tasklist,
        WelcomeRuntimeDelegate welcome) {

    static WebAppsForTests kept() {
        return new WebAppsForTests(
                Cockpit.getRuntimeDelegate(),
                Admin.getRuntimeDelegate(),
                Tasklist.getRuntimeDelegate(),
                Welcome.getRuntimeDelegate());
    }

    void giveBack() {
        Cockpit.setCockpitRuntimeDelegate(cockpit);
        Admin.setAdminRuntimeDelegate(admin);
        Tasklist.setTasklistRuntimeDelegate(tasklist);
        Welcome.setRuntimeDelegate(welcome);
    }
}
