package examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The log of two pods of a Java service as JSON lines, in the field names of
 * logstash-logback-encoder.
 */
final class LogstashLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Map<String, Integer> LEVELS =
      Map.of("DEBUG", 10000, "INFO", 20000, "WARN", 30000, "ERROR", 40000);
  private static final String[] PODS = {"orders-api-0", "orders-api-1"};

  static final Instant FIRST_ERROR = Instant.parse("2025-02-09T10:05:23.112Z");
  static final Instant POOL_EXHAUSTED = Instant.parse("2025-02-09T10:15:30.214Z");

  private static final Instant SLOW_FROM = Instant.parse("2025-02-09T09:59:04Z");
  private static final Instant POOL_FREE_AGAIN = Instant.parse("2025-02-09T10:22:24Z");
  private static final Instant LAST_ERROR = Instant.parse("2025-02-09T10:34:28Z");

  private final SplittableRandom random;
  private final LogFile file = new LogFile();

  LogstashLog(long seed, Instant start, Instant end) {
    random = new SplittableRandom(seed);
    for (Instant at = start; at.isBefore(end); at = at.plusSeconds(1)) {
      everyday(at);
      mailRelay(at);
      if (!at.isBefore(SLOW_FROM) && at.isBefore(LAST_ERROR)) {
        slow(at);
      }
      if (at.isAfter(FIRST_ERROR) && at.isBefore(LAST_ERROR)) {
        failing(at);
      }
    }
    starts();
    timeout(FIRST_ERROR, "first-application-error");
    exhausted(POOL_EXHAUSTED, 7, "pool-exhausted");
  }

  LogFile.Rendered render() {
    return file.render();
  }

  private void everyday(Instant second) {
    int draw = random.nextInt(1000);
    Instant at = in(second);
    if (draw < 110) {
      int found = random.nextInt(60);
      ObjectNode line =
          line(
              at,
              "INFO",
              "com.acme.orders.search.OrderSearch",
              "Order search finished: " + found + " hits in " + (40 + random.nextInt(120)) + " ms");
      add(at, line, "");
    } else if (draw < 150) {
      String order = "ORD-" + (48100 + random.nextInt(800));
      add(at, line(at, "INFO", "com.acme.orders.OrderService", "Order " + order + " created"), "");
    } else if (draw < 158) {
      add(
          at,
          line(
              at,
              "WARN",
              "com.acme.orders.pricing.PriceClient",
              "Price service answered after " + (500 + random.nextInt(400)) + " ms, retrying once"),
          "");
    } else if (draw < 161) {
      add(
          at,
          line(
              at,
              "WARN",
              "com.acme.orders.web.RequestValidator",
              "Rejected request: field 'quantity' must be positive"),
          "");
    }
  }

  /** A job that has nothing to do with the incident, and fails two or three times an hour. */
  private void mailRelay(Instant second) {
    long minute = second.getEpochSecond() / 60;
    if (second.getEpochSecond() % 60 != 13 || Math.floorMod(minute, 26) != 4) {
      return;
    }
    Instant at = in(second);
    ObjectNode line =
        line(
            at,
            "ERROR",
            "com.acme.orders.mail.MailRelayJob",
            "Mail relay smtp-2.internal refused the connection, 1 message to accounting@acme.example stays queued");
    line.put("thread_name", "scheduling-1");
    line.put(
        "stack_trace",
        stack(
            "java.net.ConnectException: Connection refused",
            "java.base/sun.nio.ch.Net.pollConnect(Native Method)",
            "com.acme.orders.mail.MailRelayJob.run(MailRelayJob.java:58)"));
    add(at, line, "");
  }

  private void slow(Instant second) {
    double minutes = Duration.between(SLOW_FROM, second).toSeconds() / 60.0;
    if (random.nextInt(1000) < 20 + Math.min(80, minutes * 7)) {
      Instant at = in(second);
      int millis = (int) (1100 + minutes * 700 + random.nextInt(900));
      ObjectNode line =
          line(at, "WARN", "com.acme.orders.db.SlowQueryListener", "Slow query: " + millis + " ms");
      line.put("query", "order_search");
      line.put("duration_ms", millis);
      add(at, line, "");
    }
  }

  private void failing(Instant second) {
    if (second.isBefore(POOL_EXHAUSTED)) {
      if (second.isAfter(FIRST_ERROR.plusSeconds(3)) && random.nextInt(100) < 30) {
        timeout(in(second), "");
      }
      return;
    }
    if (second.isAfter(POOL_EXHAUSTED) && second.isBefore(POOL_FREE_AGAIN)) {
      for (int i = random.nextInt(3); i > 0; i--) {
        exhausted(in(second), 3 + random.nextInt(60), "");
      }
    } else if (second.isAfter(POOL_FREE_AGAIN)) {
      double left = Duration.between(second, LAST_ERROR).toSeconds() / 724.0;
      if (random.nextDouble() < 0.08 + 0.2 * left) {
        timeout(in(second), "");
      }
    }
  }

  private void timeout(Instant at, String mark) {
    ObjectNode line =
        line(
            at,
            "ERROR",
            "com.acme.orders.web.ApiExceptionHandler",
            "Request failed: GET /api/v1/orders/search");
    line.put("status", 504);
    line.put(
        "stack_trace",
        stack(
            "org.postgresql.util.PSQLException: ERROR: canceling statement due to statement timeout",
            "org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2725)",
            "com.acme.orders.search.OrderSearch.byCustomerNote(OrderSearch.java:71)",
            "com.acme.orders.web.OrderController.search(OrderController.java:112)"));
    add(at, line, mark);
  }

  private void exhausted(Instant at, int waiting, String mark) {
    ObjectNode line =
        line(at, "ERROR", "com.acme.orders.db.ConnectionProvider", "Connection pool exhausted");
    line.put("pool", "orders-pool");
    line.put("total", 20);
    line.put("in-use", 20);
    line.put("idle", 0);
    line.put("waiting", waiting);
    line.put(
        "stack_trace",
        stack(
            "java.sql.SQLTransientConnectionException: orders-pool - Connection is not available, request timed out after 5000ms (total=20, active=20, idle=0, waiting="
                + waiting
                + ")",
            "com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:686)",
            "com.acme.orders.db.ConnectionProvider.get(ConnectionProvider.java:44)",
            "com.acme.orders.search.OrderSearch.byCustomerNote(OrderSearch.java:66)"));
    add(at, line, mark);
  }

  /** Both deployments restart the pods; a start prints the configuration. */
  private void starts() {
    for (String version :
        new String[] {"2.3.0@2025-02-09T09:57:21.604Z", "2.3.1@2025-02-09T10:21:36.377Z"}) {
      int split = version.indexOf('@');
      Instant at = Instant.parse(version.substring(split + 1));
      add(
          at,
          line(
              at,
              "INFO",
              "com.acme.orders.OrdersApplication",
              "Starting OrdersApplication v" + version.substring(0, split)),
          "");
      Instant pool = at.plusMillis(2380);
      // A made-up password: what a configuration dump leaks, and redaction must take out.
      add(
          pool,
          line(
              pool,
              "INFO",
              "com.zaxxer.hikari.HikariDataSource",
              "orders-pool - Starting with jdbcUrl=postgresql://orders_app:Ex4mple-Passw0rd@db-1.internal:5432/orders maximumPoolSize=20"),
          "");
      Instant up = at.plusMillis(8112);
      add(
          up,
          line(
              up,
              "INFO",
              "com.acme.orders.OrdersApplication",
              "Started OrdersApplication in 8.1 seconds"),
          "");
    }
  }

  private ObjectNode line(Instant at, String level, String logger, String message) {
    return Json.object(
        "@timestamp",
        TIME.format(at),
        "@version",
        "1",
        "message",
        message,
        "logger_name",
        logger,
        "thread_name",
        "http-nio-8080-exec-" + (1 + random.nextInt(24)),
        "level",
        level,
        "level_value",
        LEVELS.getOrDefault(level, 20000),
        "service",
        "orders-api",
        "host",
        PODS[random.nextInt(PODS.length)],
        "trace_id",
        String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong()));
  }

  private void add(Instant at, ObjectNode line, String mark) {
    // The collector merges two pods: a few lines overtake each other.
    Instant written = random.nextInt(100) < 4 ? at.plusMillis(700 + random.nextInt(1500)) : at;
    if (mark.isEmpty()) {
      file.add(written, Json.compact(line));
    } else {
      file.mark(at, Json.compact(line), mark);
    }
  }

  private Instant in(Instant second) {
    return second.plusMillis(random.nextInt(1000));
  }

  private static String stack(String exception, String... frames) {
    return exception + "\n\tat " + String.join("\n\tat ", frames) + "\n";
  }
}
