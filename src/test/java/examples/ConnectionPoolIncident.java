package examples;

import examples.GitHistory.Change;
import examples.GitHubDeployments.State;
import examples.PagerDuty.Incident;
import examples.PagerDuty.User;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
  private static final Instant DEPLOYED = at("09:58:00");
  private static final Instant FIRST_5XX = at("10:05:23");
  private static final Instant ALERT = at("10:06:45");
  private static final Instant PAGE = at("10:08:12");
  private static final Instant ACKNOWLEDGED = at("10:12:00");
  private static final Instant POOL_EXHAUSTED = LogstashLog.POOL_EXHAUSTED;
  private static final Instant CACHE_DEPLOYED = at("10:22:10");
  private static final Instant LAST_5XX = at("10:34:29");
  private static final Instant NORMAL = at("10:35:00");
  private static final Instant RESOLVED = at("10:40:00");

  private static final ZoneOffset BERLIN = ZoneOffset.ofHours(1);
  private static final String SEARCH = "src/main/java/com/acme/orders/search/OrderSearch.java";
  private static final String SQL = "src/main/resources/sql/order_search.sql";

  private final EvidenceFolder folder = new EvidenceFolder(NAME);

  private ConnectionPoolIncident() {}

  static EvidenceFolder build() throws IOException {
    ConnectionPoolIncident incident = new ConnectionPoolIncident();
    incident.changes();
    incident.logs();
    incident.alerts();
    incident.page();
    ConnectionPoolChat.putInto(incident.folder);
    return incident.folder;
  }

  private static Instant at(String time) {
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

  private void alerts() {
    for (String taken : List.of("10:07:40", "10:31:05", "10:52:20")) {
      Alertmanager alerts = new Alertmanager(at(taken));
      alerts.firing(
          Instant.parse("2025-01-14T06:02:11.201Z"),
          "null",
          "Alerting works",
          "Always firing; its absence means that alerting is broken.",
          "alertname",
          "Watchdog",
          "severity",
          "none",
          "prometheus",
          "monitoring/k8s");
      alerts.firing(
          Instant.parse("2025-02-07T21:44:03.655Z"),
          "slack",
          "Certificate of staging ends in 12 days",
          "staging.shop.example:443 ends on 2025-02-21.",
          "alertname",
          "CertificateEndsSoon",
          "severity",
          "info",
          "instance",
          "staging.shop.example:443",
          "service",
          "edge");
      flapping(alerts, taken);
      if (at(taken).isBefore(NORMAL)) {
        String pointer =
            alerts.firing(
                ALERT,
                "pagerduty",
                "orders-api answers more than 5 % of requests with 5xx",
                "More than 5 % of the requests to orders-api failed during the last minute.",
                "alertname",
                "HighErrorRate",
                "severity",
                "critical",
                "service",
                "orders-api",
                "job",
                "orders-api",
                "cluster",
                "prod-eu1");
        if (taken.equals("10:07:40")) {
          folder.fact(
              Fact.atPointer(
                  "alert-high-error-rate",
                  ALERT,
                  "Alert HighErrorRate starts firing",
                  "alertmanager/alerts-100740.json",
                  pointer,
                  "HighErrorRate"));
        }
      }
      folder.put(
          "alertmanager/alerts-" + taken.replace(":", "") + ".json",
          new EvidenceFolder.Text(alerts.render()));
    }
  }

  /** A probe that comes and goes all day, on two instances, each time with a new start. */
  private static void flapping(Alertmanager alerts, String taken) {
    String[] starts =
        switch (taken) {
          case "10:07:40" -> new String[] {"09:51:12.338", "10:05:42.338"};
          case "10:31:05" -> new String[] {"10:24:12.338", "10:29:42.338"};
          default -> new String[] {"10:49:12.338"};
        };
    for (int i = 0; i < starts.length; i++) {
      alerts.firing(
          at(starts[i]),
          "slack",
          "Probe of the partner sandbox is slow",
          "The probe took longer than 2 s.",
          "alertname",
          "ProbeSlow",
          "severity",
          "warning",
          "instance",
          "probe-" + (i + 1),
          "service",
          "partner-sandbox");
    }
  }

  private void page() {
    User mara = new User("PMARA01", "mara.k");
    User jonas = new User("PJONAS2", "jonas.b");
    Incident disk =
        new Incident("Q1DISK7", 4110, "Disk of backup-3 is 82 % full", "PSTORAG", "Storage");
    Incident orders =
        new Incident(
            "Q2ORDERS", 4111, "HighErrorRate: orders-api (prod-eu1)", "PORDERS", "orders-api");
    PagerDuty entries = new PagerDuty(4111);
    entries.trigger("", disk, at("09:12:31"), "backup-3", "warning");
    entries.assign(disk, at("09:12:31"), jonas);
    entries.notify("", disk, at("09:12:33"), jonas, "email", "jonas.b@acme.example");
    entries.resolveByIntegration(disk, at("09:41:07"));
    entries.trigger("page", orders, PAGE, "prometheus", "critical");
    entries.assign(orders, PAGE, mara);
    entries.notify("", orders, at("10:08:14"), mara, "push_notification", "phone of mara.k");
    entries.notify("", orders, at("10:08:15"), mara, "sms", "+49 30 5550 0101");
    entries.notify("", orders, at("10:10:13"), mara, "phone", "+49 30 5550 0101");
    entries.acknowledge("acknowledged", orders, ACKNOWLEDGED, mara, "mobile");
    entries.annotate(
        orders, at("10:13:05"), mara, "Looking at orders-api, channel #inc-20250209-orders");
    entries.resolve("resolved", orders, RESOLVED, mara, "website");
    String path = "pagerduty/log_entries.json";
    folder.put(path, new EvidenceFolder.Text(entries.render()));
    folder.fact(
        Fact.atPointer(
            "page",
            PAGE,
            "PagerDuty pages the on-call engineer",
            path,
            entries.pointer("page"),
            "trigger_log_entry"));
    folder.fact(
        Fact.atPointer(
            "acknowledged",
            ACKNOWLEDGED,
            "Page acknowledged",
            path,
            entries.pointer("acknowledged"),
            "acknowledge_log_entry"));
    folder.fact(
        Fact.atPointer(
            "resolved",
            RESOLVED,
            "Incident resolved",
            path,
            entries.pointer("resolved"),
            "resolve_log_entry"));
  }

  private void changes() throws IOException {
    GitHistory history = new GitHistory();
    history.commit(
        "jonas.b",
        Instant.parse("2025-02-03T13:12:44Z"),
        BERLIN,
        "Import of the order service\n",
        ConnectionPoolSources.base());
    history.commit(
        "priya.s",
        Instant.parse("2025-02-05T09:40:02Z"),
        BERLIN,
        "Say which field of a request was refused\n",
        List.of(
            new Change(
                "src/main/java/com/acme/orders/web/RequestValidator.java",
                ConnectionPoolSources.VALIDATOR)));
    String before =
        history.commit(
            "jonas.b",
            Instant.parse("2025-02-06T15:21:30Z"),
            BERLIN,
            "Release 2.2.4\n",
            List.of(new Change("version.txt", "2.2.4\n")));
    history.tag("v2.2.4");
    history.commit(
        "priya.s",
        at("08:47:19"),
        BERLIN,
        "Describe how to run the service locally\n",
        List.of(
            new Change(
                "README.md",
                "# orders-api\n\nRun it: `docker compose up`, then `mvn spring-boot:run`.\n")));
    String commit =
        history.commit(
            "jonas.b",
            at("09:41:07"),
            BERLIN,
            "Search orders by customer note\n\nThe support desk looks orders up by what customers wrote. Release 2.3.0.\n",
            List.of(
                new Change(SEARCH, ConnectionPoolSources.SEARCH),
                new Change(SQL, ConnectionPoolSources.SQL),
                new Change("version.txt", "2.3.0\n")));
    history.tag("v2.3.0");
    String cache =
        history.commit(
            "priya.s",
            at("10:18:58"),
            BERLIN,
            "Add cache layer in front of order search\n\nAnswers stay valid for 60 seconds. Release 2.3.1.\n",
            List.of(
                new Change(
                    "src/main/java/com/acme/orders/search/SearchCache.java",
                    ConnectionPoolSources.CACHE),
                new Change("version.txt", "2.3.1\n")));
    history.tag("v2.3.1");
    history.commit(
        "jonas.b",
        at("10:57:41"),
        BERLIN,
        "Add a trigram index on the customer note\n",
        List.of(
            new Change(
                "src/main/resources/db/V31__customer_note_index.sql",
                "CREATE EXTENSION IF NOT EXISTS pg_trgm;\nCREATE INDEX CONCURRENTLY orders_customer_note_trgm\n    ON orders USING gin (lower(customer_note) gin_trgm_ops);\n")));
    folder.put("git/orders-api.bundle", new EvidenceFolder.Bundle(history));
    folder.fact(
        Fact.atPointer(
                "query-committed",
                at("09:41:07"),
                "Search by customer note committed",
                "git/orders-api.bundle",
                "/" + commit,
                "Search orders by customer note")
            .optional());

    GitHubDeployments orders = new GitHubDeployments("acme-shop/orders-api", 5_811_204_110L);
    orders.deployment(
        2_201_338_017L,
        "v2.2.4",
        before,
        "production",
        "orders-api v2.2.4",
        Instant.parse("2025-02-06T15:40:02Z"),
        new State("in_progress", Instant.parse("2025-02-06T15:40:09Z"), ""),
        new State("success", Instant.parse("2025-02-06T15:42:51Z"), "Rolled out"));
    orders.deployment(
        2_204_410_552L,
        "v2.3.0",
        commit,
        "production",
        "orders-api v2.3.0",
        at("09:56:12"),
        new State("in_progress", at("09:56:20"), ""),
        new State("success", DEPLOYED, "v2.3.0 live in production"));
    orders.deployment(
        2_204_439_208L,
        "v2.3.1",
        cache,
        "production",
        "orders-api v2.3.1: cache layer",
        at("10:20:21"),
        new State("in_progress", at("10:20:33"), ""),
        new State("success", CACHE_DEPLOYED, "v2.3.1 with the cache layer live in production"));
    orders.putInto(folder, "github/orders-api");
    deployed("v2.3.0-deployed", DEPLOYED, "orders-api v2.3.0 deployed", 2_204_410_552L);
    deployed("cache-layer-deployed", CACHE_DEPLOYED, "Cache layer deployed", 2_204_439_208L);
    unrelated();
  }

  private void deployed(String id, Instant when, String statement, long deployment) {
    String path = GitHubDeployments.statusesPath("github/orders-api", deployment);
    folder.fact(Fact.atPointer(id, when, statement, path, "/0", "success"));
  }

  /** Other services of the same day; one of these deployments failed. */
  private void unrelated() {
    GitHubDeployments web = new GitHubDeployments("acme-shop/storefront", 5_811_198_021L);
    web.deployment(
        2_204_280_190L,
        "v81.0.2",
        "6b0f5f3c1c1b0a7b4d0f4f0e8b7a2f5e9d3c1a20",
        "production",
        "storefront v81.0.2",
        Instant.parse("2025-02-08T16:20:40Z"),
        new State("in_progress", Instant.parse("2025-02-08T16:20:49Z"), ""),
        new State("success", Instant.parse("2025-02-08T16:24:13Z"), "Rolled out"));
    web.deployment(
        2_204_391_773L,
        "v81.0.3",
        "0d4a7be2f0a94a38c1f36a0b5f7e2c9d8b6a1f47",
        "production",
        "storefront v81.0.3",
        at("08:31:02"),
        new State("in_progress", at("08:31:10"), ""),
        new State("success", at("08:34:47"), "Rolled out"));
    web.putInto(folder, "github/storefront");
    GitHubDeployments mailer = new GitHubDeployments("acme-shop/mailer", 5_811_201_733L);
    mailer.deployment(
        2_204_402_961L,
        "v4.11.0",
        "c9e1d57a3f2b48e6a0c4b8d2e6f1a35b7c9d0e14",
        "production",
        "mailer v4.11.0",
        at("09:33:15"),
        new State("in_progress", at("09:33:24"), ""),
        new State("failure", at("09:35:58"), "Readiness probe failed, previous version kept"));
    mailer.putInto(folder, "github/mailer");
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
