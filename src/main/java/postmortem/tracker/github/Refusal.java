package postmortem.tracker.github;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.tracker.Pace;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/**
 * Reads an answer with a status of 400 or more. A 403 has two meanings: not allowed, or slow down,
 * which is told by a header or, for secondary limits, only in the text (GitHub's "Best practices
 * for using the REST API").
 */
final class Refusal {

  private static final int LONGEST = 200;
  private static final Pattern MESSAGE =
      Pattern.compile("\"message\"\\s*:\\s*\"([^\"\\\\]{1,400})");
  private static final Pattern FIELD =
      Pattern.compile("\"(?:field|code)\"\\s*:\\s*\"([a-z_]{1,40})");
  private static final Pattern WORD_OF_BODY = Pattern.compile("(?i)(title|body) is too long");

  private Refusal() {}

  static TrackerException of(HttpResponse<byte[]> response, Instant serverTime) {
    int status = response.statusCode();
    String text = new String(response.body(), StandardCharsets.UTF_8);
    Matcher said = MESSAGE.matcher(text);
    String message = said.find() ? Objects.requireNonNull(said.group(1)) : "";
    String what = "GitHub answers " + status + (message.isEmpty() ? "" : ": " + shortened(message));
    if (status == 429 || (status == 403 && isLimit(response, text))) {
      return TrackerException.slowDown(what, patience(response, serverTime));
    }
    return switch (status) {
      case 401 -> TrackerException.of(Failure.TOKEN, what);
      case 403, 451 -> TrackerException.of(Failure.FORBIDDEN, what + lacking(response));
      case 404 -> TrackerException.of(Failure.MISSING, what + lacking(response));
      case 410 -> TrackerException.of(Failure.GONE, what);
      case 400, 413, 422 -> TrackerException.invalid(what + named(text), fields(text));
      default -> TrackerException.of(Failure.UNKNOWN, what);
    };
  }

  /** What the token has and what it would need, as far as GitHub's headers tell. */
  private static String lacking(HttpResponse<byte[]> response) {
    String permissions = header(response, "X-Accepted-GitHub-Permissions");
    if (!permissions.isEmpty()) {
      return "; the token needs " + permissions;
    }
    String needed = header(response, "X-Accepted-OAuth-Scopes");
    if (needed.isEmpty()) {
      return "";
    }
    String scopes = header(response, "X-OAuth-Scopes");
    Set<String> enough = words(needed);
    enough.retainAll(words(scopes));
    return enough.isEmpty()
        ? "; the token has the scopes: "
            + (scopes.isEmpty() ? "none" : scopes)
            + "; it needs one of: "
            + needed
        : "";
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return shortened(response.headers().firstValue(name).orElse("").strip());
  }

  private static Set<String> words(String list) {
    Set<String> words = new TreeSet<>(List.of(list.split("[,\\s]+", -1)));
    words.remove("");
    return words;
  }

  /** What exactly is not acceptable, in GitHub's words. */
  private static String named(String text) {
    Set<String> fields = fields(text);
    return fields.isEmpty() ? "" : " (" + String.join(", ", fields) + ")";
  }

  private static boolean isLimit(HttpResponse<byte[]> response, String text) {
    String words = text.toLowerCase(Locale.ROOT);
    return response.headers().firstValue("Retry-After").isPresent()
        || response.headers().firstValue("X-RateLimit-Remaining").orElse("").strip().equals("0")
        || words.contains("secondary rate limit")
        || words.contains("abuse detection")
        || words.contains("rate limit exceeded");
  }

  private static Duration patience(HttpResponse<byte[]> response, Instant serverTime) {
    Optional<String> after = response.headers().firstValue("Retry-After");
    if (after.isPresent()) {
      Optional<Long> seconds = number(after.get());
      if (seconds.isPresent()) {
        return Duration.ofSeconds(Math.max(1, seconds.get()));
      }
      Optional<Instant> until = Wire.date(after.get());
      if (until.isPresent()) {
        return atLeastOne(Duration.between(serverTime, until.get()));
      }
    }
    boolean none =
        response.headers().firstValue("X-RateLimit-Remaining").orElse("").strip().equals("0");
    Optional<Long> reset =
        response.headers().firstValue("X-RateLimit-Reset").flatMap(Refusal::number);
    if (none && reset.isPresent()) {
      Instant until = Instant.ofEpochSecond(reset.get());
      return atLeastOne(Duration.between(serverTime, until).plusSeconds(1));
    }
    return Pace.UNTOLD;
  }

  private static Duration atLeastOne(Duration duration) {
    return duration.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : duration;
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Set<String> fields(String text) {
    Set<String> fields = new TreeSet<>();
    Matcher field = FIELD.matcher(text);
    while (field.find()) {
      fields.add(Objects.requireNonNull(field.group(1)));
    }
    Matcher word = WORD_OF_BODY.matcher(text);
    while (word.find()) {
      fields.add(Objects.requireNonNull(word.group(1)).toLowerCase(Locale.ROOT));
    }
    return fields;
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "\u2026";
  }
}
