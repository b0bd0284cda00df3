package examples;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The access log of one nginx host in the combined format, with the host's local time and offset.
 * Workers flush their buffers at different moments, so some lines stand a few seconds late in the
 * file.
 */
final class NginxAccessLog {
  private static final ZoneId HOST_ZONE = ZoneId.of("Europe/Berlin");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(HOST_ZONE);
  private static final String[] AGENTS = {
    "okhttp/4.12.0",
    "ShopApp/5.2 (iPhone; iOS 18.2)",
    "ShopApp/5.2 (Android 14)",
    "Mozilla/5.0 (X11; Linux x86_64) Firefox/134.0",
  };
  private static final String[] NETWORKS = {"198.51.100.", "203.0.113.", "192.0.2.", "10.44.7."};
  private static final String[] WORDS = {
    "gift", "backorder", "invoice", "express", "return", "bulk"
  };

  /**
   * How many requests of each kind there are, its size, and how much it suffers while the database
   * is slow.
   */
  private enum Request {
    ORDER(22, 1412, 1.0, "GET /api/v1/orders/%d", 200),
    OPEN_ORDERS(8, 5230, 1.3, "GET /api/v1/orders?status=open&page=%d", 200),
    SEARCH(12, 3120, 3.0, "GET /api/v1/orders/search?q=%s", 200),
    CREATE(6, 611, 1.0, "POST /api/v1/orders", 201),
    STATUS(2, 214, 1.0, "PUT /api/v1/orders/%d/status", 204),
    CUSTOMER_ORDERS(4, 2840, 2.0, "GET /api/v1/customers/%d/orders", 200),
    PRODUCT(14, 982, 0.3, "GET /api/v1/products/%d", 200),
    CATEGORY(6, 4410, 0.3, "GET /api/v1/products?category=%d", 200),
    CART(8, 733, 0.5, "GET /api/v1/cart", 200),
    ADD_TO_CART(4, 356, 0.5, "POST /api/v1/cart/items", 201),
    REMOVE_FROM_CART(1, 0, 0.5, "DELETE /api/v1/cart/items/%d", 204),
    PRICE(5, 188, 0.2, "GET /api/v1/prices/SKU-%d", 200),
    SESSION(2, 520, 0.3, "POST /api/v1/sessions", 200),
    INVOICE(1, 48211, 0.8, "GET /api/v1/invoices/%d.pdf", 200),
    SCRIPT(3, 184220, 0, "GET /static/app.7f3c9d.js", 200),
    STYLE(1, 20144, 0, "GET /static/app.css", 304),
    ICON(1, 1150, 0, "GET /favicon.ico", 200);

    private static final int TOTAL = total();

    private final int weight;
    private final int size;
    private final double suffers;
    private final String target;
    private final int status;

    Request(int weight, int size, double suffers, String target, int status) {
      this.weight = weight;
      this.size = size;
      this.suffers = suffers;
      this.target = target;
      this.status = status;
    }

    private static int total() {
      int total = 0;
      for (Request request : values()) {
        total += request.weight;
      }
      return total;
    }

    static Request draw(SplittableRandom random) {
      int left = random.nextInt(TOTAL);
      for (Request request : values()) {
        left -= request.weight;
        if (left < 0) {
          return request;
        }
      }
      return ORDER;
    }

    String target(SplittableRandom random) {
      double skewed = StrictMath.pow(random.nextInt(100) / 100.0, 3);
      return switch (this) {
        case SEARCH -> String.format(Locale.ROOT, target, WORDS[random.nextInt(WORDS.length)]);
        case OPEN_ORDERS -> String.format(Locale.ROOT, target, 1 + (int) (skewed * 9));
        case CATEGORY -> String.format(Locale.ROOT, target, 11 + (int) (skewed * 20));
        default ->
            target.contains("%d")
                ? String.format(Locale.ROOT, target, 48100 + (int) (skewed * 800))
                : target;
      };
    }
  }

  private final SplittableRandom random;
  private final LogFile file = new LogFile();
  private final Instant start;
  private final int[] requests;
  private final int[] failures;
  private final Instant firstFailure;
  private final Instant lastFailure;

  NginxAccessLog(long seed, Instant start, Instant end, Instant firstFailure, Instant lastFailure) {
    this.random = new SplittableRandom(seed);
    this.start = start;
    int seconds = (int) Duration.between(start, end).toSeconds();
    this.requests = new int[seconds];
    this.failures = new int[seconds];
    this.firstFailure = firstFailure;
    this.lastFailure = lastFailure;
    for (int second = 0; second < seconds; second++) {
      fill(second);
    }
  }

  LogFile.Rendered render() {
    return file.render();
  }

  /**
   * Share of 5xx among the requests (probes left out) of the 30 seconds that end with an instant.
   */
  double errorRatio(Instant at) {
    int to = (int) Duration.between(start, at).toSeconds();
    int all = 0;
    int failed = 0;
    for (int second = Math.max(0, to - 30); second < Math.min(to, requests.length); second++) {
      all += requests[second];
      failed += failures[second];
    }
    return all == 0 ? 0 : (double) failed / all;
  }

  private void fill(int second) {
    Instant at = start.plusSeconds(second);
    double wave = 1.2 * StrictMath.sin(second / 1700.0);
    int count = (int) Math.round(18.1 + wave + random.nextInt(5) - 2);
    for (int i = 0; i < count; i++) {
      customer(second, at);
    }
    long clock = at.getEpochSecond();
    if (clock % 5 == 0) {
      String probe =
          line("10.20.0." + (2 + clock / 5 % 2), at, "GET /healthz", 200, 2, "kube-probe/1.29");
      write(at, probe);
    }
    if (clock % 37 == 0) {
      crawler(second, at);
    }
    if (at.isAfter(Instant.parse("2025-02-09T10:09:02Z"))
        && at.isBefore(Instant.parse("2025-02-09T10:20:10Z"))) {
      retryStorm(second, at);
    }
    if (at.equals(firstFailure)) {
      String line =
          line("198.51.100.23", at, "GET /api/v1/orders/search?q=gift", 504, 167, AGENTS[0]);
      requests[second]++;
      failures[second]++;
      file.mark(at, line, "first-5xx");
    }
  }

  private void customer(int second, Instant at) {
    Request request = Request.draw(random);
    String target = request.target(random);
    int size = request.size == 0 ? 0 : request.size + Math.floorMod(target.hashCode(), 23) * 7;
    int status = request.status;
    int noise = random.nextInt(1000);
    if (noise < 6) {
      status = noise < 3 ? 404 : 401;
      size = 153;
    }
    double failing = failing(at) * request.suffers;
    if (failing > 0 && random.nextDouble() < failing) {
      status = failure(at);
      size = status == 504 ? 167 : 190;
      failures[second]++;
    } else if (failing > 0 && random.nextDouble() < failing / 4) {
      // Customers who left before an answer came: their own status, and not a failure of ours.
      status = 499;
      size = 0;
    }
    requests[second]++;
    String client =
        NETWORKS[random.nextInt(NETWORKS.length)] + (10 + random.nextInt(12) * random.nextInt(12));
    write(
        at,
        line(
            client,
            at,
            target,
            status,
            size,
            AGENTS[Math.floorMod(client.hashCode(), AGENTS.length)]));
  }

  private void crawler(int second, Instant at) {
    String target = at.getEpochSecond() % 2 == 0 ? "GET /robots.txt" : "GET /sitemap.xml";
    requests[second]++;
    write(at, line("203.0.113.201", at, target, 200, 68, "ExampleBot/2.1 (+https://bot.example)"));
  }

  /** One import job that tries again at once, several times a second. */
  private void retryStorm(int second, Instant at) {
    int count = 4 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      boolean failed = random.nextInt(10) < 7;
      requests[second]++;
      failures[second] += failed ? 1 : 0;
      String line =
          line(
              "203.0.113.77",
              at,
              "POST /api/v1/orders/import",
              failed ? failure(at) : 202,
              failed ? 190 : 88,
              "python-requests/2.31.0");
      write(at, line);
    }
  }

  private int failure(Instant at) {
    int draw = random.nextInt(10);
    if (at.isBefore(Instant.parse("2025-02-09T10:15:30Z"))) {
      return draw < 8 ? 504 : 500;
    }
    return draw < 6 ? 503 : draw < 9 ? 504 : 500;
  }

  /**
   * Chance of a failure for an average request: none outside the incident, then along the points of
   * the story.
   */
  private double failing(Instant at) {
    if (at.isBefore(firstFailure.plusSeconds(4)) || at.isAfter(lastFailure)) {
      return 0;
    }
    double[][] points = {
      {0, 0.015},
      {25, 0.05},
      {120, 0.08},
      {300, 0.13},
      {606, 0.24},
      {1000, 0.28},
      {1010, 0.22},
      {1200, 0.14},
      {1500, 0.09},
      {1800, 0.07},
    };
    double x = Duration.between(firstFailure, at).toSeconds();
    for (int i = 1; i < points.length; i++) {
      if (x <= points[i][0]) {
        double part = (x - points[i - 1][0]) / (points[i][0] - points[i - 1][0]);
        return points[i - 1][1] + part * (points[i][1] - points[i - 1][1]);
      }
    }
    return points[points.length - 1][1];
  }

  private void write(Instant at, String line) {
    boolean late = random.nextInt(100) < 2;
    file.add(late ? at.plusSeconds(1 + random.nextInt(4)) : at, line);
  }

  private static String line(
      String client, Instant at, String target, int status, int size, String agent) {
    return client
        + " - - ["
        + TIME.format(at)
        + "] \""
        + target
        + " HTTP/1.1\" "
        + status
        + " "
        + size
        + " \"-\" \""
        + agent
        + "\"";
  }
}
