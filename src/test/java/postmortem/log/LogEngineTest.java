package postmortem.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import blackbox.BadCases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.Basis;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;
import postmortem.log.format.FormatLibrary;
import postmortem.log.scan.LogScanner;
import postmortem.redact.Redactor;

final class LogEngineTest {

  private static final FormatLibrary FORMATS = FormatLibrary.builtIn();
  private static final Instant START = Instant.parse("2024-06-03T08:00:00Z");

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void the_first_failed_request_is_found_to_the_second_among_lines_out_of_order() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 7_200; second++) {
      boolean failing = second >= 3_683 && second < 4_500;
      lines.add(request(second, "GET", "/items/" + random.nextInt(9_999), 200));
      if (failing && (second == 3_683 || random.nextInt(3) == 0)) {
        lines.add(request(second, "POST", "/orders/" + random.nextInt(9_999) + "/pay", 503));
      }
    }
    for (int i = 5; i < lines.size(); i += 7) {
      Collections.swap(lines, i, i - random.nextInt(5));
    }
    Readout readout = read(Logs.file("web.log", lines));

    Event first = only(readout, EventType.FIRST_SEEN);
    assertThat(first.time().at()).isEqualTo(START.plusSeconds(3_683));
    assertThat(first.severity()).isEqualTo(Severity.ERROR);
    assertThat(first.summary()).startsWith("HTTP 5xx first seen: POST /orders/<*>/pay 503; ");
    int line = lineOf(first);
    assertThat(lines.get(line - 1)).isEqualTo(first.citations().get(0).excerpt());
    assertThat(first.citations().get(0).sha256()).isEqualTo(sha256(lines.get(line - 1)));
    assertThat(only(readout, EventType.RATE_ONSET).time().at()).isEqualTo(START.plusSeconds(3_683));
    Event end = only(readout, EventType.RATE_END);
    assertThat(end.time().at()).isBetween(START.plusSeconds(4_480), START.plusSeconds(4_499));
    assertThat(end.time().at()).isEqualTo(first.until());
    assertThat(readout.events()).hasSize(3);
    assertThat(account(readout).handed()).isEqualTo(2);
    assertThat(account(readout).unreadable()).isZero();
  }

  @Test
  void an_error_that_stands_alone_long_before_does_not_move_the_onset() {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 3_600; second += 2) {
      lines.add(request(second, "GET", "/", second == 700 || second >= 2_511 ? 502 : 200));
    }
    lines.set(350, request(700, "GET", "/", 502));
    for (int second = 3_000; second < 3_600; second += 2) {
      lines.set(second / 2, request(second, "GET", "/", 200));
    }
    Readout readout = read(Logs.file("web.log", lines));

    assertThat(only(readout, EventType.FIRST_SEEN).time().at()).isEqualTo(START.plusSeconds(2_512));
    assertThat(only(readout, EventType.FIRST_SEEN).summary())
        .startsWith("HTTP 5xx became frequent");
    assertThat(only(readout, EventType.RATE_ONSET).time().at()).isEqualTo(START.plusSeconds(2_512));
  }

  @Test
  void an_error_that_goes_on_all_day_is_no_finding_but_a_new_one_is() {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 14_400; second += 5) {
      lines.add(app(second, "INFO", "order " + second + " stored in " + second % 90 + " ms"));
      if (second % 1_500 == 0) {
        lines.add(app(second + 1, "ERROR", "mail relay refused message " + second));
      }
      if (second > 9_000 && second < 9_600) {
        lines.add(app(second + 2, "ERROR", "lost connection to ledger, attempt " + second % 7));
      }
    }
    List<Event> firsts = of(read(Logs.file("app.log", lines)), EventType.FIRST_SEEN);

    assertThat(firsts).hasSize(1);
    assertThat(firsts.get(0).summary()).startsWith("First seen: lost connection to ledger");
    assertThat(firsts.get(0).time().at()).isEqualTo(START.plusSeconds(9_007));
    assertThat(firsts.get(0).count()).isEqualTo(119);
    assertThat(firsts.get(0).attributes())
        .containsEntry("signature", "lost connection to ledger, attempt <*>");
  }

  @Test
  void a_short_burst_has_an_onset_and_an_end() {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 3_600; second += 10) {
      lines.add(app(second, "INFO", "tick"));
    }
    for (int i = 0; i < 60; i++) {
      lines.add(181 + i, app(1_812 + i, "ERROR", "cache at 10.0.0.7:6379 refused"));
    }
    Readout readout = read(Logs.file("app.log", lines));

    assertThat(only(readout, EventType.RATE_ONSET).time().at()).isEqualTo(START.plusSeconds(1_812));
    assertThat(only(readout, EventType.RATE_END).time().at()).isEqualTo(START.plusSeconds(1_871));
  }

  @Test
  void three_lines_and_quiet_logs_give_no_rates() {
    assertThat(
            read(Logs.file(
                    "a.log",
                    List.of(app(0, "INFO", "a"), app(60, "INFO", "b"), app(90, "INFO", "c"))))
                .events())
        .isEmpty();
    Random random = new Random(3);
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 20_000; second += 40) {
      lines.add(app(second, random.nextInt(60) == 0 ? "WARN" : "INFO", "poll " + second));
    }
    assertThat(read(Logs.file("a.log", lines)).events()).isEmpty();
  }

  @Test
  void silence_is_told_where_there_was_traffic() {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 3_600; second++) {
      if (second <= 1_500 || second > 2_100) {
        lines.add(request(second, "GET", "/", 200));
      }
    }
    Event silence = only(read(Logs.file("web.log", lines)), EventType.SILENCE);

    assertThat(silence.time().at()).isEqualTo(START.plusSeconds(1_500));
    assertThat(silence.until()).isEqualTo(START.plusSeconds(2_101));
    assertThat(silence.citations()).hasSize(2);
  }

  @Test
  void a_stack_trace_belongs_to_its_record_and_names_exception_and_own_code() {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 600; second += 3) {
      lines.add(app(second, "INFO", "tick"));
    }
    lines.add(
        app(601, "ERROR", "cannot pay")
            + "\njava.lang.IllegalStateException: no ledger"
            + "\n\tat org.apache.http.Client.send(Client.java:10)"
            + "\n\tat shop.pay.Till.book(Till.java:81)");
    Readout readout = read(Logs.file("app.log", lines));
    Event event = only(readout, EventType.FIRST_SEEN);

    assertThat(account(readout).read()).isEqualTo(201);
    assertThat(event.attributes())
        .containsEntry("exception", "java.lang.IllegalStateException")
        .containsEntry("code", "shop/pay/Till.java:81");
    assertThat(event.citations().get(0).sha256()).isEqualTo(sha256(lines.get(200)));
  }

  @ParameterizedTest
  @ValueSource(ints = {4_096, 5_000, 70_001, 1 << 20})
  void the_order_of_files_threads_and_blocks_do_not_matter(int block) {
    Random random = new Random(11);
    List<EvidenceFile> files = new ArrayList<>();
    for (int f = 0; f < 3; f++) {
      List<String> lines = new ArrayList<>();
      for (int second = 0; second < 2_000; second += 2) {
        boolean failing = second > 1_200 && random.nextInt(4) > 0;
        lines.add(request(second, "GET", "/u/" + random.nextInt(99), failing ? 500 : 200));
      }
      files.add(Logs.file("pod-" + f + "/web.log", lines));
    }
    files.add(Logs.file("empty.log", List.of()));
    Readout expected = read(files, ReadingRules.NONE, 1, 1 << 20);
    for (int threads = 1; threads <= 3; threads++) {
      Collections.shuffle(files, random);
      assertThat(read(files, ReadingRules.NONE, threads, block)).isEqualTo(expected);
    }
    assertThat(of(expected, EventType.FIRST_SEEN)).hasSize(1);
  }

  @Test
  void rows_add_up_and_rows_outside_the_asked_time_are_filtered() {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 600; second++) {
      lines.add(request(second, "GET", "/", 200));
    }
    lines.add(300, "\u0000\u0001 what is this");
    ReadingRules rules =
        new ReadingRules(
            Incident.EMPTY, List.of(), null, START.plusSeconds(100), START.plusSeconds(400));
    FileAccount account = account(read(List.of(Logs.file("web.log", lines)), rules, 1, 4_096));

    assertThat(account.read()).isEqualTo(601);
    assertThat(account.filtered()).isEqualTo(300);
    assertThat(account.unreadable()).isEqualTo(1);
    assertThat(account.first()).isEqualTo(START.plusSeconds(100));
    assertThat(account.last()).isEqualTo(START.plusSeconds(399));
    assertThat(diagnostics.sorted())
        .extracting(d -> d.code() + " " + d.location())
        .containsExactly("PM-L021 web.log:301");
  }

  @Test
  void stamps_without_a_zone_take_the_stated_one_and_say_so_when_none_is() {
    EvidenceFile file =
        Logs.file("db/app.log", List.of(app(0, "INFO", "tick"), app(5, "INFO", "tock")));

    FileAccount assumed = account(read(file));
    assertThat(assumed.basis()).containsExactly(Basis.ZONE_ASSUMED);
    assertThat(diagnostics.sorted()).extracting(Diagnostic::code).containsExactly("PM-L010");
    assertThat(diagnostics.sorted().get(0).help()).contains("--zone 'db/app.log=<zone>'");

    ReadingRules rules =
        new ReadingRules(
            Incident.EMPTY,
            List.of(new SourceRule("db/*", ZoneId.of("Europe/Paris"), null, Duration.ofSeconds(7))),
            null,
            null,
            null);
    FileAccount stated = account(read(List.of(file), rules, 1, 4_096));
    assertThat(stated.basis()).containsExactly(Basis.ZONE_CONFIGURED);
    assertThat(stated.first()).isEqualTo(START.minusSeconds(7_200 - 7));
    assertThat(stated.zone()).isEqualTo("Europe/Paris");
  }

  @Test
  void hostile_lines_are_cut_counted_and_survived() {
    String endless = app(1, "INFO", "x".repeat(3_000_000));
    String text =
        "\uFEFF" + app(0, "INFO", "begin") + "\r\n" + endless + "\r\n" + app(2, "ERROR", "end");
    Readout readout = read(Logs.file("app.log", List.of(text)));

    assertThat(account(readout).read()).isEqualTo(3);
    assertThat(account(readout).unreadable()).isZero();
    assertThat(account(readout).last()).isEqualTo(START.plusSeconds(2));
    assertThat(diagnostics.sorted()).extracting(Diagnostic::code).contains("PM-L002");
    assertThat(only(readout, EventType.FIRST_SEEN).citations().get(0).place()).hasToString(":3");
  }

  @Test
  void a_log_without_any_known_format_is_counted_as_unreadable() {
    Readout readout = read(Logs.file("odd.log", List.of("foo", "bar", "baz")));

    assertThat(readout.events()).isEmpty();
    assertThat(account(readout).reader()).isNull();
    assertThat(account(readout).unreadable()).isEqualTo(3);
    assertThat(diagnostics.sorted()).extracting(Diagnostic::code).containsExactly("PM-L020");
  }

  @Test
  void a_file_that_goes_away_while_it_is_read_is_told_and_what_was_read_stays() {
    byte[] bytes =
        String.join("\n", List.of(app(0, "INFO", "one"), app(1, "ERROR", "two"))).getBytes(UTF_8);
    Readout readout = read(breaking("app.log", bytes, 2));

    assertThat(account(readout).read()).isEqualTo(2);
    assertThat(account(readout).unreadable()).isZero();
    BadCases.check("PM-L001-file-goes-away", diagnostics.sorted());
  }

  @Test
  void a_file_of_which_nothing_can_be_read_counts_as_one_unreadable_row() {
    Readout readout = read(breaking("app.log", new byte[0], 1));

    assertThat(account(readout).unreadable()).isEqualTo(1);
    assertThat(diagnostics.sorted()).extracting(Diagnostic::code).containsExactly("PM-L001");
  }

  @Test
  void a_log_that_is_gone_when_it_is_cited_is_told() {
    byte[] bytes =
        String.join("\n", List.of(app(0, "INFO", "one"), app(1, "ERROR", "two"))).getBytes(UTF_8);
    AtomicInteger opened = new AtomicInteger();
    EvidenceFile file =
        new EvidenceFile(
            "app.log",
            null,
            "a".repeat(64),
            bytes.length,
            () -> {
              if (opened.incrementAndGet() > 2) {
                throw new IOException("gone");
              }
              return new ByteArrayInputStream(bytes);
            });
    Readout readout = read(file);

    assertThat(readout.events()).isEmpty();
    BadCases.check("PM-L003-log-changes-while-it-is-read", diagnostics.sorted());
  }

  /** A file that fails behind its bytes, from one of its openings on. */
  private static EvidenceFile breaking(String name, byte[] bytes, int from) {
    AtomicInteger opened = new AtomicInteger();
    return new EvidenceFile(
        name,
        null,
        "a".repeat(64),
        bytes.length,
        () ->
            opened.incrementAndGet() < from
                ? new ByteArrayInputStream(bytes)
                : new SequenceInputStream(
                    new ByteArrayInputStream(bytes),
                    new InputStream() {
                      @Override
                      public int read() throws IOException {
                        throw new IOException("gone");
                      }

                      @Override
                      public int read(byte[] to, int from, int length) throws IOException {
                        return read();
                      }
                    }));
  }

  @Test
  void parse_hands_out_every_record_and_explain_says_why() {
    List<String> lines =
        List.of(app(0, "WARN", "one\n\tmore of it"), "nonsense", app(3, "INFO", "two"));
    EvidenceFile file = Logs.file("app.log", lines);
    List<ParsedRecord> records = new ArrayList<>();
    engine(ReadingRules.NONE, 1, 4_096).parse(List.of(file), records::add);

    assertThat(records.get(0).line()).isEqualTo(1);
    assertThat(records.get(0).lines()).isGreaterThanOrEqualTo(2);
    assertThat(records.get(0).severity()).isEqualTo(Severity.WARNING);
    assertThat(records.get(records.size() - 1).line()).isEqualTo(4);
    Explanation explanation = engine(ReadingRules.NONE, 1, 4_096).explain(file);
    assertThat(explanation.chosen()).isEqualTo(records.get(0).format());
    assertThat(explanation.candidates()).isNotEmpty();
  }

  @Test
  void explain_shows_what_stops_where_and_how_a_record_came_by_its_time() {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 20; second++) {
      lines.add(request(second, "GET", "/", 200));
    }
    lines.add(7, "192.0.2.9 - - [03/Foo/2024:08:00:07 +0200] \"GET / HTTP/1.1\" 200 512");
    EvidenceFile file = Logs.file("web.log", lines);
    Explanation explanation = engine(ReadingRules.NONE, 1, 4_096).explain(file);

    assertThat(explanation.chosen()).isEqualTo("access");
    assertThat(explanation.candidates().get(0).score()).isPositive();
    assertThat(explanation.looks()).isEmpty();

    ExplainedRecord record = engine(ReadingRules.NONE, 1, 4_096).explain(file, 3).orElseThrow();
    EventTime time = java.util.Objects.requireNonNull(record.record().time());
    assertThat(time.raw()).isEqualTo("03/Jun/2024:10:00:02 +0200");
    assertThat(time.basis()).containsExactly(Basis.OFFSET);
    assertThat(record.pattern()).isNotNull();
    assertThat(engine(ReadingRules.NONE, 1, 4_096).explain(file, 99)).isEmpty();
  }

  @Test
  void explain_looks_at_the_middle_and_the_end_of_a_large_log() {
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 30_000; second++) {
      lines.add(request(second % 3_600, "GET", "/", 200));
    }
    lines.add(29_900, "nonsense");
    Explanation explanation =
        engine(ReadingRules.NONE, 1, 4_096).explain(Logs.file("web.log", lines));

    assertThat(explanation.looks())
        .extracting(Explanation.Look::where)
        .containsExactly("middle", "end");
    assertThat(explanation.looks().get(1).shares().get(0).format()).isEqualTo("access");
    assertThat(explanation.looks().get(1).shares()).contains(new Explanation.Share(null, 1));
    assertThat(explanation.looks().get(1).unfit().get(0).snippet().text()).isEqualTo("nonsense");
  }

  private static String request(int second, String method, String path, int status) {
    String time =
        java.time.format.DateTimeFormatter.ofPattern(
                "dd/MMM/yyyy:HH:mm:ss Z", java.util.Locale.ENGLISH)
            .format(START.plusSeconds(second).atOffset(java.time.ZoneOffset.ofHours(2)));
    return "192.0.2.9 - - ["
        + time
        + "] \""
        + method
        + " "
        + path
        + " HTTP/1.1\" "
        + status
        + " 512 \"-\" \"probe/1.0\"";
  }

  private static String app(int second, String level, String message) {
    String time =
        java.time.format.DateTimeFormatter.ofPattern(
                "yyyy-MM-dd HH:mm:ss,SSS", java.util.Locale.ENGLISH)
            .format(START.plusSeconds(second).atOffset(java.time.ZoneOffset.UTC));
    return time + " " + level + " [main] shop.pay.Till - " + message;
  }

  private Readout read(EvidenceFile file) {
    return read(List.of(file), ReadingRules.NONE, 2, 4_096);
  }

  private Readout read(List<EvidenceFile> files, ReadingRules rules, int threads, int block) {
    return engine(rules, threads, block).read(files, () -> null);
  }

  private LogEngine engine(ReadingRules rules, int threads, int block) {
    return new LogEngine(
        new LogRun.Settings(
            FORMATS,
            Redactor.builtIn(null),
            rules,
            Limits.DEFAULT,
            diagnostics,
            Progress.NONE,
            threads,
            block,
            LogScanner.Cut.USUAL));
  }

  private static List<Event> of(Readout readout, EventType type) {
    return readout.events().stream().filter(e -> e.type() == type).toList();
  }

  private static Event only(Readout readout, EventType type) {
    List<Event> events = of(readout, type);
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  private static FileAccount account(Readout readout) {
    assertThat(readout.accounts()).hasSize(1);
    return readout.accounts().get(0);
  }

  private static int lineOf(Event event) {
    return Integer.parseInt(event.citations().get(0).place().toString().substring(1));
  }

  private static String sha256(String text) {
    return java.util.HexFormat.of()
        .formatHex(EventId.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
