package examples;

import examples.PagerDuty.Incident;
import examples.PagerDuty.User;
import java.time.Instant;
import java.util.List;

/** Who was told about the first example, and when: alerts and pages. */
final class ConnectionPoolAlerts {
  private final EvidenceFolder folder;

  ConnectionPoolAlerts(EvidenceFolder folder) {
    this.folder = folder;
  }

  /** Three looks at Alertmanager. */
  void putAlerts() {
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
      if (at(taken).isBefore(ConnectionPoolIncident.NORMAL)) {
        String pointer =
            alerts.firing(
                ConnectionPoolIncident.ALERT,
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
                  ConnectionPoolIncident.ALERT,
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

  /** The log of the pager. */
  void putPage() {
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
    entries.trigger("page", orders, ConnectionPoolIncident.PAGE, "prometheus", "critical");
    entries.assign(orders, ConnectionPoolIncident.PAGE, mara);
    entries.notify("", orders, at("10:08:14"), mara, "push_notification", "phone of mara.k");
    entries.notify("", orders, at("10:08:15"), mara, "sms", "+49 30 23125 101");
    entries.notify("", orders, at("10:10:13"), mara, "phone", "+49 30 23125 101");
    entries.acknowledge(
        "acknowledged", orders, ConnectionPoolIncident.ACKNOWLEDGED, mara, "mobile");
    entries.annotate(
        orders, at("10:13:05"), mara, "Looking at orders-api, channel #inc-20250209-orders");
    entries.resolve("resolved", orders, ConnectionPoolIncident.RESOLVED, mara, "website");
    String path = "pagerduty/log_entries.json";
    folder.put(path, new EvidenceFolder.Text(entries.render()));
    folder.fact(
        Fact.atPointer(
            "page",
            ConnectionPoolIncident.PAGE,
            "PagerDuty pages the on-call engineer",
            path,
            entries.pointer("page"),
            "trigger_log_entry"));
    folder.fact(
        Fact.atPointer(
            "acknowledged",
            ConnectionPoolIncident.ACKNOWLEDGED,
            "Page acknowledged",
            path,
            entries.pointer("acknowledged"),
            "acknowledge_log_entry"));
    folder.fact(
        Fact.atPointer(
            "resolved",
            ConnectionPoolIncident.RESOLVED,
            "Incident resolved",
            path,
            entries.pointer("resolved"),
            "resolve_log_entry"));
  }

  private static Instant at(String time) {
    return ConnectionPoolIncident.at(time);
  }
}
