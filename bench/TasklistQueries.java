import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks a server what Tasklist asks it, as one person: every filter's first page, as Tasklist sorts it, and its count. Not part of the
 * product: {@code TasklistQueries URL LOGIN PASSWORD ROUNDS}.
 */
final class TasklistQueries {

    private static final String SORTED = "{\"sorting\":[{\"sortBy\":\"created\",\"sortOrder\":\"desc\"}]}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final String login;

    private TasklistQueries(String base, String login, String password) {
        this.base = base;
        this.login = "Basic "
                + Base64.getEncoder().encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    public static void main(String[] args) throws Exception {
        new TasklistQueries(args[0], args[1], args[2]).measure(Integer.parseInt(args[3]));
    }

    private void measure(int rounds) throws Exception {
        Map<String, JsonNode> filters = new LinkedHashMap<>();
        for (JsonNode filter : JSON.readTree(get("/engine-rest/filter?resourceType=Task", "application/json"))) {
            filters.put(filter.path("name").asText(), filter);
        }
        Map<String, long[]> times = new LinkedHashMap<>();
        Map<String, String> found = new LinkedHashMap<>();
        // A quarter more than is counted, so that nothing is measured cold.
        for (int round = -rounds / 4; round < rounds; round++) {
            for (Map.Entry<String, JsonNode> filter : filters.entrySet()) {
                String path = "/engine-rest/filter/" + filter.getValue().path("id").asText();
                long begin = System.nanoTime();
                post(path + "/list?firstResult=0&maxResults=15", "application/hal+json");
                long listed = System.nanoTime();
                String count = get(path + "/count", "application/json");
                long counted = System.nanoTime();
                found.put(filter.getKey(), JSON.readTree(count).path("count").asText());
                if (round >= 0) {
                    times.computeIfAbsent(filter.getKey() + ", list", name -> new long[rounds])[round] = listed - begin;
                    times.computeIfAbsent(filter.getKey() + ", count", name -> new long[rounds])[round] = counted - listed;
                }
            }
        }
        found.forEach((name, count) -> System.out.printf("%-40s %6s tasks%n", name, count));
        times.forEach(TasklistQueries::print);
    }

    private static void print(String name, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%-40s p50 %5.0f ms   p95 %5.0f ms   max %5.0f ms%n",
                name, at(nanos, 0.5), at(nanos, 0.95), nanos[nanos.length - 1] / 1e6);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }

    private String get(String path, String accept) throws Exception {
        return send(request(path, accept).GET());
    }

    private void post(String path, String accept) throws Exception {
        send(request(path, accept).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(SORTED)));
    }

    private HttpRequest.Builder request(String path, String accept) {
        return HttpRequest.newBuilder(URI.create(base + path)).header("Accept", accept).header("Authorization", login);
    }

    private String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
