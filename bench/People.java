import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Asks for a migration and answers every task of the run at once, as the demo logins that may, with the way on. Prints what the run's
 * own steps took, and the time in which none of them worked. Not part of the product: {@code People URL TARGET VERSION FORMS
 * STEPS}; STEPS is a file to which each step's milliseconds are appended. Fails unless the run is completed.
 */
final class People {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_MILLIS = 100;
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "release-engineers", List.of("requester"),
            "database-team", List.of("operator"),
            "senior-database-team", List.of("senior"),
            "operations", List.of("operations"),
            "change-managers", List.of("manager", "manager2"),
            "compliance-officers", List.of("compliance"),
            "security-team", List.of("security"),
            "incident-response", List.of("incident"),
            "business-owners", List.of("business"));

    /** Where the form's first value is not the way on without a mail server or a probe. */
    private static final Map<String, String> OTHERWISE = Map.of(
            "fix-failed-gate", "ask-deviation",
            "provide-staging-evidence", "ask-deviation",
            "notify-team", "already-notified",
            "plan-communication", "already-in-place");

    private record Span(String step, Instant from, Instant to, String outcome, String observed) {
        long millis() {
            return Duration.between(from, to).toMillis();
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final Path forms;

    private People(String base, Path forms) {
        this.base = base;
        this.forms = forms;
    }

    public static void main(String[] args) throws Exception {
        People people = new People(args[0], Path.of(args[3]));
        long asked = System.nanoTime();
        JsonNode view = people.toTheEnd(people.start(args[1], args[2]));
        append(Path.of(args[4]), "whole", (System.nanoTime() - asked) / 1_000_000);
        print(view, Path.of(args[4]));
        if (!view.path("outcome").asText().equals("completed")) {
            System.err.println(view.toPrettyString());
            System.exit(1);
        }
    }

    private String start(String target, String version) throws Exception {
        Map<String, Object> variables = Map.of(
                "target", Map.of("value", target),
                "version", Map.of("value", version),
                "reason", Map.of("value", "measuring a whole run"));
        String path = "/engine-rest/process-definition/key/database-migration/start";
        return JSON.readTree(demand(post("requester", path, Map.of("variables", variables)))).path("businessKey").asText();
    }

    private JsonNode toTheEnd(String run) throws Exception {
        while (true) {
            JsonNode view = JSON.readTree(demand(send(request("auditor", "/api/runs/" + run).GET())));
            if (view.hasNonNull("outcome")) {
                return view;
            }
            for (JsonNode task : view.path("tasks")) {
                answer(task);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private void answer(JsonNode task) throws Exception {
        String refusal = "nobody of " + task.path("groups") + " is known";
        for (JsonNode group : task.path("groups")) {
            for (String login : MEMBERS.getOrDefault(group.asText(), List.of())) {
                String path = "/engine-rest/task/" + task.path("id").asText();
                HttpResponse<String> known = send(request(login, path).GET());
                if (known.statusCode() == 404) {
                    return;
                }
                String decision = decision(JSON.readTree(demand(known)).path("camundaFormRef").path("key").asText());
                HttpResponse<String> answered = post(login, path + "/complete", Map.of("variables", Map.of(
                        "decision", Map.of("value", decision),
                        "comment", Map.of("value", "A measurement; nothing but made-up rows is at stake."))));
                if (answered.statusCode() / 100 == 2) {
                    System.out.printf("    %s, as %s: %s%n", task.path("name").asText(), login, decision);
                    return;
                }
                refusal = answered.body();
            }
        }
        throw new IllegalStateException(task.path("name").asText() + " was not answered: " + refusal);
    }

    private String decision(String form) throws Exception {
        if (OTHERWISE.containsKey(form)) {
            return OTHERWISE.get(form);
        }
        for (JsonNode field : JSON.readTree(Files.readString(forms.resolve(form + ".form"))).path("components")) {
            if (field.path("key").asText().equals("decision")) {
                return field.path("values").path(0).path("value").asText();
            }
        }
        throw new IllegalStateException("form " + form + " has no decision");
    }

    private static void print(JsonNode view, Path folder) throws Exception {
        List<Span> spans = new ArrayList<>();
        for (JsonNode step : view.path("progress")) {
            spans.add(new Span(
                    step.path("step").asText().replaceFirst("^[a-zA-Z]+_", ""),
                    Instant.parse(step.path("started").asText()),
                    Instant.parse(step.path("finished").asText(view.path("finished").asText())),
                    step.path("outcome").asText(),
                    step.path("observed").asText()));
        }
        spans.sort(Comparator.comparing(Span::from));
        Instant begin = Instant.parse(view.path("started").asText());
        Instant reached = begin;
        long idle = 0;
        for (Span span : spans) {
            // Steps at the same time count once.
            long waited = Math.max(0, Duration.between(reached, span.from()).toMillis());
            idle += waited;
            reached = span.to().isAfter(reached) ? span.to() : reached;
            long at = Duration.between(begin, span.from()).toMillis();
            System.out.printf("    %7d ms  after a wait of %5d ms: %-28s %7d ms%n", at, waited, span.step(), span.millis());
            if (!span.outcome().equals("done")) {
                System.out.printf("        %s: %s%n", span.outcome(), span.observed());
            }
            append(folder, span.step(), span.millis());
        }
        Instant end = Instant.parse(view.path("finished").asText());
        idle += Math.max(0, Duration.between(reached, end).toMillis());
        System.out.printf("    %s: %d ms, in %d of them no step worked%n",
                view.path("outcome").asText(), Duration.between(begin, end).toMillis(), idle);
        append(folder, "between-steps", idle);
    }

    private static void append(Path folder, String name, long millis) throws Exception {
        Files.writeString(folder.resolve(name), millis + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private HttpResponse<String> post(String login, String path, Object body) throws Exception {
        return send(request(login, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String login, String path) {
        String basic = Base64.getEncoder().encodeToString((login + ":" + login).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Basic " + basic);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String demand(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
