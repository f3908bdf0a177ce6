import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;

/** Fetches URL into FILE and demands its SHA-512: {@code java Fetch.java URL FILE SHA512}. A JDK is all that it needs. */
class Fetch {

    public static void main(String[] args) throws Exception {
        URI from = URI.create(args[0]);
        Path to = Path.of(args[1]);
        String expected = args[2];
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        try (InputStream in = new DigestInputStream(open(from), digest)) {
            Files.copy(in, to);
        } catch (IOException e) {
            System.err.println("mvnw: " + from + " can't be fetched (" + e + ").");
            System.exit(1);
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(expected)) {
            Files.delete(to);
            System.err.println("mvnw: " + from + " is not the file that was pinned.\n  expected SHA-512 " + expected
                    + "\n  found            " + found);
            System.exit(1);
        }
    }

    private static InputStream open(URI from) throws IOException, InterruptedException {
        if ("file".equals(from.getScheme())) {
            return Files.newInputStream(Path.of(from));
        }
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .proxy(proxy())
                .build();
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(from).build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("HTTP " + response.statusCode());
        }
        return response.body();
    }

    /** Java does not look at https_proxy by itself. */
    private static ProxySelector proxy() {
        String said = System.getenv().getOrDefault("https_proxy", System.getenv().getOrDefault("HTTPS_PROXY", ""));
        if (said.isBlank()) {
            return ProxySelector.getDefault();
        }
        URI proxy = URI.create(said.contains("://") ? said : "http://" + said);
        return ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? 3128 : proxy.getPort()));
    }
}
