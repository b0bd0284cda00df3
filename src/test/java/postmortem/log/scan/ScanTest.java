package postmortem.log.scan;

import static org.assertj.core.api.Assertions.assertThat;

import bench.generator.Generator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.stamp.Reference;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;
import postmortem.log.Logs;
import postmortem.log.SummaryText;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.fit.WrappedPrograms;
import postmortem.log.fit.Wrapping;
import postmortem.log.scan.LogScanner.Cut;
import postmortem.log.summary.Sight;

/** However a log is cut, and however many threads read it, it says the same. */
final class ScanTest {

  private static final int SPLIT = 5;

  /** What a log looks like, and where its clock runs. */
  private enum Family {
    ACCESS("access", "UTC", "dd/MMM/yyyy:HH:mm:ss '+0200'", "2024-06-03T21:00:00"),
    JSON("json-lines", "UTC", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", "2024-06-03T21:00:00"),
    SYSLOG_OVER_NEW_YEAR("syslog", "UTC", "MMM ppd HH:mm:ss", "2024-12-31T20:00:00"),
    JAVA_OVER_THE_END_OF_SUMMER(
        "java-text", "Europe/Berlin", "yyyy-MM-dd HH:mm:ss,SSS", "2024-10-26T23:30:00"),
    JAVA_WITHOUT_DATE("java-text", "UTC", "HH:mm:ss.SSS", "2024-06-03T21:00:00"),
    KUBERNETES_IN_PIECES("cri", "UTC", "yyyy-MM-dd'T'HH:mm:ss.SSS'000000Z'", "2024-06-03T21:00:00"),
    DOCKER_WITH_TRACES("docker-json", "UTC", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", "2024-06-03T21:00:00"),
    PODS_WITH_TRACES("kubectl", "UTC", "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", "2024-06-03T21:00:00"),
    SYSLOG_WITH_TRACES("syslog", "UTC", "MMM ppd HH:mm:ss", "2024-06-03T21:00:00");

    final String format;
    final ZoneId zone;
    final DateTimeFormatter stamp;
    final LocalDateTime utc;

    Family(String format, String zone, String stamp, String utc) {
      this.format = format;
      this.zone = ZoneId.of(zone);
      this.stamp = DateTimeFormatter.ofPattern(stamp, Locale.ENGLISH);
      this.utc = LocalDateTime.parse(utc);
    }

    String record(Instant at, Random random) {
      String time = stamp.format(at.atZone(this == ACCESS ? ZoneOffset.ofHours(2) : zone));
      boolean failed = random.nextInt(7) == 0;
      String text = "order " + random.nextInt(9_999) + (failed ? " was lost" : " was stored");
      return switch (this) {
        case ACCESS ->
            "192.0.2.7 - - ["
                + time
                + "] \"GET /orders/"
                + random.nextInt(999)
                + "/"
                + (char) ('a' + random.nextInt(9))
                + " HTTP/1.1\" "
                + (failed ? 503 : 200)
                + " 17 \"-\" \"probe\"";
        case JSON ->
            "{\"time\":\""
                + time
                + "\",\"level\":\""
                + (failed ? "error" : "info")
                + "\",\"msg\":\""
                + text
                + "\"}";
        case KUBERNETES_IN_PIECES -> {
          String whole =
              "{\"level\":\"" + (failed ? "error" : "info") + "\",\"msg\":\"" + text + "\"}";
          StringBuilder lines = new StringBuilder();
          while (whole.length() > 9 && random.nextInt(3) == 0) {
            lines.append(time).append(" stdout P ").append(whole, 0, 7).append('\n');
            whole = whole.substring(7);
            if (random.nextInt(9) == 0) {
              lines.append(time).append(" stderr F ERROR between order ").append(whole.length());
              lines.append("\n\n");
            }
          }
          yield lines + time + " stdout F " + whole;
        }
        case DOCKER_WITH_TRACES -> {
          String form = "{\"log\":\"%s\\n\",\"stream\":\"stderr\",\"time\":\"" + time + "\"}";
          yield String.format(form, (failed ? "ERROR " : "INFO ") + text)
              + (failed
                  ? "\n"
                      + String.format(form, "java.io.IOException: gone")
                      + "\n"
                      + String.format(form, "\\tat shop.Till.pay(Till.java:7)")
                  : "");
        }
        case PODS_WITH_TRACES, SYSLOG_WITH_TRACES -> {
          List<String> streams = new ArrayList<>();
          for (int i = 0; i < 2; i++) {
            streams.add(
                this == PODS_WITH_TRACES
                    ? "[pod/till-" + i + "/app] " + time + " "
                    : time + " web-1 till[" + i + "]: ");
          }
          StringBuilder lines = new StringBuilder();
          for (String stream : streams) {
            lines.append(stream).append("2024-06-03 21:00:00,000 ");
            lines.append(failed ? "ERROR " : "INFO ").append("[main] shop.Till - ").append(text);
            lines.append('\n');
          }
          for (int i = failed ? random.nextInt(60) : 0; i > 0; i--) {
            lines.append(streams.get(random.nextInt(2)));
            lines.append(
                switch (random.nextInt(6)) {
                  case 0 -> "Traceback (most recent call last):";
                  case 1 -> "  File \"/app/till.py\", line 3, in pay";
                  case 2 -> "    raise PayFailed(order)";
                  case 3 -> "shop.errors.PayFailed: gone";
                  case 4 -> "total: 17";
                  default -> "panic: no ledger";
                });
            lines.append('\n');
          }
          yield lines.substring(0, lines.length() - 1);
        }
        case SYSLOG_OVER_NEW_YEAR -> (failed ? "<11>" : "<14>") + time + " db-1 till[7]: " + text;
        case JAVA_OVER_THE_END_OF_SUMMER, JAVA_WITHOUT_DATE ->
            time
                + (failed ? " [main] ERROR" : " [main] INFO ")
                + " shop.Till - "
                + text
                + (failed
                    ? "\njava.io.IOException: gone\n\tat shop.Till.pay(Till.java:7)\n\n\t... 3 more"
                    : "");
      };
    }

    List<String> records(Random random) {
      List<String> records = new ArrayList<>();
      Instant at = utc.toInstant(ZoneOffset.UTC);
      for (int i = 0; i < 3_000; i++) {
        at = at.plusMillis(random.nextInt(10_000));
        records.add(record(at, random));
        if (random.nextInt(200) == 0) {
          records.add("nonsense " + "x".repeat(random.nextInt(9_000)));
        }
      }
      return records;
    }
  }

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(Family.class)
  void a_log_says_the_same_however_it_is_cut_packed_and_split(Family family) throws IOException {
    Random random = new Random(family.name().hashCode());
    List<String> records = family.records(random);
    byte[] bytes = Logs.bytes(records);
    EvidenceFile plain = plain("app.log", bytes);
    List<EvidenceFile> whole = List.of(plain);
    String expected = text(family, whole, 1, 1 << 16, 1 << 20);
    assertThat(expected).contains(family == Family.ACCESS ? "GET /orders/<*>/a 503" : " was lost");

    for (int threads : new int[] {2, 3, 7}) {
      for (int piece : new int[] {4_096, 10_007, 40_000 + random.nextInt(60_000)}) {
        assertThat(text(family, whole, threads, 4_096 + random.nextInt(9_000), piece))
            .as("%d threads, pieces of %d", threads, piece)
            .isEqualTo(expected);
      }
    }
    assertThat(text(family, List.of(packed("app.log", bytes)), 2, 4_096, 4_096))
        .isEqualTo(expected);

    List<EvidenceFile> parts = new ArrayList<>();
    for (int i = 0; i < SPLIT; i++) {
      int from = records.size() * i / SPLIT;
      int to = records.size() * (i + 1) / SPLIT;
      parts.add(plain("app-" + i + ".log", Logs.bytes(records.subList(from, to))));
    }
    // A file that begins without a date, or inside an hour that exists twice, is on its own.
    if (family != Family.JAVA_WITHOUT_DATE && family != Family.JAVA_OVER_THE_END_OF_SUMMER) {
      assertThat(text(family, parts, 3, 4_096, 10_007)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "access, access, 1",
    "json, json-lines, 1",
    "syslog, syslog, 1",
    "log4j, java-text, 1",
    // More signatures than are kept apart: which of them are must not depend on the cut.
    "distinct, java-text, 5"
  })
  void logs_as_the_benchmarks_have_them_say_the_same_however_they_are_cut(
      String name, String format, int mebibytes) throws IOException {
    Random random = new Random(name.hashCode());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bench.generator.Family generated =
        bench.generator.Family.all().stream()
            .filter(family -> family.name().equals(name))
            .findFirst()
            .orElseThrow();
    Generator.write(generated, random.nextInt(), (long) mebibytes << 20, out, statement -> {});
    byte[] bytes = out.toByteArray();
    Instant reference = Instant.parse("2025-02-09T12:00:00Z");
    List<EvidenceFile> whole = List.of(plain("app.log", bytes));
    String expected = text(format, ZoneOffset.UTC, reference, whole, 1, 1 << 16, 1 << 30);
    assertThat(expected).contains("unreadable 0 ");
    for (int threads : new int[] {2, 3, 7}) {
      int piece = 4_096 + random.nextInt(200_000);
      assertThat(text(format, ZoneOffset.UTC, reference, whole, threads, 4_096 + piece / 3, piece))
          .as("%d threads, pieces of %d", threads, piece)
          .isEqualTo(expected);
    }
    List<EvidenceFile> gz = List.of(packed("app.log", bytes));
    assertThat(text(format, ZoneOffset.UTC, reference, gz, 2, 9_999, 4_096)).isEqualTo(expected);
  }

  private EvidenceFile plain(String name, byte[] bytes) throws IOException {
    Path path = folder.resolve(name);
    Files.write(path, bytes);
    return new EvidenceFile(
        name, path, Logs.SHA_256, bytes.length, () -> Files.newInputStream(path));
  }

  private static EvidenceFile packed(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    byte[] gz = packed.toByteArray();
    return new EvidenceFile(
        name,
        null,
        Logs.SHA_256,
        gz.length,
        () -> new GZIPInputStream(new ByteArrayInputStream(gz)));
  }

  /** What a stream of files says, with places as if they were one file. */
  private static String text(
      Family family, List<EvidenceFile> files, int threads, int block, int piece) {
    Instant reference = family.utc.toInstant(ZoneOffset.UTC).plusSeconds(3_600);
    boolean stamped = family == Family.PODS_WITH_TRACES || family == Family.SYSLOG_WITH_TRACES;
    WrappedPrograms programs =
        stamped
            ? new WrappedPrograms(Wrapping.STAMPED_TEXT, java.util.Map.of())
            : WrappedPrograms.NONE;
    return text(family.format, programs, family.zone, reference, files, threads, block, piece);
  }

  private static String text(
      String name,
      ZoneId zone,
      Instant reference,
      List<EvidenceFile> files,
      int threads,
      int block,
      int piece) {
    return text(name, WrappedPrograms.NONE, zone, reference, files, threads, block, piece);
  }

  private static String text(
      String name,
      WrappedPrograms programs,
      ZoneId zone,
      Instant reference,
      List<EvidenceFile> files,
      int threads,
      int block,
      int piece) {
    int format = Logs.FORMATS.formats().stream().map(each -> each.name()).toList().indexOf(name);
    ReadingRules rules =
        new ReadingRules(
            Incident.EMPTY, List.of(new SourceRule("**", zone, null, null)), reference, null, null);
    Diagnostics diagnostics = new Diagnostics();
    List<FileReport> reports =
        new LogScanner(
                new ScanSettings(
                    new FormatIndex(Logs.FORMATS.formats()),
                    rules,
                    Limits.DEFAULT,
                    Progress.NONE,
                    reference == null ? null : Reference.near(reference),
                    block,
                    java.util.Map.of(),
                    threads > 1),
                diagnostics,
                threads,
                new Cut(piece, piece))
            .scan(
                files,
                files.stream().map(file -> new Fit(format, List.of(), programs, -1)).toList());
    assertThat(diagnostics.sorted()).isEmpty();
    List<long[]> starts = starts(files, reports);
    FileReport sum = reports.get(0);
    for (FileReport report : reports.subList(1, reports.size())) {
      sum.summary().merge(report.summary());
      sum.untimed().merge(report.untimed());
      sum.rows().append(report.rows(), sum.lines().count());
      sum.stamps().append(report.stamps(), sum.lines());
      sum.lines = sum.lines().and(report.lines());
    }
    java.util.function.Function<Sight, String> place =
        sight ->
            String.format(
                Locale.ROOT,
                "(%d.%09d%s %d:%d %d,%d)",
                sight.second(),
                sight.nano(),
                sight.orderDecided() ? "!" : "",
                starts.get(sight.file())[0] + sight.offset(),
                starts.get(sight.file())[1] + sight.line(),
                sight.lines(),
                sight.length());
    return String.format(
            Locale.ROOT,
            "read %d unreadable %d lines %d first %s last %s%n",
            sum.rows().read(),
            sum.rows().unreadable(),
            sum.lines().count(),
            sum.stamps().first(),
            sum.stamps().last())
        + SummaryText.of(sum.summary(), place)
        + SummaryText.of(sum.untimed(), place);
  }

  /** Offset and line at which each file begins. */
  private static List<long[]> starts(List<EvidenceFile> files, List<FileReport> reports) {
    List<long[]> starts = new ArrayList<>();
    long offset = 0;
    long line = 0;
    for (int i = 0; i < files.size(); i++) {
      starts.add(new long[] {offset, line});
      try (var in = files.get(i).open()) {
        offset += in.readAllBytes().length;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      line += reports.get(i).lines().count();
    }
    return starts;
  }
}
