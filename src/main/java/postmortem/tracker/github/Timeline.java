package postmortem.tracker.github;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * The timeline of an issue, which the library does not read. An event that a pull request closed
 * the issue names no commit; the pull request is in the timeline as one that refers to the issue,
 * and was merged at the moment when the issue was closed.
 */
final class Timeline {

  private static final int MOST_PAGES = 10;
  private static final Duration AT_ONCE = Duration.ofMinutes(1);

  // Quotes inside of texts are escaped in JSON, so no text of people can look like these.
  private static final Pattern PULL = Pattern.compile("\"pull_request\"\\s*:\\s*\\{([^{}]*)\\}");
  private static final Pattern ADDRESS = Pattern.compile("\"html_url\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern MERGED = Pattern.compile("\"merged_at\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>;\\s*rel=\"next\"");

  private Timeline() {}

  /**
   * The address of the pull request whose merge closed an issue, if one did.
   *
   * @param issue address of the issue in the API
   */
  static Optional<String> closer(GitHubConnection connection, URL issue, Instant closed)
      throws IOException {
    URL page = URI.create(issue + "/timeline?per_page=100").toURL();
    Optional<String> found = Optional.empty();
    for (int pages = 0; page != null && pages < MOST_PAGES; pages++) {
      try (GitHubConnectorResponse response = connection.get(page);
          InputStream in = response.bodyStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Optional<String> here = in(text, closed);
        found = here.isPresent() ? here : found;
        page = next(response.header("Link"));
      }
    }
    return found;
  }

  private static Optional<String> in(String text, Instant closed) {
    Optional<String> found = Optional.empty();
    Matcher pull = PULL.matcher(text);
    while (pull.find()) {
      String fields = Objects.requireNonNull(pull.group(1));
      Matcher address = ADDRESS.matcher(fields);
      Matcher merged = MERGED.matcher(fields);
      if (address.find()
          && merged.find()
          && isAtOnce(Objects.requireNonNull(merged.group(1)), closed)) {
        found = Optional.ofNullable(address.group(1));
      }
    }
    return found;
  }

  private static boolean isAtOnce(String merged, Instant closed) {
    try {
      return Duration.between(Instant.parse(merged), closed).abs().compareTo(AT_ONCE) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static @Nullable URL next(@Nullable String link) throws IOException {
    Matcher next = NEXT.matcher(link == null ? "" : link);
    return next.find() ? URI.create(next.group(1)).toURL() : null;
  }
}
