package postmortem.log.summary;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stack traces of common languages tell: the exception, and the service's own frame. */
final class StackTrace {

  private static final Pattern EXCEPTION =
      Pattern.compile(
          "(?m)(?:^|[\\s\"])((?:[A-Za-z_$][\\w$]*\\.)*[A-Z][\\w$]*(?:Exception|Error|Fault))(?=[:\\s\"\\\\]|$)");

  private static final Pattern JAVA =
      Pattern.compile(
          "\\bat ((?:[\\w$]+\\.)+)[\\w$<>]+\\(([\\w$]+\\.(?:java|kt|scala|groovy|clj)):(\\d+)\\)");
  private static final Pattern PYTHON =
      Pattern.compile("File \\\\?\"([^\"\\\\]+)\\\\?\", line (\\d+)");
  private static final Pattern DOT_NET =
      Pattern.compile(" in ([^\\s:]+(?::\\\\[^:]+)?\\.(?:cs|fs|vb)):line (\\d+)");
  private static final Pattern OTHERS =
      Pattern.compile(
          "((?:[\\w.@~-]*/)*[\\w.@~-]+\\.(?:tsx?|jsx?|mjs|cjs|go|rb|php|rs|exs?|cc?|cpp|py|java|kt|scala|cs|swift)):(\\d+)");

  /** Frames of languages and of libraries. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "node_modules/|^node:|internal/|site-packages/|dist-packages/|/lib/python|/gems/|/usr/|/vendor/|/rustc/"
              + "|/go/src/|/pkg/mod/|^runtime/|^net/http/"
              + "|^(?:java|javax|jakarta|jdk|sun|com/sun|kotlin|kotlinx|scala|groovy|clojure"
              + "|org/(?:springframework|apache|hibernate|postgresql|eclipse|jboss|slf4j|junit|mariadb|h2)"
              + "|com/(?:zaxxer|mysql|fasterxml|google|mongodb|amazonaws|microsoft)"
              + "|io/(?:netty|vertx|micrometer|grpc|lettuce|micronaut|quarkus|undertow)|redis/clients|reactor|okhttp3"
              + "|akka|feign|ch/qos)/");

  private StackTrace() {}

  /** The class of the first exception named; null when none is. */
  static @Nullable String exception(String text) {
    Matcher matcher = EXCEPTION.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }

  /**
   * The first frame of the service's own code, as {@code path:line}; of the code that its logger
   * names if there is one.
   *
   * @param logger as the record names it; null when it does not
   */
  static @Nullable String ownCode(String text, @Nullable String logger) {
    String own = home(logger);
    String first = null;
    Matcher java = JAVA.matcher(text);
    while (java.find()) {
      String type = java.group(1).replace('.', '/');
      String folder = type.substring(0, type.lastIndexOf('/', type.length() - 2) + 1);
      String place = folder + java.group(2) + ":" + java.group(3);
      if (own != null && place.startsWith(own)) {
        return place;
      }
      if (first == null && !FOREIGN.matcher(place).find()) {
        first = place;
      }
    }
    if (first != null) {
      return first;
    }
    String last = null;
    Matcher python = PYTHON.matcher(text);
    while (python.find()) {
      if (!FOREIGN.matcher(python.group(1)).find()) {
        // Python writes the innermost frame last.
        last = python.group(1) + ":" + python.group(2);
      }
    }
    if (last != null) {
      return last;
    }
    for (Pattern pattern : new Pattern[] {DOT_NET, OTHERS}) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        if (!FOREIGN.matcher(matcher.group(1)).find()) {
          return matcher.group(1) + ":" + matcher.group(2);
        }
      }
    }
    return null;
  }

  /** The first two parts of a logger's package: {@code com/acme/}. */
  private static @Nullable String home(@Nullable String logger) {
    if (logger == null) {
      return null;
    }
    String[] parts = logger.split("\\.", -1);
    return parts.length > 2 ? parts[0] + "/" + parts[1] + "/" : null;
  }
}
