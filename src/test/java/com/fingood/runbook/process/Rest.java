package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** One person at the REST doors, with HTTP Basic. */
final class Rest {

    /** @param text the whole body, also when it is no JSON */
    record Answer(int status, JsonNode body, String text) {
        String message() {
            return body.path("message").asText();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI base;
    private final String authorization;

    /** A demo login. */
    Rest(URI base, String login) {
        this(base, login, login);
    }

    Rest(URI base, String login, String password) {
        this.base = base;
        this.authorization = basic(login, password);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Object body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(write(body))));
    }

    Answer put(String path, Object body) {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(write(body))));
    }

    /** @param body null = none; a text goes as it is */
    Answer send(String method, String path, Object body) {
        return send(request(path)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(
                                        body instanceof String text ? text : write(body))));
    }

    /** Uploads one file as a deployment. */
    Answer deploy(String name, String file, String content) {
        String boundary = "rb-boundary";
        String body = part(boundary, "name=\"deployment-name\"", name)
                + part(boundary, "name=\"data\"; filename=\"" + file + "\"", content) + "--" + boundary + "--\r\n";
        return send(request("/engine-rest/deployment/create")
                .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String part(String boundary, String disposition, String content) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    Answer start(String target, String version) {
        return post(
                "/engine-rest/process-definition/key/database-migration/start",
                variables(Map.of("target", target, "version", version, "reason", "a test of the whole way")));
    }

    /** The id of the run that was started; a refused start ends the test with its words. */
    String started(String target, String version) {
        Answer answer = start(target, version);
        if (answer.status() != 200) {
            throw new AssertionError("no run of " + target + " " + version + ": " + answer.text());
        }
        return answer.body().path("businessKey").asText();
    }

    Answer complete(String task, Map<String, Object> variables) {
        return post("/engine-rest/task/" + task + "/complete", variables(variables));
    }

    /** Completes a task; a refusal ends the test with its words. */
    void decides(String task, Map<String, Object> decision) {
        Answer answer = complete(task, decision);
        if (answer.status() != 204) {
            throw new AssertionError("not decided: " + answer.text());
        }
    }

    /** What the form of a task shows to this person; empty when it shows nothing yet. */
    JsonNode briefing(String task) {
        Answer answer = get("/engine-rest/task/" + task + "/variables/briefing?deserializeValue=false");
        if (answer.status() == 404) {
            return JSON.createObjectNode();
        }
        if (answer.status() != 200) {
            throw new AssertionError("no briefing: " + answer.text());
        }
        try {
            return JSON.readTree(answer.body().path("value").asText("{}"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, Object> variables(Map<String, Object> values) {
        Map<String, Object> variables = new LinkedHashMap<>();
        values.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        return Map.of("variables", variables);
    }

    /** Of a demo login, whose password is its name. */
    static String basic(String login) {
        return basic(login, login);
    }

    private static String basic(String login, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json");
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer(response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Answer answer(HttpResponse<String> response) throws IOException {
        String body = response.body();
        boolean json = body.startsWith("{") || body.startsWith("[");
        return new Answer(response.statusCode(), json ? JSON.readTree(body) : JSON.createObjectNode(), body);
    }

    static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
