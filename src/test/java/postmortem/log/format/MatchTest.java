package postmortem.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.event.Severity;

class MatchTest {

  private static final FormatLibrary LIBRARY = FormatLibrary.builtIn();

  private final LogRecord record = new LogRecord();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Optional<String> first(String line) {
    byte[] bytes = bytes(line);
    return LIBRARY.formats().stream()
        .filter(format -> format.match(bytes, 0, bytes.length, record))
        .map(LogFormat::name)
        .findFirst();
  }

  private String text(Role role) {
    return new String(
        record.bytes(role),
        record.from(role),
        record.to(role) - record.from(role),
        StandardCharsets.UTF_8);
  }

  private boolean starts(String format, String line) {
    byte[] bytes = bytes(line);
    return LIBRARY.find(format).orElseThrow().startsRecord(bytes, 0, bytes.length, new LogRecord());
  }

  @Test
  void lines_of_stack_traces_belong_to_the_record_before() {
    for (String line :
        new String[] {
          "java.lang.IllegalStateException: boom",
          "\tat com.acme.Shop.run(Shop.java:12)",
          "Caused by: java.io.IOException: x",
          "\t... 12 more",
          "Traceback (most recent call last):",
          "  File \"/app/x.py\", line 1",
          "    at Object.<anonymous> (/app/x.js:1:1)",
          "",
        }) {
      assertThat(starts("java-text", line)).as(line).isFalse();
      assertThat(starts("python-logging", line)).as(line).isFalse();
    }
    assertThat(starts("postgresql", "\tFROM orders o")).isFalse();
    assertThat(starts("postgresql", "2025-02-09 10:05:23.744 [1] LOG:  x")).isTrue();
    assertThat(starts("access", "anything is a line of its own")).isTrue();
  }

  @Test
  void an_object_of_json_may_go_on_over_lines() {
    assertThat(starts("json-lines", "{")).isTrue();
    assertThat(starts("json-lines", "{\"a\": 1}")).isTrue();
    assertThat(starts("json-lines", "  {\"a\": 1},")).isTrue();
    assertThat(starts("json-lines", "panic: runtime error")).isTrue();
    for (String line : new String[] {"  \"a\": 1", "\"at x\",", "    {", "  ]", "}", "]"}) {
      assertThat(starts("json-lines", line)).as(line).isFalse();
    }
  }

  @Test
  void ranges_point_into_the_middle_of_a_buffer() {
    String before = "2025-02-09T10:00:00Z INFO before\n";
    String line = "2025-02-09T10:05:23Z ERROR it broke";
    byte[] bytes = bytes(before + line + "\nafter");
    LogFormat format = LIBRARY.find("iso-level").orElseThrow();
    int from = before.length();
    assertThat(format.match(bytes, from, from + line.length(), record)).isTrue();
    assertThat(text(Role.MESSAGE)).isEqualTo("it broke");
    assertThat(record.stampFrom()).isEqualTo(from);
    assertThat(record.stampTo()).isEqualTo(from + 20);
    assertThat(record.severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_record_keeps_nothing_of_the_one_before() {
    assertThat(
            first(
                "{\"time\":\"2025-02-09T10:05:23Z\",\"level\":\"error\",\"msg\":\"a\\tb\",\"service\":\"x\",\"status\":500}"))
        .hasValue("json-lines");
    assertThat(text(Role.MESSAGE)).isEqualTo("a\tb");
    assertThat(first("{\"time\":\"2025-02-09T10:05:24Z\",\"msg\":\"c\"}")).hasValue("json-lines");
    assertThat(text(Role.MESSAGE)).isEqualTo("c");
    assertThat(record.has(Role.SERVICE)).isFalse();
    assertThat(record.status()).isZero();
    assertThat(record.severity()).isEqualTo(Severity.UNKNOWN);
  }

  @Test
  void escaped_text_becomes_the_text_that_was_meant() {
    assertThat(
            first(
                "{\"time\":\"2025-02-09T10:05:23Z\",\"msg\":\"\\u00fc \\ud83d\\ude00 \\ud83d \\\\ \\/ \\\"\"}"))
        .isPresent();
    assertThat(text(Role.MESSAGE)).isEqualTo("\u00fc \ud83d\ude00 \ufffd \\ / \"");
  }

  @Test
  void keys_are_found_nested_or_with_points_and_deep_nesting_costs_nothing() {
    assertThat(first("{\"a\":{\"time\":1},\"log\":{\"level\":\"warn\"},\"ts\":1739095523}"))
        .hasValue("json-lines");
    assertThat(record.severity()).isEqualTo(Severity.WARNING);
    String deep = "{\"x\":".repeat(50_000) + "1" + "}".repeat(50_000);
    assertThat(first("{\"x\":" + deep + ",\"ts\":1739095523}")).hasValue("json-lines");
    assertThat(first("{\"x\":" + "[".repeat(50_000) + ",\"ts\":1739095523}")).isEmpty();
  }

  @Test
  void a_line_without_a_time_has_no_format() {
    assertThat(first("Server started on port 8080")).isEmpty();
    assertThat(first("")).isEmpty();
    assertThat(first("{}")).isEmpty();
    assertThat(first("\u0000\u0001\u0002")).isEmpty();
  }

  static IntStream seeds() {
    return IntStream.range(0, 8);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void no_bytes_break_a_format(int seed) {
    Random random = new Random(seed);
    for (LogFormat format : LIBRARY.formats()) {
      for (String sample : FormatCheck.samples(format)) {
        byte[] line = bytes(sample);
        for (int i = 0; i < 3; i++) {
          line[random.nextInt(line.length)] =
              (byte) "\"\\{}[]:=, \u00007Z-%<>".charAt(random.nextInt(17));
        }
        for (LogFormat other : LIBRARY.formats()) {
          if (other.match(line, 0, line.length, record)) {
            assertThat(record.stampFrom()).isBetween(-1, line.length);
            assertThat(record.to(Role.MESSAGE)).isGreaterThanOrEqualTo(record.from(Role.MESSAGE));
          }
        }
      }
    }
  }

  private Severity levelOf(String line) {
    byte[] bytes = bytes(line);
    LogFormat format = LIBRARY.find("timed-level").orElseThrow();
    return format.match(bytes, 0, bytes.length, record) ? record.severity() : Severity.UNKNOWN;
  }

  @Test
  void a_level_behind_a_few_tokens_is_found() {
    for (String tokens :
        new String[] {
          "main",
          "[http-nio-8080 exec 1]",
          "4711 TID-ox1 MailJob JID-b4a5",
          "pid=1 tid=2 class=A jid=b4",
          "- shop.cart - 123 -",
          "(MainThread)\t{req 7}",
          "fail2ban.actions        [4711]:",
          "[a][b][c][d][e]",
        }) {
      String line = "2025-02-09 10:05:23,123 " + tokens + " ERROR boom";
      assertThat(levelOf(line)).as(line).isEqualTo(Severity.ERROR);
    }
    assertThat(levelOf("2025-02-09T10:05:23Z a:1 [error] boom")).isEqualTo(Severity.ERROR);
  }

  @Test
  void a_level_in_a_sentence_is_none() {
    for (String text :
        new String[] {
          "connection lost with ERROR 17",
          "job 17 finished with ERROR count 0",
          "cart, page ERROR shown",
          "[1] [2] [3] [4] [5] [6] [7] ERROR",
          "a-" + "b".repeat(200) + " ERROR boom",
          "[" + "b".repeat(200) + "] ERROR boom",
          "4711 ERRORS seen",
        }) {
      String line = "2025-02-09 10:05:23,123 " + text;
      assertThat(levelOf(line)).as(line).isEqualTo(Severity.UNKNOWN);
    }
  }

  @Test
  void the_first_level_is_the_level() {
    assertThat(levelOf("2025-02-09 10:05:23 [main] WARN  x-1 ERROR 7")).isEqualTo(Severity.WARNING);
    assertThat(levelOf("2025-02-09 10:05:23 a:1 [info] [error] page")).isEqualTo(Severity.INFO);
    assertThat(levelOf("2025-02-09 10:05:23 [a:1] info: x-1 ERROR page")).isEqualTo(Severity.INFO);
    // Small letters without brackets may be a word: nothing is said rather than something wrong.
    assertThat(levelOf("2025-02-09 10:05:23 4711 info x-1 ERROR page")).isEqualTo(Severity.UNKNOWN);
  }
}
