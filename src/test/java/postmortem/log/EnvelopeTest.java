package postmortem.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;

/** Lines that a container runtime wraps one by one. */
final class EnvelopeTest {

  private final Diagnostics diagnostics = new Diagnostics();

  /** How lines are wrapped. */
  private enum Wrapping {
    DOCKER("{\"log\":\"%s\\n\",\"stream\":\"stderr\",\"time\":\"2025-02-09T10:05:%02d.1Z\"}"),
    CRI("%2$s stderr F %1$s"),
    KUBECTL("[pod/till-0/app] %2$s %1$s"),
    COMPOSE("till-1  | %1$s");

    final String pattern;

    Wrapping(String pattern) {
      this.pattern = pattern;
    }

    String line(String text, int second) {
      String time = String.format("2025-02-09T10:05:%02d.100000000Z", second);
      return this == DOCKER
          ? String.format(pattern, text.replace("\t", "\\t").replace("\"", "\\\""), second)
          : String.format(pattern, text, time);
    }
  }

  private static String info(int second) {
    return String.format("2025-02-09 11:05:%02d,100 INFO [main] shop.Till - tick", second);
  }

  private static List<String> wrapped(Wrapping wrapping, List<String> texts) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      lines.add(wrapping.line(texts.get(i), i));
    }
    return lines;
  }

  private LogEngine engine() {
    return Logs.engine(ReadingRules.NONE, diagnostics, 1);
  }

  private static EvidenceFile file(List<String> lines) {
    return Logs.file("app.log", lines);
  }

  private List<String> places(List<String> lines) {
    List<String> places = new ArrayList<>();
    engine()
        .parse(List.of(file(lines)), record -> places.add(record.line() + "+" + record.lines()));
    return places;
  }

  @ParameterizedTest
  @EnumSource(Wrapping.class)
  void a_trace_that_is_wrapped_line_by_line_is_one_record(Wrapping wrapping) {
    List<String> lines =
        wrapped(
            wrapping,
            List.of(
                info(0),
                "2025-02-09 11:05:01,100 ERROR [main] shop.Till - cannot pay",
                "java.lang.IllegalStateException: no ledger",
                "\tat shop.pay.Till.book(Till.java:81)",
                "Caused by: java.io.IOException: gone",
                "\tat shop.Ledger.open(Ledger.java:3)",
                "\t... 12 more",
                info(7),
                "",
                info(9)));
    assertThat(places(lines)).containsExactly("1+1", "2+6", "8+2", "10+1");
    Signature failed = engine().signatures(List.of(file(lines))).signatures().get(0);
    assertThat(failed.template())
        .isEqualTo("cannot pay java.lang.IllegalStateException shop.pay.Till.book");
  }

  @Test
  void traces_of_python_and_go_are_joined_where_records_are_known() {
    assertThat(
            places(
                wrapped(
                    Wrapping.CRI,
                    List.of(
                        "2025-02-09 11:05:00,120 ERROR root: boom",
                        "Traceback (most recent call last):",
                        "  File \"/app/till.py\", line 3, in pay",
                        "ValueError: bad",
                        "2025-02-09 11:05:04,120 INFO root: ok"))))
        .containsExactly("1+4", "5+1");
    assertThat(
            places(
                wrapped(
                    Wrapping.CRI,
                    List.of(
                        "2025/02/09 10:05:00 http: panic serving 192.0.2.1:1: boom",
                        "goroutine 17 [running]:",
                        "main.(*Till).pay(0xc000)",
                        "\t/app/till.go:17 +0x1d",
                        "2025/02/09 10:05:04 ok"))))
        .containsExactly("1+4", "5+1");
  }

  /** Lines as CRI writes them, so many microseconds behind each other. */
  private static List<String> written(List<Integer> micros, List<String> texts) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < texts.size(); i++) {
      at += micros.get(i);
      lines.add(String.format("2025-02-09T10:05:00.%06d789Z stdout F %s", at, texts.get(i)));
    }
    return lines;
  }

  @Test
  void lines_that_were_written_with_a_record_belong_to_it() {
    assertThat(
            places(
                written(
                    List.of(0, 20_000, 30, 30, 30, 30, 20_000, 90_000, 20_000),
                    List.of(
                        info(0),
                        info(0) + " of the body",
                        "{",
                        "  \"at\": \"2025-02-09T09:00:00Z\",",
                        "\"total\": 17",
                        "}",
                        info(0),
                        "Killed",
                        info(0)))))
        .containsExactly("1+1", "2+5", "7+1", "8+1", "9+1");
  }

  @Test
  void records_that_were_written_together_stay_records() {
    assertThat(
            places(
                written(
                    List.of(0, 30, 30, 30, 30, 30),
                    List.of(
                        info(0),
                        "ERROR: no ledger",
                        info(0),
                        "10:05:00 tick",
                        info(0),
                        "{\"level\":\"error\",\"msg\":\"boom\"}"))))
        .containsExactly("1+1", "2+1", "3+1", "4+1", "5+1", "6+1");
    assertThat(
            places(
                written(
                    List.of(0, 30, 30), List.of("listening on 3000", "ready", "2 carts restored"))))
        .containsExactly("1+1", "2+1", "3+1");
  }

  @Test
  void lines_of_a_service_in_a_row_are_one_record_where_the_envelope_has_no_time() {
    assertThat(
            places(
                List.of(
                    "till-1  | " + info(0),
                    "till-1  | POST /book",
                    "till-1  | total: 17",
                    "cart-1  | migrated",
                    "till-1  | " + info(1))))
        .containsExactly("1+3", "4+1", "5+1");
  }

  private static List<String> behind(String prefix, List<String> texts) {
    return texts.stream().map(text -> prefix + text).toList();
  }

  /** Traces of several languages behind records of their programs. */
  private static final List<String> TRACES =
      List.of(
          info(0),
          info(1),
          "2025-02-09 11:05:01,100 ERROR [main] shop.Till - cannot pay",
          "RuntimeException: no ledger in /app/Till.php:3",
          "Stack trace:",
          "#0 /app/index.php(12): Till->pay()",
          "#1 {main}",
          info(2),
          "2025-02-09 11:05:01,100 WARN [main] shop.Till - slow statement",
          "SELECT id",
          "FROM orders",
          info(3),
          "2025-02-09 11:05:01,100 ERROR [main] shop.Till - failed",
          "Traceback (most recent call last):",
          "  File \"/app/till.py\", line 3, in pay",
          "    raise PayFailed(order)",
          "shop.errors.PayFailed: order 17",
          info(4));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Feb  9 10:05:23 web-1 till[7]: ",
        "2025-02-09T10:05:23+00:00 web-1 till[7]: ",
        "<14>1 2025-02-09T10:05:23Z web-1 till 7 - - ",
        "2025-02-09T10:05:23Z {app=\"till\"} ",
        "2025-02-09T10:05:23Z app[148e2d0a7c3898] ams [info]",
        "till-1  | 2025-02-09T10:05:23.100000000Z ",
      })
  void lines_of_the_same_second_belong_to_the_record_before(String prefix) {
    assertThat(places(behind(prefix, TRACES)))
        .containsExactly("1+1", "2+1", "3+5", "8+1", "9+3", "12+1", "13+5", "18+1");
  }

  @Test
  void indented_lines_of_programs_in_syslog_that_write_no_times_are_records() {
    assertThat(
            places(
                behind(
                    "Feb  9 10:05:23 web-1 ",
                    List.of(
                        "sudo[9]:   deploy : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls",
                        "sudo[9]:   deploy : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/cat",
                        "till[7]: IllegalState",
                        "cron[3]: started",
                        "till[7]: \tat shop.Till.pay(Till.java:7)",
                        "cron[3]: \tat shop.Till.pay(Till.java:7)",
                        "mail[5]: \tat shop.Till.pay(Till.java:7)"))))
        .containsExactly("1+1", "2+1", "3+1", "4+3", "7+1");
  }

  @Test
  void what_each_program_writes_is_judged_by_itself() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      lines.add("till-1  | " + info(i));
      lines.add("cart-1  | cart " + i + " opened");
      lines.add("cart-1  | cart " + i + " stored");
    }
    lines.add("till-1  | " + info(6));
    lines.add("till-1  | total: 17");
    assertThat(places(lines)).hasSize(16).contains("2+1", "3+1", "16+2");
  }

  @Test
  void what_a_runtime_says_of_a_program_that_dies_is_a_record_of_its_own() {
    assertThat(
            places(
                written(
                    List.of(0, 20_000, 20_000, 30, 90_000, 30, 30, 90_000, 30),
                    List.of(
                        info(0),
                        info(0),
                        "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space",
                        "\tat shop.Cache.grow(Cache.java:31)",
                        "panic: no ledger",
                        "",
                        "goroutine 1 [running]:",
                        info(0),
                        "java.io.IOException: logged with it"))))
        .containsExactly("1+1", "2+1", "3+2", "5+3", "8+2");
    assertThat(
            places(
                written(
                    List.of(0, 20_000, 90_000, 30, 30),
                    List.of(
                        info(0),
                        info(0),
                        "Traceback (most recent call last):",
                        "  File \"/app/till.py\", line 3, in pay",
                        "ValueError: nobody caught it"))))
        .containsExactly("1+1", "2+1", "3+3");
  }

  @Test
  void a_record_on_two_lines_of_an_envelope_is_one() {
    List<String> lines =
        behind(
            "Feb  9 10:05:23 web-1 till[7]: ",
            List.of(
                "Feb 09, 2025 10:05:23 AM shop.Till pay",
                "INFO: paid at 10:05",
                "Feb 09, 2025 10:05:23 AM shop.Till pay",
                "SEVERE: cannot pay",
                "java.io.IOException: gone",
                "\tat shop.Till.pay(Till.java:7)",
                "Feb 09, 2025 10:05:23 AM shop.Till pay",
                "FINE: paid"));
    assertThat(places(lines)).containsExactly("1+2", "3+4", "7+2");
    assertThat(severities(lines)).containsExactly("info", "error", "debug");
  }

  @Test
  void an_exception_among_lines_without_a_beginning_is_a_record_of_its_own() {
    assertThat(
            places(
                wrapped(
                    Wrapping.DOCKER,
                    List.of(
                        "listening on 3000",
                        "TypeError: x is undefined",
                        "    at pay (/app/till.js:3:7)",
                        "listening again"))))
        .containsExactly("1+1", "2+2", "4+1");
  }

  @Test
  void an_indented_line_that_begins_with_a_stamp_is_a_record() {
    assertThat(
            places(
                wrapped(
                    Wrapping.DOCKER,
                    List.of(
                        "     7:20250209:100500.100 no database",
                        "  1739095501.100   585  4711 E Till: no ledger",
                        "  10:05:02 slow",
                        "    2025/02/09 10:05:03 [ERR] no leader",
                        "  12:30 o'clock is no stamp",
                        "  4711: neither",
                        "  17.5"))))
        .containsExactly("1+1", "2+1", "3+1", "4+4");
  }

  @Test
  void lines_of_another_pod_do_not_get_into_a_trace() {
    List<String> lines =
        new ArrayList<>(
            wrapped(
                Wrapping.KUBECTL,
                List.of(
                    info(0),
                    "2025-02-09 11:05:01,100 ERROR [main] shop.Till - cannot pay",
                    "java.lang.IllegalStateException: no ledger",
                    "\tat shop.pay.Till.book(Till.java:81)",
                    info(4))));
    lines.add(
        3, Wrapping.KUBECTL.line("\tat cart.Cart.add(Cart.java:9)", 2).replace("till", "cart"));
    assertThat(engine().signatures(List.of(file(lines))).signatures().get(0).template())
        .isEqualTo("cannot pay java.lang.IllegalStateException shop.pay.Till.book");
  }

  @Test
  void two_clocks_in_one_record_are_compared_once_for_the_file() {
    List<String> texts = new ArrayList<>();
    for (int second = 0; second < 50; second++) {
      texts.add(info(second));
    }
    places(wrapped(Wrapping.CRI, texts));
    Diagnostic said =
        diagnostics.sorted().stream()
            .filter(d -> d.code().equals("PM-L025"))
            .findFirst()
            .orElseThrow();
    assertThat(said.message()).contains("1 h ahead of those outside");
    assertThat(said.help()).contains("local time at +01:00");
    assertThat(said.notes()).containsExactly("50 records have both: from +1 h to +1 h");
  }

  @Test
  void an_outer_clock_without_a_zone_is_told_its_zone_by_many_inner_ones() {
    List<String> times = new ArrayList<>();
    engine().parse(List.of(file(ticks(10))), record -> times.add(String.valueOf(record.time())));
    assertThat(times)
        .hasSize(10)
        .allMatch(time -> time.contains("2025-02-09T10:05:") && time.contains("ZONE_CONFIGURED"));
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::message)
        .contains("the stamps carry no zone: lines inside of this log tell that it is +02:00");
  }

  @Test
  void inner_clocks_that_do_not_agree_tell_no_zone() {
    List<String> lines = ticks(10);
    lines.add("Feb  9 12:05:30 node-1 cart[7]: time=\"2025-02-09T11:05:30Z\" level=info msg=up");
    lines.add("Feb  9 12:05:31 node-1 cart[7]: time=\"2025-02-09T11:05:31Z\" level=info msg=up");
    List<String> times = new ArrayList<>();
    engine().parse(List.of(file(lines)), record -> times.add(String.valueOf(record.time())));
    assertThat(times).hasSize(12).allMatch(time -> time.contains("ZONE_ASSUMED"));
  }

  @Test
  void a_zone_that_somebody_stated_is_not_told_by_lines() {
    ReadingRules stated =
        new ReadingRules(
            Incident.EMPTY,
            List.of(new SourceRule("app.log", ZoneId.of("Europe/Athens"), null, null)),
            null,
            null,
            null);
    List<String> times = new ArrayList<>();
    Logs.engine(stated, diagnostics, 1)
        .parse(List.of(file(ticks(10))), record -> times.add(String.valueOf(record.time())));
    assertThat(times).hasSize(10).allMatch(time -> time.contains("ZONE_CONFIGURED"));
  }

  private static List<String> ticks(int count) {
    List<String> lines = new ArrayList<>();
    for (int second = 10; second < 10 + count; second++) {
      lines.add(
          String.format(
              "Feb  9 12:05:%1$d node-1 till[7]: time=\"2025-02-09T10:05:%1$d.1Z\" level=info"
                  + " msg=tick",
              second));
    }
    return lines;
  }

  @Test
  void a_zone_is_proposed_where_few_inner_clocks_tell_it() {
    List<String> lines = new ArrayList<>();
    for (int second = 10; second < 14; second++) {
      lines.add(
          String.format(
              "Feb  9 12:05:%1$d node-1 till[7]: time=\"2025-02-09T10:05:%1$d.1Z\" level=info"
                  + " msg=tick",
              second));
    }
    assertThat(places(lines)).hasSize(4);
    Diagnostic said =
        diagnostics.sorted().stream()
            .filter(d -> d.code().equals("PM-L025"))
            .findFirst()
            .orElseThrow();
    assertThat(said.message()).contains("2 h behind those outside");
    assertThat(said.help())
        .isEqualTo(
            "the outer ones carry no zone and are probably local time at +02:00: state it with"
                + " --zone 'app.log=+02:00'");
  }

  @Test
  void a_log_without_years_has_that_of_the_lines_inside() {
    List<String> lines =
        List.of(
            "Dec 31 23:59:58 node-1 kernel: eth0: link is up",
            "Dec 31 23:59:59 node-1 till[7]: time=\"2019-12-31T23:59:59Z\" level=info msg=tick",
            "Jan  1 00:00:01 node-1 till[7]: time=\"2020-01-01T00:00:01Z\" level=info msg=tick");
    List<String> times = new ArrayList<>();
    engine()
        .parse(
            List.of(file(lines)),
            record -> times.add(Objects.requireNonNull(record.time()).at().toString()));
    assertThat(times)
        .containsExactly("2019-12-31T23:59:58Z", "2019-12-31T23:59:59Z", "2020-01-01T00:00:01Z");
  }

  @Test
  void a_date_that_a_line_only_tells_of_says_nothing_about_its_year() {
    List<String> lines =
        List.of(
            "Feb  9 10:05:21 node-1 till[7]: time=\"2019-06-30T23:59:59Z\" level=info msg=replayed",
            "Feb  9 10:05:22 node-1 till[7]: time=\"2019-06-30T23:59:59Z\" level=info msg=replayed",
            "Feb  9 10:05:23 node-1 till[7]: time=\"2024-02-09T10:05:23Z\" level=info msg=tick");
    List<String> times = new ArrayList<>();
    engine()
        .parse(
            List.of(file(lines)),
            record -> times.add(Objects.requireNonNull(record.time()).at().toString()));
    assertThat(times)
        .containsExactly("2024-02-09T10:05:21Z", "2024-02-09T10:05:22Z", "2024-02-09T10:05:23Z");
  }

  @Test
  void what_a_program_writes_to_syslog_is_read_as_its_own_log() {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put(
        "kubelet[14]: E0209 10:05:23.544502 47 kubelet.go:187] \"Failed\" pod=\"shop/a\"", "error");
    expected.put("dockerd[8]: time=\"2025-02-09T10:05:23Z\" level=warning msg=\"slow\"", "warning");
    expected.put("etcd[9]: {\"level\":\"warn\",\"msg\":\"apply took too long\"}", "warning");
    expected.put("shop[7]: 2025-02-09 10:05:23,119 [main] ERROR com.acme.Shop - boom", "error");
    expected.put(
        "nginx[1]: 10.0.0.7 - - [09/Feb/2025:10:05:23 +0000] \"GET /cart HTTP/1.1\" 502 157 \"-\""
            + " \"curl/8\"",
        "error");
    expected.put("sshd[3]: error: maximum authentication attempts exceeded", "error");
    expected.put("sshd[3]: Accepted publickey for deploy from 10.0.0.7 port 4022 ssh2", "unknown");
    expected.put("kernel: eth0: renamed from veth12", "unknown");
    List<String> lines = new ArrayList<>();
    expected.keySet().forEach(text -> lines.add("Feb  9 10:05:23 node-1 " + text));
    assertThat(severities(lines)).containsExactlyElementsOf(expected.values());
    List<String> iso = new ArrayList<>();
    expected.keySet().stream()
        .filter(text -> text.contains("["))
        .forEach(text -> iso.add("2025-02-09T10:05:23+0000 node-1 " + text));
    assertThat(severities(iso))
        .containsExactlyElementsOf(new ArrayList<>(expected.values()).subList(0, 7));
  }

  private List<String> severities(List<String> lines) {
    List<String> found = new ArrayList<>();
    engine().parse(List.of(file(lines)), record -> found.add(record.severity().label()));
    return found;
  }

  @ParameterizedTest
  @EnumSource(Wrapping.class)
  void lines_without_a_time_say_how_bad_they_are(Wrapping wrapping) {
    Map<String, String> expected = new LinkedHashMap<>();
    expected.put("ERROR could not connect to db", "error");
    expected.put("[error] worker died", "error");
    expected.put("warning: slow", "warning");
    expected.put("level=error msg=\"pool exhausted\" pool=orders", "error");
    expected.put("{\"level\":\"error\",\"msg\":\"pool exhausted\"}", "error");
    expected.put("{\"severity\":\"WARNING\",\"event\":\"slow\"}", "warning");
    expected.put(" INFO shop::cart: stored", "info");
    expected.put("WARN  com.acme.Shop - slow", "warning");
    expected.put("<3>could not open the ledger", "error");
    expected.put("E0209 10:05:23.544502 7 kubelet.go:187] no volume", "error");
    expected.put("no error was found in 3 files", "unknown");
    expected.put("Error handling was set up", "unknown");
    expected.put("the last ERROR came yesterday", "unknown");
    expected.put("{\"items\":3,\"took\":12}", "unknown");
    expected.put("listening on port 8080", "unknown");
    assertThat(severities(wrapped(wrapping, List.copyOf(expected.keySet()))))
        .containsExactlyElementsOf(expected.values());
  }

  @Test
  void what_they_say_is_their_message() {
    List<String> lines =
        wrapped(
            Wrapping.CRI,
            List.of(
                "ERROR could not connect to db",
                "{\"level\":\"error\",\"msg\":\"could not connect to db\",\"pool\":\"x\"}",
                "level=error msg=\"could not connect to db\" pool=y"));
    List<Signature> signatures = engine().signatures(List.of(file(lines))).signatures();
    assertThat(signatures).hasSize(1);
    assertThat(signatures.get(0).template()).isEqualTo("could not connect to db");
    assertThat(signatures.get(0).count()).isEqualTo(3);
  }

  /** A long record as JSON, and how a runtime cuts it. */
  private static List<String> cut(String text, int size) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); at += size) {
      pieces.add(text.substring(at, Math.min(text.length(), at + size)));
    }
    return pieces;
  }

  private static String large(int length) {
    return "{\"level\":\"error\",\"payload\":\"" + "x".repeat(length) + "\",\"msg\":\"too large\"}";
  }

  @Test
  void pieces_of_a_long_line_of_kubernetes_are_one_record() {
    List<String> lines = new ArrayList<>();
    lines.add("2025-02-09T10:05:00.1Z stdout F INFO first");
    for (String piece : cut(large(40_000), 16_384)) {
      lines.add("2025-02-09T10:05:01.1Z stdout P " + piece);
    }
    lines.set(3, lines.get(3).replace(" P ", " F "));
    lines.add("2025-02-09T10:05:02.1Z stdout F INFO last");
    assertThat(places(lines)).containsExactly("1+1", "2+3", "5+1");
    assertThat(severities(lines)).containsExactly("info", "error", "info");
    assertThat(engine().signatures(List.of(file(lines))).signatures())
        .extracting(Signature::template)
        .contains("too large");
  }

  @Test
  void pieces_of_a_long_line_of_docker_are_one_record() {
    List<String> lines = new ArrayList<>();
    String form = "{\"log\":\"%s\",\"stream\":\"stdout\",\"time\":\"2025-02-09T10:05:0%d.1Z\"}";
    lines.add(String.format(form, "INFO first\\n", 0));
    List<String> pieces = cut(large(40_000), 16_384);
    pieces.set(2, pieces.get(2) + "\n");
    pieces.forEach(
        piece ->
            lines.add(String.format(form, piece.replace("\"", "\\\"").replace("\n", "\\n"), 1)));
    lines.add(String.format(form, "INFO last\\n", 2));
    assertThat(places(lines)).containsExactly("1+1", "2+3", "5+1");
    assertThat(severities(lines)).containsExactly("info", "error", "info");
  }

  @Test
  void a_piece_is_not_joined_with_a_line_of_the_other_stream() {
    List<String> lines =
        List.of(
            "2025-02-09T10:05:01.1Z stdout P half of it, ",
            "2025-02-09T10:05:01.2Z stderr F ERROR in between",
            "2025-02-09T10:05:01.3Z stdout F and the rest");
    assertThat(places(lines)).containsExactly("1+1", "2+1", "3+1");
    assertThat(severities(lines)).containsExactly("unknown", "error", "unknown");
  }

  @Test
  void a_line_without_its_end_is_no_piece_unless_it_is_as_long_as_one() {
    String form = "{\"log\":\"tick\",\"stream\":\"stdout\",\"time\":\"2025-02-09T10:05:0%d.1Z\"}";
    assertThat(places(List.of(String.format(form, 0), String.format(form, 1))))
        .containsExactly("1+1", "2+1");
  }

  @Test
  void a_level_is_found_behind_a_colour() {
    assertThat(
            severities(
                wrapped(
                    Wrapping.DOCKER,
                    List.of("\\u001b[31mERROR\\u001b[0m could not connect to db"))))
        .containsExactly("error");
  }

  @Test
  void records_of_the_console_of_dotnet_are_several_wrapped_lines() {
    List<String> lines =
        wrapped(
            Wrapping.DOCKER,
            List.of(
                "info: Microsoft.Hosting.Lifetime[14]",
                "      Now listening on: http://[::]:8080",
                "fail: Shop.Cart[0]",
                "      could not store",
                "      System.TimeoutException: boom"));
    assertThat(places(lines)).containsExactly("1+2", "3+3");
    assertThat(engine().signatures(List.of(file(lines))).signatures())
        .extracting(Signature::template)
        .contains("Now listening on: <*>")
        .anyMatch(template -> template.startsWith("could not store"));
  }

  @Test
  void without_an_envelope_a_line_without_a_time_stays_unread() {
    List<String> found = new ArrayList<>();
    engine()
        .parse(
            List.of(file(List.of(info(1), info(2), "", "ERROR could not connect to db"))),
            record -> found.add(record.line() + "+" + record.lines()));
    assertThat(found).containsExactly("1+1", "2+3");
    found.clear();
    engine()
        .parse(
            List.of(file(List.of("ERROR could not connect to db", "INFO ready"))),
            record -> found.add(String.valueOf(record.time())));
    assertThat(found).containsOnly("null");
  }

  @Test
  void clocks_that_agree_are_not_mentioned() {
    List<String> texts = new ArrayList<>();
    for (int second = 0; second < 50; second++) {
      texts.add(info(second).replace(" 11:", " 10:"));
    }
    places(wrapped(Wrapping.DOCKER, texts));
    assertThat(diagnostics.sorted()).extracting(Diagnostic::code).doesNotContain("PM-L025");
  }
}
