package examples;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * 2026-03-12: a flag switches a cache on, its Redis goes away, and a part of the requests fails.
 */
final class RedisFlagIncident {
  static final String NAME = "redis-cache-flag";

  private static final Instant START = at("13:30:00");
  private static final Instant END = at("15:15:00");
  static final Instant DEPENDENCY = at("14:25:00");
  static final Instant COMMITTED = at("14:30:00");
  static final Instant DEPLOYED = at("14:31:00");
  static final Instant FLAG_ON = at("14:32:00.214");
  private static final Instant FIRST_REFUSED = at("14:45:12");
  private static final Instant SHIFT = at("14:45:15");
  static final Instant ALERT = at("14:45:42");
  static final Instant PAGE = at("14:45:50");
  static final Instant ACKNOWLEDGED = at("14:46:20");
  static final Instant FLAG_OFF = at("14:46:55.602");
  private static final Instant LAST_REFUSED = at("14:46:59.870");
  static final Instant NORMAL = at("14:47:30");
  static final Instant RESOLVED = at("14:52:00");
  private static final int REFUSED = 1008;

  private static final Duration STEP = Duration.ofSeconds(15);

  private final EvidenceFolder folder = new EvidenceFolder(NAME);

  private RedisFlagIncident() {}

  static EvidenceFolder build() throws IOException {
    RedisFlagIncident incident = new RedisFlagIncident();
    incident.stated();
    new RedisFlagChanges(incident.folder).put();
    incident.logs();
    incident.host();
    incident.metrics();
    RedisFlagAlerts alerts = new RedisFlagAlerts(incident.folder);
    alerts.putAlerts();
    alerts.putPage();
    RedisFlagChat.putInto(incident.folder);
    return incident.folder;
  }

  static Instant at(String time) {
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
