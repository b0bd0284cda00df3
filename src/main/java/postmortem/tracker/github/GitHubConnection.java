package postmortem.tracker.github;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.Pace;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/** GitHub with a token: gives out its repositories. One for a whole run; not thread-safe. */
public final class GitHubConnection {

  /** The API of github.com; that of an Enterprise Server ends in {@code /api/v3}. */
  public static final String API = "https://api.github.com";

  /** Until when an answer has to be there. */
  public static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final String token;
  private final GitHub github;
  private final Wire wire;
  private final Pace pace;
  private @Nullable String login;
  private boolean askedForLogin;

  /**
   * A connection that nothing was asked on.
   *
   * @param api address of the API
   * @param token of a person or an app
   * @param timeout until when each answer has to be there
   * @param pace of the run
   * @param clock for times before the server has told its own
   */
  public GitHubConnection(String api, String token, Duration timeout, Pace pace, Clock clock) {
    this.token = token;
    this.wire = new Wire(timeout, pace, clock);
    this.pace = pace;
    try {
      this.github =
          new GitHubBuilder()
              .withEndpoint(api)
              .withOAuthToken(token)
              .withConnector(wire)
              .withRateLimitHandler(GitHubRateLimitHandler.FAIL)
              .withAbuseLimitHandler(GitHubAbuseLimitHandler.FAIL)
              .build();
    } catch (IOException e) {
      throw TrackerException.of(Failure.UNKNOWN, "no connection to " + api + ": " + e.getMessage());
    }
  }

  /** The issues of a repository, {@code owner/name}. */
  public IssueTracker repository(String name) {
    return new GitHubTracker(this, name);
  }

  /** The library's own entrance, for what else there is besides issues. */
  public GitHub github() {
    return github;
  }

  /**
   * The scopes of a classic token, once something was asked; empty for fine-grained tokens and
   * those of apps, about which GitHub is silent.
   */
  public Optional<Set<String>> scopes() {
    return Optional.ofNullable(wire.scopes())
        .map(
            text ->
                List.of(text.split(",", -1)).stream()
                    .map(String::strip)
                    .filter(scope -> !scope.isEmpty())
                    .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** How fast the run goes. */
  public Pace pace() {
    return pace;
  }

  /** What the library has no name for. */
  GitHubConnectorResponse get(URL url) throws IOException {
    return wire.send(
        new PlainRequest(
            url,
            Map.of(
                "Accept", List.of("application/vnd.github+json"),
                "Authorization", List.of("token " + token))));
  }

  /** A request that reads. */
  private record PlainRequest(URL url, Map<String, List<String>> allHeaders)
      implements GitHubConnectorRequest {
    @Override
    public String method() {
      return "GET";
    }

    @Override
    public @Nullable String header(String name) {
      List<String> values = allHeaders.get(name);
      return values == null ? null : values.get(0);
    }

    @Override
    public @Nullable String contentType() {
      return null;
    }

    @Override
    public @Nullable InputStream body() {
      return null;
    }

    @Override
    public boolean hasBody() {
      return false;
    }
  }

  Wire wire() {
    return wire;
  }

  /** Asked once: a token does not change hands within a run. */
  Optional<String> login() {
    if (!askedForLogin) {
      try {
        login = Calls.get(() -> github.getMyself().getLogin());
      } catch (TrackerException e) {
        // Tokens of apps may not ask who they are.
        if (e.failure() != Failure.FORBIDDEN && e.failure() != Failure.MISSING) {
          throw e;
        }
      }
      askedForLogin = true;
    }
    return Optional.ofNullable(login);
  }
}
