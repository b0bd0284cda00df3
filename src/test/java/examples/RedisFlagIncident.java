package examples;

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
 * 2026-03-12: a flag switches a cache on, its Redis goes away, and a part of the requests fails.
 */
final class RedisFlagIncident {
  static final String NAME = "redis-cache-flag";

  private static final Instant START = at("13:30:00");
  private static final Instant END = at("15:15:00");
  private static final Instant DEPENDENCY = at("14:25:00");
  private static final Instant COMMITTED = at("14:30:00");
  private static final Instant DEPLOYED = at("14:31:00");
  private static final Instant FLAG_ON = at("14:32:00.214");
  private static final Instant FIRST_REFUSED = at("14:45:12");
  private static final Instant SHIFT = at("14:45:15");
  private static final Instant ALERT = at("14:45:42");
  private static final Instant PAGE = at("14:45:50");
  private static final Instant ACKNOWLEDGED = at("14:46:20");
  private static final Instant FLAG_OFF = at("14:46:55.602");
  private static final Instant LAST_REFUSED = at("14:46:59.870");
  private static final Instant NORMAL = at("14:47:30");
  private static final Instant RESOLVED = at("14:52:00");
  private static final int REFUSED = 1008;

  private static final ZoneOffset BERLIN = ZoneOffset.ofHours(1);
  private static final Duration STEP = Duration.ofSeconds(15);

  private final EvidenceFolder folder = new EvidenceFolder(NAME);

  private RedisFlagIncident() {}

  static EvidenceFolder build() throws IOException {
    RedisFlagIncident incident = new RedisFlagIncident();
    incident.stated();
    incident.changes();
    incident.logs();
    incident.host();
    incident.metrics();
    incident.alerts();
    incident.page();
    RedisFlagChat.putInto(incident.folder);
    return incident.folder;
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-12T" + time + "Z");
  }

  /** What people state; it lies beside the exports and is no evidence. */
  private void stated() {
    folder.put(
        "incident.yaml",
        new EvidenceFolder.Text(
            """
            schema: 1
            id: 2026-03-12-redis-cache-flag
            title: Requests to the user service failed while its cache was unreachable
            severity: 2
            services: [user-service]
            display-zone: Europe/Berlin
            reference: 2026-03-12T15:00:00Z
            sources:
              - path: "syslog/**"
                zone: UTC
            people:
              mara.k: {role: incident commander, login: mara-k}
              deniz.a: {role: responder, login: deniz-a}
              tom.w: {role: responder, login: tom-w}
            """));
  }

  private void changes() throws IOException {
    GitHistory history = new GitHistory();
    history.commit(
        "tom.w",
        Instant.parse("2026-03-09T10:02:17Z"),
        BERLIN,
        "Import of the user service\n",
        RedisFlagSources.base());
    history.tag("v1.2.2");
    String dependency =
        history.commit(
            "renovate",
            DEPENDENCY,
            ZoneOffset.UTC,
            "Update dependency typescript to v5.8.2\n",
            RedisFlagSources.dependencyUpdate());
    String caching =
        history.commit(
            "deniz.a",
            COMMITTED,
            BERLIN,
            "Add caching layer to user service\n\nReads go through Redis while enableUserCache is on. Release 1.2.3.\n",
            RedisFlagSources.cachingLayer());
    history.tag("v1.2.3");
    String git = "git/user-service.bundle";
    folder.put(git, new EvidenceFolder.Bundle(history));
    folder.fact(
        Fact.atPointer(
            "dependency-committed",
            DEPENDENCY,
            "Unrelated dependency update committed",
            git,
            "/" + dependency,
            "Update dependency typescript"));
    folder.fact(
        Fact.atPointer(
            "caching-committed",
            COMMITTED,
            "Caching layer committed",
            git,
            "/" + caching,
            "Add caching layer to user service"));

    GitHubDeployments users = new GitHubDeployments("acme-accounts/user-service", 9_120_441_003L);
    users.deployment(
        3_310_772_641L,
        "v1.2.3",
        caching,
        "production",
        "user-service v1.2.3",
        at("14:30:19"),
        new State("in_progress", at("14:30:26"), ""),
        new State("success", DEPLOYED, "v1.2.3 live on 12 hosts"));
    users.putInto(folder, "github/user-service");
    folder.fact(
        Fact.atPointer(
            "v1.2.3-deployed",
            DEPLOYED,
            "user-service v1.2.3 deployed",
            GitHubDeployments.statusesPath("github/user-service", 3_310_772_641L),
            "/0",
            "success"));
    GitHubDeployments login = new GitHubDeployments("acme-accounts/login-page", 9_120_430_775L);
    login.deployment(
        3_310_741_118L,
        "v7.4.1",
        "5e8a1c0f7b3d42e69a0b1c2d3e4f5a6b7c8d9e0f",
        "production",
        "login-page v7.4.1",
        at("13:47:51"),
        new State("in_progress", at("13:47:59"), ""),
        new State("success", at("13:51:36"), "Rolled out"));
    login.putInto(folder, "github/login-page");
    flags();
  }

  private void flags() {
    LaunchDarklyAudit audit = new LaunchDarklyAudit("accounts");
    audit.flag(
        "",
        Instant.parse("2026-03-11T08:55:31.002Z"),
        "deniz.a",
        "createFlag",
        "created the flag",
        "enableUserCache",
        "production",
        "",
        "");
    audit.flag(
        "",
        Instant.parse("2026-03-11T13:20:07.551Z"),
        "deniz.a",
        "updateOn",
        "turned on the flag",
        "enableUserCache",
        "staging",
        "Changed targeting from `false` to `true`",
        "");
    audit.flag(
        "",
        at("09:12:44.870"),
        "tom.w",
        "updateOn",
        "turned on the flag",
        "compactLoginPage",
        "test",
        "Changed targeting from `false` to `true`",
        "");
    audit.flag(
        "flag-on",
        FLAG_ON,
        "deniz.a",
        "updateOn",
        "turned on the flag",
        "enableUserCache",
        "production",
        "Changed targeting from `false` to `true`",
        "User cache for everybody");
    audit.flag(
        "flag-off",
        FLAG_OFF,
        "deniz.a",
        "updateOn",
        "turned off the flag",
        "enableUserCache",
        "production",
        "Changed targeting from `true` to `false`",
        "");
    String path = "launchdarkly/auditlog.json";
    folder.put(path, new EvidenceFolder.Text(audit.render()));
    folder.fact(
        Fact.atPointer(
            "flag-on",
            FLAG_ON,
            "Flag enableUserCache turned on in production",
            path,
            audit.pointer("flag-on"),
            "turned on the flag"));
    folder.fact(
        Fact.atPointer(
            "flag-off",
            FLAG_OFF,
            "Flag enableUserCache turned off in production",
            path,
            audit.pointer("flag-off"),
            "turned off the flag"));
  }

  private void logs() {
    PinoLog service = new PinoLog(2026031201, START, END, FIRST_REFUSED, LAST_REFUSED, REFUSED);
    LogFile.Rendered app = service.render();
    String path = "user-service/app.jsonl";
    folder.put(path, new EvidenceFolder.Text(app.text()));
    folder.fact(
        Fact.atLine(
            "first-refused",
            FIRST_REFUSED,
            "First of " + REFUSED + " refused connections to Redis",
            path,
            app.lineOf("first-refused"),
            PinoLog.REFUSED));
    folder.fact(
        Fact.atLine(
                "last-refused",
                LAST_REFUSED,
                "Last of " + REFUSED + " refused connections to Redis",
                path,
                app.lineOf("last-refused"),
                PinoLog.REFUSED)
            .optional());
    GatewayLog gateway = new GatewayLog(2026031202, START, END, service.failures());
    folder.put("gateway/gateway.log", new EvidenceFolder.Text(gateway.render().text()));
  }

  private void host() {
    HostSyslog syslog = new HostSyslog(2026031203, "users-1", START, END);
    syslog.add(at("14:30:50"), "systemd[1]", "Stopping user-service.service - User service...");
    syslog.add(at("14:30:51"), "systemd[1]", "Stopped user-service.service - User service.");
    syslog.add(at("14:30:51"), "systemd[1]", "Started user-service.service - User service.");
    syslog.add(
        at("14:44:59"),
        "redis-server[812]",
        "Can't save in background: fork: Cannot allocate memory");
    Instant killed = at("14:45:12");
    syslog.mark(
        killed,
        "kernel",
        "Out of memory: Killed process 812 (redis-server) total-vm:6812040kB, anon-rss:6391204kB, file-rss:0kB, shmem-rss:0kB, UID:112 pgtables:12720kB oom_score_adj:0",
        "redis-killed");
    syslog.add(
        killed,
        "systemd[1]",
        "redis-server.service: A process of this unit has been killed by the OOM killer.");
    syslog.add(
        killed,
        "systemd[1]",
        "redis-server.service: Main process exited, code=killed, status=9/KILL");
    syslog.add(killed, "systemd[1]", "redis-server.service: Failed with result 'oom-kill'.");
    syslog.add(
        at("14:50:31"),
        "sudo",
        "    tom.w : TTY=pts/0 ; PWD=/home/tom.w ; USER=root ; COMMAND=/usr/bin/systemctl start redis-server");
    syslog.add(
        at("14:50:31"),
        "systemd[1]",
        "Starting redis-server.service - Advanced key-value store...");
    syslog.add(at("14:50:32"), "redis-server[20966]", "Ready to accept connections tcp");
    syslog.add(
        at("14:50:32"), "systemd[1]", "Started redis-server.service - Advanced key-value store.");
    LogFile.Rendered text = syslog.render();
    folder.put("syslog/users-1.syslog", new EvidenceFolder.Text(text.text()));
    folder.fact(
        Fact.atLine(
                "redis-killed",
                killed,
                "The kernel kills Redis on users-1 for memory",
                "syslog/users-1.syslog",
                text.lineOf("redis-killed"),
                "Killed process 812 (redis-server)")
            .optional());
  }

  private void metrics() {
    metric("error-rate-percent", "service:http_error_rate:percent", 0.1, 8, 0.01, 0.2, 11);
    metric(
        "latency-p95-ms", "service:http_request_duration_milliseconds:p95", 150, 2500, 4, 60, 12);
    metric("cpu-percent", "service:cpu_utilisation:percent", 45, 95, 1, 1, 13);
  }

  private void metric(
      String file,
      String name,
      double usual,
      double bad,
      double usualStep,
      double badStep,
      long seed) {
    Wobble wobble = new Wobble(seed);
    PrometheusRange range = new PrometheusRange(START, END, STEP);
    range.series(
        Json.object("__name__", name, "service", "user-service"),
        at -> {
          boolean during = !at.isBefore(SHIFT) && at.isBefore(NORMAL);
          double value = during ? wobble.steps(bad, badStep) : wobble.steps(usual, usualStep);
          return at.equals(SHIFT) ? bad : at.equals(NORMAL) ? usual : value;
        });
    String path = "prometheus/" + file + ".json";
    folder.put(path, new EvidenceFolder.Text(range.render()));
    folder.fact(
        Fact.atPointer(
            file + "-up",
            SHIFT,
            name + " from " + text(usual) + " to " + text(bad),
            path,
            range.pointer(0, SHIFT),
            "\"" + text(bad) + "\""));
    Fact normal =
        Fact.atPointer(
            file + "-normal",
            NORMAL,
            name + " back at " + text(usual),
            path,
            range.pointer(0, NORMAL),
            "\"" + text(usual) + "\"");
    folder.fact(file.startsWith("error-rate") ? normal : normal.optional());
  }

  private static String text(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private void alerts() {
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
      if (at(taken).isBefore(NORMAL)) {
        String pointer =
            alerts.firing(
                ALERT,
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
                ALERT,
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

  private void page() {
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
    entries.trigger("page", users, PAGE, "prometheus", "critical");
    entries.assign(users, PAGE, mara);
    entries.notify("", users, at("14:45:52"), mara, "push_notification", "phone of mara.k");
    entries.notify("", users, at("14:45:53"), mara, "sms", "+49 30 5550 0101");
    entries.acknowledge("acknowledged", users, ACKNOWLEDGED, mara, "mobile");
    entries.resolve("resolved", users, RESOLVED, mara, "website");
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

  /** The truth about it, for a folder that {@link #build} made. */
  static Truth truth(EvidenceFolder built) {
    return new Truth(
        NAME,
        Map.of(
            "impact-start", "first-refused",
            "detection", "alert-high-error-rate",
            "acknowledgement", "acknowledged",
            "mitigation", "error-rate-percent-normal",
            "resolution", "resolved"),
        "alert-high-error-rate",
        List.of("flag-on", "v1.2.3-deployed"),
        List.of("dependency-committed"),
        built.facts());
  }
}
