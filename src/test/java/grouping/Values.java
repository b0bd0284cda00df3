package grouping;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values of variables in log statements; the same seed gives the same values. */
final class Values {

  private static final String USERS =
      "root ada ben cleo dora emil fay gus hana ivo june kofi webmaster oracle nagios guest test42";
  private static final String WORDS =
      "cache spool ledger basket mirror orchard copper violet anchor meadow lantern harbor cobalt";
  private static final String STATES =
      "NEW SETUP READY RUNNING KILLED SUCCEEDED UNASSIGNED FAIL_CLEANUP COMMIT_PENDING LOOKING";
  private static final String CLASSES =
      "TaskHeap MapOutputFile ReduceTask ViewRoot SurfaceList MainActivity PackageMonitor Fetcher";
  private static final String ENDINGS = "log jar xml png properties tmp conf";
  private static final String DOMAINS = "example.com net.example.org cs.uni.example host.example";

  private final Random random;
  private Instant now;

  Values(long seed) {
    random = new Random(seed);
    now = Instant.parse("2016-09-08T22:11:40.123456Z");
  }

  /** Some time later. */
  void tick() {
    now = now.plusMillis(random.nextInt(40_000));
  }

  /** A whole number below a limit. */
  int below(int limit) {
    return random.nextInt(limit);
  }

  /**
   * A value.
   *
   * @param kind what it is
   * @param how further particulars; empty when there are none
   */
  String of(String kind, String how) {
    return switch (kind) {
      case "n" -> Long.toString((long) (random.nextDouble() * (Long.parseLong(how) + 1)));
      case "neg" -> Integer.toString(random.nextInt(400) - 200);
      case "f" -> decimal(random.nextInt(3) + 2);
      case "ip" -> ip();
      case "ipport" -> ip() + ":" + (1024 + random.nextInt(60_000));
      case "slaship" -> "/" + ip() + ":" + (1024 + random.nextInt(60_000));
      case "host" -> host();
      case "hostport" -> host() + ":" + one("80 443 5070 8080");
      case "hostorip" -> random.nextBoolean() ? ip() : host();
      case "hex" -> "0x" + Long.toHexString(random.nextLong() >>> random.nextInt(50));
      case "hx" -> String.format(Locale.ROOT, "%08x", random.nextInt() & 0x7fffffff);
      case "hx7" -> digits("0123456789abcdef", 6) + random.nextInt(10);
      case "hx2" -> String.format(Locale.ROOT, "%02d", random.nextInt(90));
      case "hash" -> digits("0123456789abcdef", 32);
      case "uuid" -> new UUID(random.nextLong(), random.nextLong()).toString();
      case "mac" -> groups();
      case "mailid" ->
          "jA" + random.nextInt(10) + digits("ABCDEFGHJK", 1) + number(10) + "Uk" + number(6);
      case "blk" -> "blk_" + (random.nextBoolean() ? "-" : "") + number(18);
      case "path" -> path();
      case "file" -> one(WORDS) + "." + one("cpp c java py");
      case "win" ->
          "C:\\Windows\\" + one(WORDS) + "\\" + one(WORDS) + number(3) + "\\" + one(WORDS) + ".dll";
      case "winpkg" ->
          "Package_for_KB"
              + number(7)
              + "~31bf3856ad364e35~amd64~~6.1."
              + random.nextInt(9)
              + "."
              + random.nextInt(9);
      case "user" -> one(USERS);
      case "word" -> one(WORDS);
      case "state" -> one(STATES);
      case "class" -> one(CLASSES);
      case "pkg" -> "com." + one(WORDS) + "." + one(WORDS);
      case "bool" -> random.nextBoolean() ? "true" : "false";
      case "q" -> "\"" + one(WORDS) + (random.nextBoolean() ? " " + one(WORDS) : "") + "\"";
      case "list" -> list();
      case "fans" ->
          IntStream.range(0, 6)
              .mapToObj(i -> random.nextInt(5) == 0 ? "****" : "3" + number(3))
              .collect(Collectors.joining(" "));
      case "repeat" ->
          IntStream.rangeClosed(0, random.nextInt(4))
              .mapToObj(i -> of(how, ""))
              .collect(Collectors.joining(" "));
      case "maybe" -> random.nextBoolean() ? "" : of(how, "");
      case "of" -> choice(how);
      case "size" -> decimal(1) + " " + one("B KB MB");
      case "dur" -> random.nextBoolean() ? random.nextInt(900) + " ms" : decimal(1) + " s";
      case "life" ->
          random.nextBoolean()
              ? "<1 sec"
              : "0" + random.nextInt(9) + ":" + (10 + random.nextInt(49));
      case "ver" -> random.nextInt(9) + "." + random.nextInt(30) + "." + random.nextInt(9999);
      case "node" ->
          "R"
              + number(2)
              + "-M"
              + random.nextInt(2)
              + "-N"
              + random.nextInt(16)
              + "-C:J"
              + number(2)
              + "-U"
              + number(2);
      case "tnode" -> one("dn an bn") + random.nextInt(900);
      case "level" -> one("INFO INFO INFO WARN ERROR");
      case "bgllevel" -> one("INFO INFO FATAL ERROR WARNING SEVERE FAILURE");
      case "epoch" -> Long.toString(now.getEpochSecond());
      case "cdate" -> time("EEE MMM dd HH:mm:ss yyyy");
      case "d" -> time(how);
      default -> throw new IllegalArgumentException("no such variable: " + kind);
    };
  }

  private String time(String layout) {
    if (layout.contains("_d")) {
      String day =
          DateTimeFormatter.ofPattern("d", Locale.ROOT).withZone(ZoneOffset.UTC).format(now);
      return time(layout.replace("_d", "'" + " ".repeat(2 - day.length()) + day + "'"));
    }
    return DateTimeFormatter.ofPattern(layout, Locale.ENGLISH).withZone(ZoneOffset.UTC).format(now);
  }

  private String choice(String how) {
    String[] choices = how.split("\\|", -1);
    return choices[random.nextInt(choices.length)];
  }

  private String one(String words) {
    String[] all = words.split(" ", -1);
    return all[random.nextInt(all.length)];
  }

  private String ip() {
    return "10."
        + random.nextInt(256)
        + "."
        + random.nextInt(256)
        + "."
        + (1 + random.nextInt(254));
  }

  private String host() {
    return one(WORDS) + (random.nextBoolean() ? "-" + random.nextInt(90) : "") + "." + one(DOMAINS);
  }

  private String groups() {
    return IntStream.range(0, 6)
        .mapToObj(i -> String.format(Locale.ROOT, "%02x", random.nextInt(256)))
        .collect(Collectors.joining(":"));
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (int i = random.nextInt(5); i >= 0; i--) {
      path.append('/').append(one(WORDS));
    }
    return path
        + (random.nextBoolean() ? "/" + one(WORDS) + random.nextInt(99) + "." + one(ENDINGS) : "");
  }

  private String list() {
    return IntStream.rangeClosed(0, 1 + random.nextInt(3))
        .mapToObj(i -> one("TERM HUP INT QUIT USR1"))
        .collect(Collectors.joining(", "));
  }

  private String decimal(int places) {
    return random.nextInt(900) + "." + number(places);
  }

  private String number(int length) {
    return digits("0123456789", length);
  }

  private String digits(String from, int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> String.valueOf(from.charAt(random.nextInt(from.length()))))
        .collect(Collectors.joining());
  }
}
