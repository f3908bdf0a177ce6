package com.fingood.runbook.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.fixtures.TestDatabase;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Webhooks against a real HTTP server. */
class WebhookTest {

    private static final String EVERY_DATABASE = "com.fingood.runbook.fixtures.TestDatabases#all";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> received = Collections.synchronizedList(new ArrayList<>());
    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
    private volatile int answer = 200;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/services/T00/hidden", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void a_channel_gets_subject_and_body_as_text_that_calls_nobody(TestDatabase kind) {
        try (Sending sending = new Sending(kind, Sending.byWebhook(url()))) {
            sending.announce("Window for ledger", "Tonight <!channel> & <https://evil.example|here>");
            sending.node().deliverDue();

            assertThat(received).hasSize(1);
            assertThat(received.get(0).fieldNames()).toIterable().containsExactly("text");
            assertThat(received.get(0).path("text").asText())
                    .isEqualTo("*Window for ledger*\nTonight &lt;!channel&gt; &amp; &lt;https://evil.example|here&gt;");
            assertThat(sending.deliveries()).allMatch(delivery -> delivery.sent() != null);
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void an_answer_that_is_no_success_is_tried_again_under_the_same_key_and_names_no_url(TestDatabase kind) {
        try (Sending sending = new Sending(kind, Sending.byWebhook(url()))) {
            sending.announce("Window", "Tonight.");
            answer = 503;
            Dispatcher node = sending.node();
            node.deliverDue();
            Delivery waiting = sending.deliveries().get(0);
            assertThat(waiting.sent()).isNull();
            assertThat(waiting.lastError()).contains("#migrations", "503").doesNotContain("hidden");

            answer = 200;
            node.deliverDue();
            assertThat(received).as("not before its pause is over").hasSize(1);
            sending.clock.advance(Dispatcher.pauseAfter(1));
            node.deliverDue();
            assertThat(received).hasSize(2);
            assertThat(keys).hasSize(2).containsOnly(waiting.id());
            assertThat(sending.deliveries().get(0).sent()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void a_server_that_is_away_is_named_without_its_url(TestDatabase kind) {
        String url = url();
        server.stop(0);
        try (Sending sending = new Sending(kind, Sending.byWebhook(url))) {
            sending.announce("Window", "Tonight.");
            sending.node().deliverDue();
            assertThat(sending.deliveries().get(0).lastError())
                    .contains("#migrations")
                    .doesNotContain("hidden");
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/services/T00/hidden";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            received.add(JSON.readTree(exchange.getRequestBody()));
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            exchange.sendResponseHeaders(answer, -1);
        }
    }
}
