package com.fingood.runbook.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.notification.NotificationProperties.Webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Posts {@code {"text": ...}} as Slack, Mattermost and others take it. The URL is a secret and is named nowhere. */
final class WebhookChannel implements Channel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Webhook webhook;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    WebhookChannel(Webhook webhook) {
        this.webhook = webhook;
    }

    @Override
    public String name() {
        return webhook.name();
    }

    @Override
    public void send(Delivery delivery) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(webhook.url()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Idempotency-Key", delivery.id())
                .POST(HttpRequest.BodyPublishers.ofString(json(delivery)))
                .build();
        int status = post(request);
        if (status / 100 != 2) {
            throw new ChannelFailure("The webhook " + name() + " answered with status " + status + ".");
        }
    }

    private int post(HttpRequest request) {
        try {
            // Headers come within the timeout; an answer that goes on for ever is not waited for.
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException e) {
            throw new ChannelFailure(
                    "The webhook " + name() + " does not answer ("
                            + e.getClass().getSimpleName() + ").",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChannelFailure("The server stopped before the webhook " + name() + " answered.", e);
        }
    }

    private static String json(Delivery delivery) {
        try {
            return JSON.writeValueAsString(
                    Map.of("text", "*" + escaped(delivery.subject()) + "*\n" + escaped(delivery.body())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Otherwise a text could call everybody of a chat, or show a link that leads elsewhere. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
