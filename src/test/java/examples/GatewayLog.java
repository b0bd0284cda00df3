package examples;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The log of an API gateway in logfmt: health checks, a sample of the requests, and every upstream
 * failure.
 */
final class GatewayLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String[] ROUTES = {"login", "orders", "search", "users"};

  private final SplittableRandom random;
  private final LogFile file = new LogFile();

  GatewayLog(long seed, Instant start, Instant end, List<PinoLog.Failure> failures) {
    random = new SplittableRandom(seed);
    for (Instant at = start; at.isBefore(end); at = at.plusSeconds(1)) {
      everyday(at);
    }
    for (PinoLog.Failure failure : failures) {
      Instant at = failure.at().plusMillis(2 + random.nextInt(9));
      String taken =
          String.format(Locale.ROOT, "%d.%dms", 4 + random.nextInt(20), random.nextInt(10));
      add(
          at,
          "error",
          "\"upstream answered with an error\" route=users method=GET path=/users/"
              + failure.user()
              + " status=500 upstream=users-1:3000 duration="
              + taken
              + " request_id="
              + failure.request());
    }
  }

  LogFile.Rendered render() {
    return file.render();
  }

  private void everyday(Instant second) {
    Instant at = second.plusMillis(random.nextInt(1000));
    long clock = second.getEpochSecond();
    if (clock % 10 == 0) {
      for (int host = 1; host <= 3; host++) {
        add(
            at.plusMillis(host),
            "debug",
            "\"health check passed\" upstream=users-"
                + host
                + ":3000 path=/healthz status=200 duration=1.2ms");
      }
    }
    if (random.nextInt(100) < 22) {
      String route = ROUTES[random.nextInt(ROUTES.length)];
      add(
          at,
          "info",
          "\"request sampled\" route="
              + route
              + " method=GET path=/"
              + route
              + "/"
              + (8000 + random.nextInt(2400))
              + " status=200 upstream="
              + (route.equals("users")
                  ? "users-" + (2 + random.nextInt(2)) + ":3000"
                  : route + "-1:3000")
              + " duration="
              + (20 + random.nextInt(130))
              + "ms sample_rate=0.01");
    }
    if (random.nextInt(1000) < 6) {
      add(
          at,
          "warn",
          "\"rate limit reached\" client=203.0.113."
              + random.nextInt(60)
              + " route=search limit=50 window=10s status=429");
    }
    if (clock % 1700 == 300) {
      add(
          at,
          "error",
          "\"upstream answered with an error\" route=reports method=GET path=/reports/daily.csv status=502 upstream=reports-1:3000 duration=30001ms");
    }
    if (clock % 1800 == 77) {
      add(at, "info", "\"certificate checked\" host=api.accounts.example days_left=41");
    }
  }

  private void add(Instant at, String level, String rest) {
    file.add(at, "time=" + TIME.format(at) + " level=" + level + " component=gateway msg=" + rest);
  }
}
