package examples;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * 2025-02-09: a release with an unindexed query uses up the connection pool of an order service.
 */
final class ConnectionPoolIncident {
  static final String NAME = "api-connection-pool";

  private static final String DAY = "2025-02-09T";
  private static final Instant START = at("08:00:00");
  private static final Instant END = at("11:00:00");
  static final Instant DEPLOYED = at("09:58:00");
  private static final Instant FIRST_5XX = at("10:05:23");
  static final Instant ALERT = at("10:06:45");
  static final Instant PAGE = at("10:08:12");
  static final Instant ACKNOWLEDGED = at("10:12:00");
  private static final Instant POOL_EXHAUSTED = LogstashLog.POOL_EXHAUSTED;
  static final Instant CACHE_DEPLOYED = at("10:22:10");
  private static final Instant LAST_5XX = at("10:34:29");
  static final Instant NORMAL = at("10:35:00");
  static final Instant RESOLVED = at("10:40:00");

  private final EvidenceFolder folder = new EvidenceFolder(NAME);

  private ConnectionPoolIncident() {}

  static EvidenceFolder build() throws IOException {
    ConnectionPoolIncident incident = new ConnectionPoolIncident();
    new ConnectionPoolChanges(incident.folder).put();
    incident.logs();
    ConnectionPoolAlerts alerts = new ConnectionPoolAlerts(incident.folder);
    alerts.putAlerts();
    alerts.putPage();
    ConnectionPoolChat.putInto(incident.folder);
    return incident.folder;
  }

  static Instant at(String time) {
    return Instant.parse(DAY + time + "Z");
  }

  private void logs() {
    NginxAccessLog access = new NginxAccessLog(20250209, START, END, FIRST_5XX, LAST_5XX);
    LogFile.Rendered nginx = access.render();
    folder.put("nginx/edge-1.access.log.gz", new EvidenceFolder.Gzip(nginx.text()));
    folder.fact(
        Fact.atLine(
            "first-5xx",
            FIRST_5XX,
            "First 5xx answer in the access log",
            "nginx/edge-1.access.log.gz",
            nginx.lineOf("first-5xx"),
            "[09/Feb/2025:11:05:23 +0100] \"GET /api/v1/orders/search?q=gift HTTP/1.1\" 504"));
    LogFile.Rendered app = new LogstashLog(2025020901, START, END).render();
    folder.put("orders-api/app.jsonl", new EvidenceFolder.Text(app.text()));
    folder.fact(
        Fact.atLine(
            "pool-exhausted",
            POOL_EXHAUSTED,
            "Connection pool exhausted: 20 of 20 connections in use",
            "orders-api/app.jsonl",
            app.lineOf("pool-exhausted"),
            "Connection pool exhausted"));
    LogFile.Rendered database = new PostgresLog(2025020902, START, END).render();
    folder.put("postgres/db-1.log", new EvidenceFolder.Text(database.text()));
    metrics(access);
  }

  private void metrics(NginxAccessLog access) {
    PrometheusRange errors = new PrometheusRange(START, END, Duration.ofSeconds(15));
    errors.series(
        Json.object("__name__", "job:http_requests:error_ratio_rate30s", "job", "orders-api"),
        access::errorRatio);
    folder.put("prometheus/error-ratio.json", new EvidenceFolder.Text(errors.render()));
    folder.fact(
        Fact.atPointer(
            "error-rate-normal",
            NORMAL,
            "Error ratio back to normal",
            "prometheus/error-ratio.json",
            errors.pointer(0, NORMAL),
            "\"0\""));
    Wobble wobble = new Wobble(77);
    PrometheusRange latency = new PrometheusRange(START, END, Duration.ofSeconds(15));
    latency.series(
        Json.object(
            "__name__", "job:http_request_duration_seconds:p95_rate1m", "job", "orders-api"),
        at -> wobble.around(latency(at), 0.06));
    folder.put("prometheus/latency-p95.json", new EvidenceFolder.Text(latency.render()));
    PrometheusRange pool = new PrometheusRange(START, END, Duration.ofSeconds(15));
    for (String pod : List.of("orders-api-0", "orders-api-1")) {
      pool.series(
          Json.object(
              "__name__",
              "hikaricp_connections_active",
              "job",
              "orders-api",
              "pod",
              pod,
              "pool",
              "orders-pool"),
          at -> Math.min(20, Math.rint(wobble.around(connections(at), 0.25))));
    }
    folder.put("prometheus/pool-connections-active.json", new EvidenceFolder.Text(pool.render()));
  }

  private static double latency(Instant at) {
    if (at.isBefore(FIRST_5XX) || !at.isBefore(NORMAL)) {
      return 0.182;
    }
    return at.isBefore(CACHE_DEPLOYED) ? 4.8 : 2.1;
  }

  private static double connections(Instant at) {
    if (at.isBefore(FIRST_5XX) || !at.isBefore(NORMAL)) {
      return 4;
    }
    if (!at.isBefore(POOL_EXHAUSTED) && at.isBefore(CACHE_DEPLOYED.plusSeconds(20))) {
      return 40;
    }
    if (at.isAfter(CACHE_DEPLOYED)) {
      return 9;
    }
    return 6 + 11.0 * Duration.between(FIRST_5XX, at).toSeconds() / 607;
  }

  /** The truth about it, for a folder that {@link #build} made. */
  static Truth truth(EvidenceFolder built) {
    return new Truth(
        NAME,
        Map.of(
            "impact-start", "first-5xx",
            "detection", "alert-high-error-rate",
            "acknowledgement", "acknowledged",
            "mitigation", "error-rate-normal",
            "resolution", "resolved"),
        "alert-high-error-rate",
        List.of("v2.3.0-deployed"),
        List.of(),
        built.facts());
  }
}
