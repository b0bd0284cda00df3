package examples;

import examples.PagerDuty.Incident;
import examples.PagerDuty.User;
import java.time.Instant;

/** Who was told about the second example, and when: alerts and pages. */
final class RedisFlagAlerts {
  private final EvidenceFolder folder;

  RedisFlagAlerts(EvidenceFolder folder) {
    this.folder = folder;
  }

  /** Two looks at Alertmanager. */
  void putAlerts() {
    for (String taken : new String[] {"14:46:40", "14:58:10"}) {
      Alertmanager alerts = new Alertmanager(at(taken));
      alerts.firing(
          Instant.parse("2026-02-20T05:11:40.118Z"),
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
          Instant.parse("2026-03-10T22:03:55.470Z"),
          "slack",
          "Backup of reports is late",
          "The last backup of reports-1 is older than 24 hours.",
          "alertname",
          "BackupLate",
          "severity",
          "warning",
          "instance",
          "reports-1",
          "service",
          "reports");
      if (at(taken).isBefore(RedisFlagIncident.NORMAL)) {
        String pointer =
            alerts.firing(
                RedisFlagIncident.ALERT,
                "pagerduty",
                "user-service fails more than 5 % of its requests",
                "More than 5 % of the requests to user-service fail.",
                "alertname",
                "HighErrorRate",
                "severity",
                "critical",
                "service",
                "user-service");
        alerts.firing(
            at("14:46:27"),
            "slack",
            "CPU of user-service above 90 %",
            "The CPUs of user-service are more than 90 % busy.",
            "alertname",
            "HighCpu",
            "severity",
            "warning",
            "service",
            "user-service");
        folder.fact(
            Fact.atPointer(
                "alert-high-error-rate",
                RedisFlagIncident.ALERT,
                "Alert HighErrorRate starts firing",
                "alertmanager/alerts-144640.json",
                pointer,
                "HighErrorRate"));
      }
      folder.put(
          "alertmanager/alerts-" + taken.replace(":", "") + ".json",
          new EvidenceFolder.Text(alerts.render()));
    }
  }

  /** The log of the pager. */
  void putPage() {
    User mara = new User("PMARA01", "mara.k");
    User tom = new User("PTOMW03", "tom.w");
    Incident backup =
        new Incident("Q3BACKUP", 5206, "Backup of reports is late", "PREPORT", "reports");
    Incident users =
        new Incident("Q4USERS", 5207, "HighErrorRate: user-service", "PUSERSV", "user-service");
    PagerDuty entries = new PagerDuty(5207);
    entries.trigger("", backup, Instant.parse("2026-03-12T13:38:20Z"), "reports-1", "warning");
    entries.assign(backup, at("13:38:20"), tom);
    entries.notify("", backup, at("13:38:22"), tom, "email", "tom.w@acme.example");
    entries.trigger("page", users, RedisFlagIncident.PAGE, "prometheus", "critical");
    entries.assign(users, RedisFlagIncident.PAGE, mara);
    entries.notify("", users, at("14:45:52"), mara, "push_notification", "phone of mara.k");
    entries.notify("", users, at("14:45:53"), mara, "sms", "+49 30 23125 101");
    entries.acknowledge("acknowledged", users, RedisFlagIncident.ACKNOWLEDGED, mara, "mobile");
    entries.resolve("resolved", users, RedisFlagIncident.RESOLVED, mara, "website");
    String path = "pagerduty/log_entries.json";
    folder.put(path, new EvidenceFolder.Text(entries.render()));
    folder.fact(
        Fact.atPointer(
            "page",
            RedisFlagIncident.PAGE,
            "PagerDuty pages the on-call engineer",
            path,
            entries.pointer("page"),
            "trigger_log_entry"));
    folder.fact(
        Fact.atPointer(
            "acknowledged",
            RedisFlagIncident.ACKNOWLEDGED,
            "Page acknowledged",
            path,
            entries.pointer("acknowledged"),
            "acknowledge_log_entry"));
    folder.fact(
        Fact.atPointer(
            "resolved",
            RedisFlagIncident.RESOLVED,
            "Incident resolved",
            path,
            entries.pointer("resolved"),
            "resolve_log_entry"));
  }

  private static Instant at(String time) {
    return RedisFlagIncident.at(time);
  }
}
