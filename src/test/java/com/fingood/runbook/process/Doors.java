package com.fingood.runbook.process;

import com.fingood.runbook.process.OpenTasks.Opened;

import java.util.List;

/** The engine's doors that lead past a task, its form or the request, as paths of its REST. */
final class Doors {

    /** @param body as JSON; {@code {task}}, {@code {instance}} and {@code {job}} stand for ids here and in the path */
    record Door(String method, String path, String body) {

        String at(Opened open) {
            return filled(path, open);
        }

        String body(Opened open) {
            return body == null ? null : filled(body, open);
        }

        private static String filled(String text, Opened open) {
            return text.replace("{task}", open.task())
                    .replace("{instance}", open.instance())
                    .replace("{job}", open.job());
        }

        @Override
        public String toString() {
            return method + " " + path + (body == null ? "" : " " + body);
        }
    }

    private static final String VARIABLE = "{\"value\":\"accept\"}";
    private static final String PLAN =
            "{\"sourceProcessDefinitionId\":\"x\",\"targetProcessDefinitionId\":\"x\",\"instructions\":[]}";

    /** What the engine would evaluate with every bean of the server. */
    private static final String CODE =
            "{\"orQueries\":[{\"name\":\"x\",\"assigneeExpression\":\"${identityService.clearAuthentication()}\"}]}";

    static final List<Door> WALKING_AROUND = List.of(
            post("/task", CODE),
            post("/task/count", CODE),
            post("/task", "{\"assigneeExpression\":\"${dataSource.connection}\"}"),
            new Door("GET", "/job/{job}/stacktrace", null),
            post("/task/{task}/bpmnError", "{\"errorCode\":\"aborted\"}"),
            post("/task/{task}/bpmnEscalation", "{\"escalationCode\":\"x\"}"),
            post("/task/{task}/delegate", "{\"userId\":\"manager\"}"),
            post("/task/{task}/resolve", "{}"),
            post("/task/{task}/resolve", "{\"variables\":{\"decision\":" + VARIABLE + "}}"),
            post("/task/{task}/assignee", "{\"userId\":\"incident\"}"),
            post("/task/{task}/claim", "{\"userId\":\"incident\"}"),
            put("/task/{task}/variables/decision", VARIABLE),
            put("/task/{task}/localVariables/decision", VARIABLE),
            put("/task/{task}/localVariables/briefing", "{\"value\":\"{}\",\"type\":\"Json\"}"),
            post("/task/{task}/variables", "{\"modifications\":{\"decision\":" + VARIABLE + "}}"),
            new Door("DELETE", "/task/{task}/localVariables/briefing", null),
            put("/task/{task}", "{\"name\":\"harmless\",\"priority\":0,\"assignee\":\"incident\"}"),
            post("/task/{task}/identity-links", "{\"groupId\":\"auditors\",\"type\":\"candidate\"}"),
            post("/task/{task}/identity-links/delete", "{\"groupId\":\"senior-database-team\",\"type\":\"candidate\"}"),
            new Door("DELETE", "/task/{task}", null),
            post("/task/create", "{\"name\":\"approve\"}"),
            post(
                    "/process-instance/{instance}/modification",
                    "{\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"userTask_reviewRisk\"}]}"),
            post(
                    "/process-instance/{instance}/modification-async",
                    "{\"instructions\":[{\"type\":\"cancel\",\"activityId\":\"userTask_reviewRisk\"}]}"),
            put("/process-instance/{instance}/variables/reviewRiskDecision", VARIABLE),
            post("/process-instance/{instance}/variables", "{\"modifications\":{\"decision\":" + VARIABLE + "}}"),
            put("/process-instance/{instance}/suspended", "{\"suspended\":true}"),
            put("/process-instance/suspended", "{\"suspended\":true,\"processInstanceIds\":[\"{instance}\"]}"),
            post("/process-instance/suspended-async", "{\"suspended\":true,\"processInstanceIds\":[\"{instance}\"]}"),
            new Door("DELETE", "/process-instance/{instance}", null),
            new Door("DELETE", "/process-instance/{instance}?skipCustomListeners=true", null),
            post("/process-instance/delete", "{\"processInstanceIds\":[\"{instance}\"]}"),
            post("/migration/execute", "{\"migrationPlan\":" + PLAN + ",\"processInstanceIds\":[\"{instance}\"]}"),
            post("/migration/executeAsync", "{\"migrationPlan\":" + PLAN + ",\"processInstanceIds\":[\"{instance}\"]}"),
            post("/execution/{instance}/signal", "{}"),
            put("/execution/{instance}/localVariables/decision", VARIABLE),
            post("/message", "{\"messageName\":\"cancel-run\",\"processInstanceId\":\"{instance}\"}"),
            post("/signal", "{\"name\":\"x\"}"),
            put("/job/{job}/duedate", "{\"duedate\":\"2031-01-01T00:00:00.000+0000\"}"),
            post("/job/{job}/duedate/recalculate", null),
            put("/job/{job}/retries", "{\"retries\":0}"),
            put("/job/{job}/suspended", "{\"suspended\":true}"),
            post("/job/{job}/execute", "{}"),
            put("/job/suspended", "{\"suspended\":true,\"processInstanceId\":\"{instance}\"}"),
            put("/job-definition/suspended", "{\"suspended\":true,\"processDefinitionKey\":\"human-checklist\"}"),
            put("/process-definition/key/human-checklist/suspended", "{\"suspended\":true}"),
            put("/process-definition/key/human-checklist/history-time-to-live", "{\"historyTimeToLive\":0}"),
            new Door("DELETE", "/process-definition/key/human-checklist?cascade=true", null),
            new Door("DELETE", "/history/process-instance/{instance}", null),
            post(
                    "/external-task/fetchAndLock",
                    "{\"workerId\":\"x\",\"maxTasks\":1,\"topics\":[{\"topicName\":\"migrate\",\"lockDuration\":1000}]}"),
            post("/filter/create", "{\"resourceType\":\"Task\",\"name\":\"x\",\"query\":{},\"properties\":{}}"));

    static final List<Door> BAD_SUBMISSIONS = List.of(
            complete("{}"),
            complete("{\"variables\":{}}"),
            complete("{\"variables\":{\"decision\":{\"value\":null}}}"),
            complete("{\"variables\":{\"decision\":{\"value\":\"yes\"}}}"),
            complete("{\"variables\":{\"decision\":{\"value\":true}}}"),
            complete("{\"variables\":{\"decision\":{\"value\":[\"accept\"],\"type\":\"Json\"}}}"),
            complete("{\"variables\":{\"decision\":" + VARIABLE + ",\"run\":{\"value\":\"another\"}}}"),
            complete("{\"variables\":{\"decision\":" + VARIABLE + ",\"assessPrivacyDecision\":" + VARIABLE + "}}"),
            complete("{\"variables\":{\"decision\":" + VARIABLE
                    + ",\"briefing\":{\"value\":\"{}\",\"type\":\"Json\"}}}"),
            complete("{\"variables\":{\"decision\":{\"value\":\"abort\"}}}"),
            complete("{\"variables\":{\"decision\":" + VARIABLE + ",\"comment\":{\"value\":\"" + "x".repeat(4001)
                    + "\"}}}"),
            complete("{\"variables\":{\"decision\":{\"value\":\"accept\",\"type\":\"NoSuchType\"}}}"),
            complete(
                    "{\"variables\":{\"decision\":{\"value\":\"rO0ABXQAA2hleQ==\",\"type\":\"Object\",\"valueInfo\":"
                            + "{\"objectTypeName\":\"java.lang.String\",\"serializationDataFormat\":\"application/x-java-serialized-object\"}}}}"),
            complete("{\"variables\":{\"decision\":{\"value\":\"{\",\"type\":\"Json\"}}}"),
            complete("{\"variables\":[]}"),
            complete("{\"variables\":"),
            complete("no json"),
            post("/task/{task}/submit-form", "{\"variables\":{\"decision\":{\"value\":\"yes\"}}}"),
            post("/task/{task}/submit-form", "{\"variables\":{}}"),
            post(
                    "/task/{task}/submit-form",
                    "{\"variables\":{\"decision\":" + VARIABLE + ",\"outcome\":{\"value\":\"approved\"}}}"));

    private static final String REQUEST = "\"variables\":{\"target\":{\"value\":\"rejected\"},"
            + "\"version\":{\"value\":\"2.0\"},\"reason\":{\"value\":\"x\"}}";

    static final List<Door> BAD_STARTS = List.of(
            start("{" + REQUEST + ",\"businessKey\":\"mine-0001\"}"),
            start("{" + REQUEST + ",\"skipCustomListeners\":true}"),
            start("{" + REQUEST + ",\"skipIoMappings\":true}"),
            start(
                    "{" + REQUEST
                            + ",\"startInstructions\":[{\"type\":\"startBeforeActivity\",\"activityId\":\"callActivity_executeMigration\"}]}"),
            start("{" + REQUEST
                    + ",\"skipCustomListeners\":true,\"startInstructions\":[{\"type\":\"startAfterActivity\","
                    + "\"activityId\":\"callActivity_changeApproval\"}]}"),
            start("{\"variables\":{\"target\":{\"value\":\"rejected\"}}}"),
            start("{}"),
            start("no json"),
            post(
                    "/process-definition/key/database-migration/submit-form",
                    "{" + REQUEST + ",\"businessKey\":\"mine\"}"),
            post("/process-definition/key/execute-migration/start", "{}"),
            post("/process-definition/key/change-approval/start", "{\"businessKey\":\"rejected-2.0-0001\"}"),
            post("/process-definition/key/human-checklist/submit-form", "{\"variables\":{}}"),
            post("/process-definition/key/stuck-step/start", "{}"));

    private Doors() {}

    private static Door post(String path, String body) {
        return new Door("POST", path, body);
    }

    private static Door put(String path, String body) {
        return new Door("PUT", path, body);
    }

    private static Door complete(String body) {
        return post("/task/{task}/complete", body);
    }

    private static Door start(String body) {
        return post("/process-definition/key/database-migration/start", body);
    }
}
