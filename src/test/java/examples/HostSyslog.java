package examples;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * {@code /var/log/syslog} of one host in the traditional layout (RFC 3164 without priority): no
 * year, no zone.
 */
final class HostSyslog {
  private static final DateTimeFormatter DAY_TIME =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final SplittableRandom random;
  private final String host;
  private final LogFile file = new LogFile();

  HostSyslog(long seed, String host, Instant start, Instant end) {
    this.random = new SplittableRandom(seed);
    this.host = host;
    for (Instant at = start; at.isBefore(end); at = at.plusSeconds(1)) {
      noise(at);
    }
  }

  LogFile.Rendered render() {
    return file.render();
  }

  void add(Instant at, String program, String message) {
    file.add(at, line(at, program, message));
  }

  void mark(Instant at, String program, String message, String mark) {
    file.mark(at, line(at, program, message), mark);
  }

  private void noise(Instant at) {
    long clock = at.getEpochSecond();
    if (clock % 300 == 1) {
      add(
          at,
          "CRON[" + pid() + "]",
          "(root) CMD (command -v debian-sa1 > /dev/null && debian-sa1 1 1)");
    }
    if (clock % 3600 == 1020) {
      add(at, "CRON[" + pid() + "]", "(root) CMD (cd / && run-parts --report /etc/cron.hourly)");
    }
    if (clock % 600 == 410) {
      add(
          at,
          "systemd[1]",
          "Starting sysstat-collect.service - system activity accounting tool...");
      add(at, "systemd[1]", "sysstat-collect.service: Deactivated successfully.");
      add(at, "systemd[1]", "Finished sysstat-collect.service - system activity accounting tool.");
    }
    if (random.nextInt(1000) < 5) {
      int port = 30000 + random.nextInt(30000);
      add(
          at,
          "kernel",
          "[UFW BLOCK] IN=eth0 OUT= SRC=203.0.113."
              + random.nextInt(250)
              + " DST=10.20.8.11 LEN=40 TTL=243 PROTO=TCP SPT="
              + port
              + " DPT=23 WINDOW=1024 SYN URGP=0");
    }
    if (clock % 1800 == 905) {
      add(at, "chronyd[611]", "Selected source 10.20.0.123 (ntp.internal)");
    }
    if (clock % 2400 == 1333) {
      int session = 400 + random.nextInt(90);
      add(
          at,
          "sshd[" + pid() + "]",
          "Accepted publickey for deploy from 10.20.1.5 port "
              + (40000 + random.nextInt(20000))
              + " ssh2: ED25519 SHA256:EXAMPLEexampleEXAMPLEexampleEXAMPLEexample0");
      add(at, "systemd-logind[590]", "New session " + session + " of user deploy.");
      add(
          at.plusSeconds(9),
          "systemd-logind[590]",
          "Session " + session + " logged out. Waiting for processes to exit.");
    }
    if (clock % 900 == 333 && redisRuns(at)) {
      add(at, "redis-server[812]", "10 changes in 300 seconds. Saving...");
      add(at, "redis-server[812]", "Background saving started by pid " + pid());
      add(at.plusSeconds(2), "redis-server[812]", "Background saving terminated with success");
    }
  }

  private static boolean redisRuns(Instant at) {
    return at.isBefore(Instant.parse("2026-03-12T14:40:00Z"));
  }

  private String line(Instant at, String program, String message) {
    return DAY_TIME.format(at) + " " + host + " " + program + ": " + message;
  }

  private int pid() {
    return 19000 + random.nextInt(4000);
  }
}
