package com.fingood.runbook.models;

import java.util.regex.Matcher;

/** For every rule the project's own files with one thing broken; a rule without an example does not compile. */
final class Broken {

    private final ModelSet good;

    Broken(ModelSet good) {
        this.good = good;
    }

    ModelSet exampleOf(Rule rule) {
        return switch (rule) {
            case FILE_NAME_IS_PROCESS_ID -> good.with(
                    "preflight.bpmn", "process id=\"preflight\"", "process id=\"pre-flight\"");
            case EXECUTABLE_WITH_NAME -> good.with("preflight.bpmn", "isExecutable=\"true\"", "isExecutable=\"false\"");
            case DRAWN_FOR_THE_PLATFORM -> good.with("preflight.bpmn", "Camunda Platform", "Camunda Cloud");
            case TIME_TO_LIVE -> good.with("rollback-lane.dmn", "camunda:historyTimeToLive=\"3650\"", "");
            case STARTED_BY_PEOPLE_ONLY_AT_THE_ROOT -> good.with(
                    "rollback.bpmn", "isStartableInTasklist=\"false\"", "isStartableInTasklist=\"true\"");
            case START_FORM_WHERE_PEOPLE_START -> good.without("request-migration.form");
            case NO_CODE -> good.with(
                    "preflight.bpmn",
                    "camunda:delegateExpression=\"\\$\\{bindContent}\"",
                    "camunda:class=\"java.lang.Runtime\"");
            case IDS_SAY_THEIR_KIND -> rename("preflight.bpmn", "gateway_production", "Gateway_1x2y3z");
            case ASYNC_BEFORE_EFFECTS -> good.with(
                    "database-migration.bpmn", "camunda:asyncBefore=\"true\" (calledElement=\"rollback\")", "$1");
            case RETRY_CYCLE -> good.with("make-ready.bpmn", ">R1/PT0S<", ">R3/PT10S<");
            case ID_IS_THE_BEAN -> good.with("preflight.bpmn", "\\{bindContent}", "{closeRun}");
            case KNOWN_BEANS_AND_TOPICS -> rename("make-ready.bpmn", "ensureBackup", "ensureBakcup");
            case TIMERS_ONLY_ON_STEPS_THAT_WAIT -> good.with(
                    "validate-migration.bpmn",
                    "camunda:type=\"external\" camunda:topic=\"validateImmediately\"",
                    "camunda:delegateExpression=\"\\${validateImmediately}\"");
            case DEADLINES_FROM_CONFIGURATION -> good.with(
                    "validate-migration.bpmn", "\\$\\{deadlines.after\\('immediate-validation'\\)}", "PT30M");
            case TASK_HAS_FORM -> good.without("approve-change.form");
            case TASK_LABEL_IS_THE_ID -> good.with(
                    "change-approval.bpmn", "\"Approve the change\"", "\"Wave it through\"");
            case TASK_HAS_GROUP -> good.with(
                    "validate-migration.bpmn", "candidateGroups=\"[^\"]*\"", "candidateGroups=\"managers\"");
            case TASK_ASYNC_AFTER -> good.with("change-approval.bpmn", "camunda:asyncAfter=\"true\"", "");
            case TASK_HAS_DUE_DATE -> good.with("change-approval.bpmn", "camunda:dueDate=\"[^\"]*\"", "");
            case TASK_HAS_REMINDER -> good.with(
                    "change-approval.bpmn",
                    "name=\"taskKey\">userTask_reviseChange<",
                    "name=\"taskKey\">userTask_another<");
            case FORGOTTEN_CLAIM_IS_RELEASED -> good.with(
                    "support-escalation.bpmn", "\\$\\{releaseClaim}", "\\${askNextLevel}");
            case TASK_IS_WORK_OR_DECISION -> rename("gate.bpmn", "fixFailedGate", "fixAnything");
            case BOUND_TO_THE_DEPLOYMENT -> good.with(
                    "database-migration.bpmn",
                    "calledElementBinding=\"deployment\"",
                    "calledElementBinding=\"latest\"");
            case PASS_THE_RUN_AND_RETURN_THE_OUTCOME -> good.with(
                    "database-migration.bpmn", "<camunda:in businessKey=\"#\\{execution.processBusinessKey}\" />", "");
            case EVERY_END_SAYS_ITS_OUTCOME -> good.with(
                    "preflight.bpmn", "'outcome', 'aborted'", "'decision', 'aborted'");
            case OUTCOMES_AGREE -> good.with("execute-migration.bpmn", "'not-migrated'", "'unchanged'");
            case GATEWAYS_ASK_ON_EVERY_WAY -> good.with("gate.bpmn", "<bpmn:conditionExpression .*abort.*\n", "");
            case DECISIONS_AGREE_WITH_FORMS -> good.with(
                    "decide-on-failed-preparation.form", "\"value\": \"abort\"", "\"value\": \"stop\"");
            case ERROR_ENDS_ARE_CAUGHT -> good.with(
                            "validate-migration.bpmn",
                            "errorCode=\"roll-back-wanted\" />",
                            "errorCode=\"roll-back-wanted\" /><bpmn:error id=\"errorDefinition_other\" errorCode=\"other\" />")
                    .with(
                            "validate-migration.bpmn",
                            "errorRef=\"errorDefinition_rollBackWanted\"",
                            "errorRef=\"errorDefinition_other\"");
            case NO_DEAD_ENDS -> good.with(
                    "preflight.bpmn",
                    "(targetRef=\"callActivity_verifyBackup\")",
                    "targetRef=\"callActivity_rehearseChange\"");
            case FLOWS_ARE_NOTED_AT_BOTH_ENDS -> good.with(
                    "preflight.bpmn", "<bpmn:incoming>[^<]*</bpmn:incoming>", "");
            case ONLY_KNOWN_NAMES_IN_EXPRESSIONS -> good.with(
                    "gate.bpmn",
                    "\\$\\{decision == 'abort'}",
                    "\\${''.getClass().forName('java.lang.Runtime') != null}");
            case FORM_NAME_AND_PLATFORM -> good.with(
                    "approve-change.form", "\"schemaVersion\": 16", "\"schemaVersion\": 19");
            case ONE_REQUIRED_DECISION -> good.with("approve-change.form", "\"required\": true", "\"required\": false");
            case NOTHING_ELSE_IS_SENT -> good.with(
                    "approve-change.form", "\"key\": \"comment\"", "\"key\": \"approvedBy\"");
            case START_FORM_ASKS_FOR_THE_REQUEST -> good.with(
                    "request-migration.form", "\"required\": true", "\"required\": false");
            case LABEL_SAYS_WHEN_A_COMMENT_IS_NEEDED -> good.with(
                    "approve-change.form", "Comment \\(needed to reject[^\"]*", "Comment");
            case CHOICES_CAN_BE_READ -> good.with(
                    "approve-change.form",
                    "\"label\": \"Approve exactly",
                    "\"label\": \"Approve for now and for all times exactly");
            case ONLY_SHOWS_DATA -> good.with(
                    "approve-change.form", "<h3>Approve the change", "<img src=x onerror=alert(1)>");
            case FORM_IS_USED -> good.with(
                    "stuck-step.bpmn", "formRef=\"decide-on-stuck-step\"", "formRef=\"fix-failed-gate\"");
            case EVERYTHING_IS_DRAWN -> good.with(
                    "stuck-step.bpmn", "bpmnElement=\"endEvent_carriedOut\"", "bpmnElement=\"stuck-step\"");
            case NOTHING_OVERLAPS -> moved("serviceTask_resolveStuckStep", 330, 160);
            case FRAMES_HOLD_THEIR_STEPS -> move("preflight.bpmn", "serviceTask_bindContent", 350, 620);
            case EVERYTHING_HAS_WORDS -> good.with("stuck-step.bpmn", "name=\"Carried out\"", "name=\"\"");
            case WORDS_ARE_READABLE -> moved("endEvent_remindedDecideOnStuckStep", 702, 192);
            case RIGHT_ANGLES -> good.with(
                    "stuck-step.bpmn", "<di:waypoint x=\"178\" y=\"180\" />", "<di:waypoint x=\"178\" y=\"176\" />");
            case LINES_TOUCH_THEIR_SHAPES -> good.with(
                    "stuck-step.bpmn", "<di:waypoint x=\"178\" y=\"180\" />", "<di:waypoint x=\"200\" y=\"180\" />");
            case LINES_PASS_NO_FOREIGN_SHAPE -> moved("endEvent_carriedOut", 182, 162);
            case LINES_NEVER_CROSS -> good.with("make-ready.bpmn", "x=\"152\" y=\"760\"", "x=\"134\" y=\"760\"")
                    .with("make-ready.bpmn", "x=\"152\" y=\"285\"", "x=\"134\" y=\"285\"");
            case LEFT_TO_RIGHT -> moved("endEvent_carriedOut", 100, 162);
        };
    }

    private ModelSet moved(String shape, int x, int y) {
        return move("stuck-step.bpmn", shape, x, y);
    }

    private ModelSet move(String file, String shape, int x, int y) {
        return good.with(
                file,
                "(bpmnElement=\"" + shape + "\">\\s*<dc:Bounds )x=\"\\d+\" y=\"\\d+\"",
                "$1x=\"" + x + "\" y=\"" + y + "\"");
    }

    private ModelSet rename(String file, String from, String to) {
        return good.with(
                file,
                "(?s)^(.*)$",
                Matcher.quoteReplacement(good.files().get(file).replace(from, to)));
    }
}
