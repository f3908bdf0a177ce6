package com.fingood.runbook.validation.environment;

import com.fingood.runbook.run.Cancellation;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a system around a target by one GET that has an end: a time for the whole answer and a size. Follows no redirect: what answers
 * in the end must be what was configured. Safe for use by several threads.
 */
public final class HttpProbe {

    static final int MOST_BYTES = 5 * 1024 * 1024;

    /** What was answered. */
    record Answer(int status, String body) {
        boolean isFine() {
            return status >= 200 && status < 300;
        }
    }

    private final HttpClient client;
    private final Duration limit;

    private HttpProbe(Duration limit) {
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .connectTimeout(limit)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Five seconds for a whole answer. */
    public static HttpProbe standard() {
        return within(Duration.ofSeconds(5));
    }

    /** @param limit for connecting and the whole answer together */
    public static HttpProbe within(Duration limit) {
        return new HttpProbe(limit);
    }

    /** @throws Unanswered when there was no answer of any status, with words that hold no login */
    Answer get(String url, Cancellation cancellation) throws Unanswered {
        ProbeAddress address = ProbeAddress.of(url);
        cancellation.throwIfCancelled();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request(address), info -> new BoundedBody(MOST_BYTES));
        try (Cancellation.Registration ignored = cancellation.onCancel(() -> answer.cancel(true))) {
            HttpResponse<byte[]> response = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Unanswered(address + " did not answer within " + Words.time(limit));
        } catch (ExecutionException e) {
            throw new Unanswered(address + " " + words(e.getCause()));
        } catch (CancellationException e) {
            cancellation.throwIfCancelled();
            throw new Unanswered(address + " was not asked to the end");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unanswered(address + " was not asked to the end, since this program is being stopped");
        }
    }

    private HttpRequest request(ProbeAddress address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.uri()).timeout(limit);
        address.login()
                .ifPresent(login -> request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8))));
        return request.build();
    }

    private String words(Throwable cause) {
        if (cause instanceof HttpConnectTimeoutException || cause instanceof java.net.http.HttpTimeoutException) {
            return "did not answer within " + Words.time(limit);
        }
        if (cause instanceof BoundedBody.TooLarge) {
            return "answered with more than " + Words.bytes(MOST_BYTES);
        }
        if (cause instanceof java.net.ConnectException) {
            return "can't be reached: nothing takes connections there";
        }
        if (cause instanceof javax.net.ssl.SSLException) {
            return "can't be trusted: its certificate or its encryption was not accepted";
        }
        return cause instanceof IOException
                ? "broke off its answer, or what it answered is not HTTP"
                : "could not be asked (" + cause.getClass().getSimpleName() + ")";
    }

    /** There was no answer. */
    static final class Unanswered extends Exception {
        Unanswered(String message) {
            super(message, null, false, false);
        }
    }
}
