package examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The log of a Node service on three hosts as JSON lines in pino's field names: numeric levels,
 * milliseconds.
 */
final class PinoLog {
  static final String REFUSED = "Connection refused: Redis at 127.0.0.1:6379";

  /** A request that failed: when, and whose it was. */
  record Failure(Instant at, String request, int user) {}

  private static final int INFO = 30;
  private static final int WARN = 40;
  private static final int ERROR = 50;
  private static final Instant STARTED = Instant.parse("2026-03-12T14:30:52.118Z");
  private static final Instant CACHE_ON = Instant.parse("2026-03-12T14:32:00.214Z");

  private final SplittableRandom random;
  private final LogFile file = new LogFile();
  private final List<Failure> failures = new ArrayList<>();

  /**
   * From {@code refusedFrom} to {@code refusedUntil} that many requests find no Redis on the first
   * host.
   */
  PinoLog(
      long seed,
      Instant start,
      Instant end,
      Instant refusedFrom,
      Instant refusedUntil,
      int refused) {
    random = new SplittableRandom(seed);
    for (Instant at = start; at.isBefore(end); at = at.plusSeconds(1)) {
      everyday(at, at.isBefore(refusedFrom) || at.isAfter(refusedUntil));
    }
    restart();
    long span = Duration.between(refusedFrom, refusedUntil).toMillis();
    for (int i = 0; i < refused; i++) {
      boolean last = i == refused - 1;
      long jitter = i == 0 || last ? 0 : random.nextInt(90);
      Instant at = refusedFrom.plusMillis(span * i / (refused - 1)).plusMillis(jitter);
      refused(at, i == 0 ? "first-refused" : last ? "last-refused" : "");
    }
  }

  LogFile.Rendered render() {
    return file.render();
  }

  /** The requests that were refused, oldest first. */
  List<Failure> failures() {
    return List.copyOf(failures);
  }

  private void everyday(Instant second, boolean cacheReachable) {
    Instant at = second.plusMillis(random.nextInt(1000));
    int draw = random.nextInt(1000);
    String host = "users-" + (1 + random.nextInt(3));
    if (draw < 230) {
      int user = user();
      ObjectNode line = line(INFO, at, host);
      line.set("req", request(user));
      line.set("res", Json.object("statusCode", 200));
      line.put("responseTime", 60 + random.nextInt(110));
      add(line, at, "request completed", "");
    } else if (draw < 242) {
      ObjectNode line = line(WARN, at, host);
      line.put("attempt", 1);
      add(line, at, "profile store answered slowly, trying once more", "");
    } else if (draw < 250) {
      ObjectNode line = line(INFO, at, host);
      add(line, at, "verification mail sent to user-" + user() + "@mail.example", "");
    }
    if (second.isAfter(CACHE_ON) && cacheReachable && second.getEpochSecond() % 60 == 30) {
      ObjectNode line = line(INFO, at, host);
      line.put("entries", 18_000 + (int) Duration.between(CACHE_ON, second).toSeconds() * 41);
      add(line, at, "user cache statistics", "");
    }
    if (second.getEpochSecond() % 1500 == 640) {
      ObjectNode line = line(ERROR, at, "users-3");
      line.set(
          "err",
          Json.object(
              "type",
              "Error",
              "message",
              "unsupported image format",
              "stack",
              "Error: unsupported image format\n    at AvatarJob.resize (src/jobs/avatar.ts:88:11)\n    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)"));
      add(line, at, "avatar could not be resized", "");
    }
  }

  private void restart() {
    for (int host = 1; host <= 3; host++) {
      Instant at = STARTED.plusMillis(1400L * host);
      ObjectNode line = line(INFO, at, "users-" + host);
      // A made-up password: what a configuration dump leaks, and redaction must take out.
      line.set(
          "config",
          Json.object(
              "port",
              3000,
              "redisUrl",
              "redis://:Ex4mple-Cache-Pw@127.0.0.1:6379/0",
              "flags",
              "launchdarkly"));
      add(line, at, "user-service 1.2.3 listening on port 3000", "");
    }
  }

  private void refused(Instant at, String mark) {
    int user = user();
    ObjectNode line = line(ERROR, at, "users-1");
    ObjectNode request = request(user);
    line.set("req", request);
    line.set(
        "err",
        Json.object(
            "type",
            "Error",
            "message",
            REFUSED,
            "code",
            "ECONNREFUSED",
            "stack",
            "Error: "
                + REFUSED
                + "\n    at UserService.getUser (src/services/user.ts:45:13)\n    at UserController.show (src/controllers/user.ts:19:22)\n    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)"));
    add(line, at, REFUSED, mark);
    failures.add(new Failure(at, request.path("id").asText(), user));
  }

  private int user() {
    return 8000 + random.nextInt(2400);
  }

  private ObjectNode request(int user) {
    return Json.object(
        "id",
        String.format(Locale.ROOT, "req-%08x", random.nextInt()),
        "method",
        "GET",
        "url",
        "/users/" + user);
  }

  private ObjectNode line(int level, Instant at, String host) {
    int pid = at.isBefore(STARTED) ? 1904 : 20377;
    return Json.object(
        "level",
        level,
        "time",
        at.toEpochMilli(),
        "pid",
        pid,
        "hostname",
        host,
        "name",
        "user-service",
        "version",
        at.isBefore(STARTED) ? "1.2.2" : "1.2.3");
  }

  private void add(ObjectNode line, Instant at, String message, String mark) {
    line.put("msg", message);
    if (mark.isEmpty()) {
      file.add(random.nextInt(100) < 3 ? at.plusMillis(900) : at, Json.compact(line));
    } else {
      file.mark(at, Json.compact(line), mark);
    }
  }
}
