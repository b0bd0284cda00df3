package postmortem.workflow;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.publish.RepositoryName;
import postmortem.publish.Waiting;
import postmortem.tracker.Pace;
import postmortem.tracker.TrackerException;
import postmortem.tracker.github.GitHubConnection;

/**
 * How GitHub is reached for a clone, from the environment with the meaning that GitHub Actions
 * gives it, and from the address of the remote.
 *
 * @param api address of the API
 * @param token as given
 * @param repository where pull requests are opened
 */
public record GitHubAccess(String api, String token, RepositoryName repository) {

  /** Longest that a run is still because of limits. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** The token, if the environment has one. */
  public static Optional<String> token(Map<String, String> variables) {
    return Optional.ofNullable(variables.get("GITHUB_TOKEN"))
        .map(String::strip)
        .filter(token -> !token.isEmpty());
  }

  /** The token, or exit code 2. */
  public static String requiredToken(Map<String, String> variables) {
    return token(variables)
        .orElseThrow(
            () ->
                DiagnosticException.usage(
                    Diagnostic.error("PM-W030", "GITHUB_TOKEN is not set")
                        .helping(
                            "set it to a token that may write contents and pull requests of the"
                                + " repository")));
  }

  /**
   * Puts together what is known.
   *
   * @param host of the remote; null for a folder of this machine
   * @param named the repository that the remote's address names
   */
  public static GitHubAccess of(
      Map<String, String> variables, @Nullable String host, Optional<RepositoryName> named) {
    Optional<RepositoryName> stated =
        Optional.ofNullable(variables.get("GITHUB_REPOSITORY")).flatMap(RepositoryName::parse);
    // A remote at another place than the server, such as a mirror, does not name the repository.
    boolean atServer = host != null && host.equalsIgnoreCase(serverHost(variables, host));
    RepositoryName repository =
        (atServer ? named.or(() -> stated) : stated.or(() -> named))
            .orElseThrow(
                () ->
                    DiagnosticException.usage(
                        Diagnostic.error(
                                "PM-W031", "the address of origin does not name a repository")
                            .helping("set GITHUB_REPOSITORY to owner/name")));
    return new GitHubAccess(api(variables, host), requiredToken(variables), repository);
  }

  private static String serverHost(Map<String, String> variables, String otherwise) {
    String server = variables.get("GITHUB_SERVER_URL");
    if (server == null || server.isBlank()) {
      return variables.containsKey("GITHUB_REPOSITORY") ? "github.com" : otherwise;
    }
    return String.valueOf(URI.create(server.strip()).getHost());
  }

  /** The API that the environment names, else the one of the server, else of the remote's host. */
  public static String api(Map<String, String> variables, @Nullable String host) {
    String api = variables.get("GITHUB_API_URL");
    if (api != null && !api.isBlank()) {
      return api.strip().replaceAll("/+$", "");
    }
    String server = variables.get("GITHUB_SERVER_URL");
    String at = server == null || server.isBlank() ? null : URI.create(server.strip()).getHost();
    if (at == null && host != null && host.matches("(?i)[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z]{2,}")) {
      // A name without a dot is an alias in somebody's ssh configuration.
      at = host;
    }
    return at == null || at.toLowerCase(Locale.ROOT).matches("(ssh\\.|www\\.)?github\\.com")
        ? GitHubConnection.API
        : "https://" + at + "/api/v3";
  }

  /** How fast a run goes that says why it waits. */
  public static Pace pace(Session session, Consumer<String> say, Pace.Sleeper sleeper) {
    return new Pace(session.clock(), sleeper, PATIENCE, line -> say.accept(line + "\n"));
  }

  /** The same limits for what is asked of Git. */
  public static Waiting waiting(Pace pace) {
    return (why, asked) -> {
      try {
        pace.waitOut(TrackerException.slowDown(why, asked == null ? Pace.UNTOLD : asked));
        return true;
      } catch (TrackerException e) {
        // It asks for more than a run waits; the refusal itself says what to do.
        return false;
      }
    };
  }

  /** A connection that goes at that pace. */
  public GitHubConnection connect(Session session, Pace pace, Duration timeout) {
    return new GitHubConnection(api, token, timeout, pace, session.clock());
  }
}
