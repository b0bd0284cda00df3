package examples;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A PostgreSQL server log whose lines carry no zone (the collecting agent cuts the zone name out of
 * the prefix); the host runs in UTC. Lines of one statement go on after a tab.
 */
final class PostgresLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Instant SLOW_FROM = Instant.parse("2025-02-09T09:59:06.447Z");
  private static final Instant CANCELLED_FROM = Instant.parse("2025-02-09T10:05:23.104Z");
  private static final Instant CACHED_FROM = Instant.parse("2025-02-09T10:22:10Z");
  private static final Instant CALM_FROM = Instant.parse("2025-02-09T10:34:28Z");
  private static final String[] WORDS = {
    "gift", "backorder", "invoice", "express", "return", "bulk"
  };

  private final SplittableRandom random;
  private final LogFile file = new LogFile();

  PostgresLog(long seed, Instant start, Instant end) {
    random = new SplittableRandom(seed);
    for (Instant at = start; at.isBefore(end); at = at.plusSeconds(1)) {
      housekeeping(at);
      traffic(at);
    }
    slowStatement(SLOW_FROM, 1187, "first-slow-statement");
    cancelled(CANCELLED_FROM, "first-cancelled-statement");
  }

  LogFile.Rendered render() {
    return file.render();
  }

  private void housekeeping(Instant second) {
    long clock = second.getEpochSecond();
    if (clock % 300 == 17) {
      checkpoint(second);
    }
    if (clock % 660 == 101) {
      Instant at = in(second);
      server(
          at,
          88,
          "LOG:  automatic vacuum of table \"orders.public.order_events\": index scans: 1\n\tpages: 0 removed, 18244 remain, 2210 scanned (12.11% of total)\n\ttuples: 4120 removed, 918233 remain, 0 are dead but not yet removable\n\tsystem usage: CPU: user: 0.61 s, system: 0.08 s, elapsed: 4.92 s");
    }
    if (clock % 1500 == 707) {
      Instant at = in(second);
      int pid = session();
      client(
          at, pid, "ERROR:  duplicate key value violates unique constraint \"import_batches_key\"");
      client(at, pid, "DETAIL:  Key (batch_key)=(nightly-" + clock % 97 + ") already exists.");
      client(
          at,
          pid,
          "STATEMENT:  INSERT INTO import_batches (batch_key, created_at) VALUES ($1, now())");
    }
  }

  private void checkpoint(Instant second) {
    Instant at = in(second);
    int buffers = 300 + random.nextInt(900);
    server(at, 61, "LOG:  checkpoint starting: time");
    Instant done = at.plusMillis(29_000 + random.nextInt(4000));
    server(
        done,
        61,
        String.format(
            Locale.ROOT,
            "LOG:  checkpoint complete: wrote %d buffers (%.1f%%); 0 WAL file(s) added, 0 removed, 1 recycled; write=29.%03d s, sync=0.011 s, total=29.%03d s",
            buffers,
            buffers / 163.84,
            random.nextInt(400),
            400 + random.nextInt(600)));
  }

  private void traffic(Instant second) {
    if (random.nextInt(1000) < 40) {
      Instant at = in(second);
      int port = 40000 + random.nextInt(20000);
      file.add(
          at,
          TIME.format(at)
              + " ["
              + session()
              + "] [unknown]@[unknown] LOG:  connection received: host=10.20.3."
              + (4 + random.nextInt(8))
              + " port="
              + port);
    }
    if (random.nextInt(1000) < 4) {
      Instant at = in(second);
      client(
          at,
          session(),
          "LOG:  duration: "
              + (1010 + random.nextInt(300))
              + ".318 ms  statement: REFRESH MATERIALIZED VIEW CONCURRENTLY order_totals");
    }
    if (second.isAfter(SLOW_FROM) && second.isBefore(CALM_FROM)) {
      double minutes = Duration.between(SLOW_FROM, second).toSeconds() / 60.0;
      double many = second.isBefore(CACHED_FROM) ? Math.min(0.5, 0.03 + minutes * 0.03) : 0.12;
      if (random.nextDouble() < many) {
        slowStatement(
            in(second), (int) Math.min(9900, 1100 + minutes * 900 + random.nextInt(1200)), "");
      }
      if (second.isAfter(CANCELLED_FROM.plusSeconds(3)) && random.nextDouble() < many / 2) {
        cancelled(in(second), "");
      }
    }
    if (second.isAfter(Instant.parse("2025-02-09T10:15:40Z"))
        && second.isBefore(CACHED_FROM)
        && random.nextInt(100) < 5) {
      Instant at = in(second);
      file.add(
          at,
          TIME.format(at)
              + " ["
              + session()
              + "] report@orders FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute");
    }
  }

  private void slowStatement(Instant at, int millis, String mark) {
    int pid = session();
    String duration =
        "LOG:  duration: " + millis + String.format(Locale.ROOT, ".%03d", random.nextInt(1000));
    String text =
        prefix(at, pid)
            + duration
            + " ms  execute <unnamed>: SELECT o.id, o.status, o.customer_note, o.created_at\n\tFROM orders o\n\tWHERE lower(o.customer_note) LIKE $1\n\tORDER BY o.created_at DESC\n\tLIMIT 50";
    if (mark.isEmpty()) {
      file.add(at, text);
    } else {
      file.mark(at, text, mark);
    }
    client(at, pid, "DETAIL:  Parameters: $1 = '%" + WORDS[random.nextInt(WORDS.length)] + "%'");
  }

  private void cancelled(Instant at, String mark) {
    int pid = session();
    String text = prefix(at, pid) + "ERROR:  canceling statement due to statement timeout";
    if (mark.isEmpty()) {
      file.add(at, text);
    } else {
      file.mark(at, text, mark);
    }
    client(
        at,
        pid,
        "STATEMENT:  SELECT o.id, o.status, o.customer_note, o.created_at\n\tFROM orders o\n\tWHERE lower(o.customer_note) LIKE $1\n\tORDER BY o.created_at DESC\n\tLIMIT 50");
  }

  private void server(Instant at, int pid, String message) {
    file.add(at, TIME.format(at) + " [" + pid + "] @ " + message);
  }

  private void client(Instant at, int pid, String message) {
    file.add(at, prefix(at, pid) + message);
  }

  private static String prefix(Instant at, int pid) {
    return TIME.format(at) + " [" + pid + "] orders_app@orders ";
  }

  private int session() {
    return 4100 + random.nextInt(40) * 3;
  }

  private Instant in(Instant second) {
    return second.plusMillis(random.nextInt(1000));
  }
}
