package postmortem.tracker.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;
import org.kohsuke.github.connector.GitHubConnectorResponse.ByteArrayResponse;
import postmortem.tracker.Pace;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/**
 * Sends the library's requests with the JDK's client. What only reads is repeated a few times; what
 * changes something is sent once. Every failure leaves as an {@link IOException} around a {@link
 * TrackerException}, a type that the library does not take for a reason to try again.
 */
final class Wire implements GitHubConnector {

  private static final int READS = 3;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Refusals are read here, and must not come compressed. */
  private static final Set<String> SET_HERE = Set.of("content-type", "accept-encoding");

  /**
   * One for all: each has a thread of its own. The library follows redirects itself, and knows
   * where the token must not go.
   */
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  private final Duration timeout;
  private final Pace pace;
  private Instant serverTime;
  private @Nullable String scopes;

  /**
   * A wire that nothing was sent on.
   *
   * @param timeout until the whole answer must be there
   * @param clock for the time until the server has told its own
   */
  Wire(Duration timeout, Pace pace, Clock clock) {
    this.timeout = timeout;
    this.pace = pace;
    this.serverTime = clock.instant();
  }

  /** The server's time when it last answered, to the second. */
  Instant serverTime() {
    return serverTime;
  }

  /**
   * The scopes that the token has, as GitHub last told; null for tokens that it is silent about.
   */
  @Nullable String scopes() {
    return scopes;
  }

  /** Carries what happened past the library. */
  static final class Failed extends IOException {
    private static final long serialVersionUID = 1L;

    private final TrackerException failure;

    Failed(TrackerException failure) {
      super(failure.getMessage());
      this.failure = failure;
    }

    TrackerException failure() {
      return failure;
    }
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    HttpRequest sent = httpRequest(request);
    try {
      if (!reads) {
        pace.beforeChange();
        return once(request, sent);
      }
      for (int left = READS - 1; ; ) {
        try {
          return once(request, sent);
        } catch (TrackerException e) {
          if (e.failure() == Failure.SLOW_DOWN) {
            pace.waitOut(e);
          } else if (e.failure() == Failure.UNKNOWN && left-- > 0) {
            pace.pause(Duration.ofSeconds(READS - 1 - left));
          } else {
            throw e;
          }
        }
      }
    } catch (TrackerException e) {
      throw new Failed(e);
    }
  }

  private static HttpRequest httpRequest(GitHubConnectorRequest request) throws IOException {
    HttpRequest.Builder builder;
    try {
      builder = HttpRequest.newBuilder(request.url().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    for (Map.Entry<String, List<String>> header : request.allHeaders().entrySet()) {
      if (header.getValue() != null && !SET_HERE.contains(lowerCase(header.getKey()))) {
        builder.header(header.getKey(), String.join(", ", header.getValue()));
      }
    }
    BodyPublisher body = BodyPublishers.noBody();
    if (request.hasBody()) {
      try (InputStream in = request.body()) {
        body = BodyPublishers.ofByteArray(in == null ? new byte[0] : in.readAllBytes());
      }
      String type = request.contentType();
      builder.header("Content-Type", type == null ? "application/json" : type);
    }
    return builder.method(request.method(), body).build();
  }

  private static String lowerCase(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private GitHubConnectorResponse once(GitHubConnectorRequest request, HttpRequest sent) {
    HttpResponse<byte[]> response = exchange(sent);
    response.headers().firstValue("Date").flatMap(Wire::date).ifPresent(at -> serverTime = at);
    scopes = response.headers().firstValue("X-OAuth-Scopes").orElse(scopes);
    if (response.statusCode() >= 400) {
      throw Refusal.of(response, serverTime);
    }
    if (!isWhole(response)) {
      throw TrackerException.of(Failure.UNKNOWN, place(sent.uri()) + " sent half an answer");
    }
    return new Received(request, response);
  }

  /**
   * The client's own time-out ends with the head of the answer, so the body would be waited for
   * without end: this one is for all of it.
   */
  private HttpResponse<byte[]> exchange(HttpRequest sent) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        CLIENT.sendAsync(sent, BodyHandlers.ofByteArray());
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw TrackerException.of(
          Failure.UNKNOWN,
          place(sent.uri()) + " did not answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String why = cause.getMessage() == null ? "" : ": " + cause.getMessage();
      throw TrackerException.of(
          Failure.UNKNOWN,
          place(sent.uri())
              + " could not be reached ("
              + cause.getClass().getSimpleName()
              + why
              + ")");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw TrackerException.of(Failure.UNKNOWN, "interrupted");
    }
  }

  private static String place(URI uri) {
    return uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }

  /** JSON that is cut off is no answer, even if the protocol says that it is complete. */
  private static boolean isWhole(HttpResponse<byte[]> response) {
    byte[] body = response.body();
    String type = response.headers().firstValue("Content-Type").orElse("");
    boolean plain = response.headers().firstValue("Content-Encoding").isEmpty();
    if (body.length == 0 || !plain || !type.contains("json")) {
      return true;
    }
    int end = body.length - 1;
    while (end > 0 && body[end] <= ' ') {
      end--;
    }
    return (body[0] != '{' || body[end] == '}') && (body[0] != '[' || body[end] == ']');
  }

  static Optional<Instant> date(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static final class Received extends ByteArrayResponse {
    private final byte[] body;

    Received(GitHubConnectorRequest request, HttpResponse<byte[]> response) {
      super(request, response.statusCode(), response.headers().map());
      this.body = response.body();
    }

    @Override
    protected InputStream rawBodyStream() {
      return new ByteArrayInputStream(body);
    }
  }
}
