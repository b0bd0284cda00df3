package postmortem.log.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;

/** Which format a line is of. */
class FormatLookupTest {

  private static final List<LogFormat> FORMATS = FormatLibrary.builtIn().formats();

  private static final List<String> LINES =
      List.of(
          "2025-02-09 09:00:00,010 [jobs-1] INFO  shop.mail.Outbox - handed to relay",
          "2025-02-09T09:00:00.010Z stdout F GET /health",
          "2025-02-09T09:00:00.010Z [ERROR] core: lock not taken",
          "{\"time\":\"2025-02-09T09:00:00Z\",\"level\":\"info\",\"msg\":\"ready\"}",
          "{\"@timestamp\":\"2025-02-09T09:00:00.005Z\",\"message\":\"sold\",\"level\":\"WARN\"}",
          "{\"level\":\"error\",\"msg\":\"no time in this\"}",
          "time=2025-02-09T09:00:00Z level=warn msg=\"slow\"",
          "Feb  9 09:00:00 web-1 sshd[811]: Accepted publickey for deploy",
          "10.0.0.9 - - [09/Feb/2025:09:00:00 +0000] \"GET /a HTTP/1.1\" 200 12 \"-\" \"curl\"",
          "I0209 09:00:00.000001       1 main.go:22] started",
          "[WARN] pool is full",
          "nothing that any format knows",
          "{not an object",
          "2025-02-09T09:00:00Z[Europe/London] INFO woke up",
          "2025-02-09 09:00:00 +0100 CET ERROR shop.Mail: gone",
          "09:00:00.010 INFO short");

  private static int format(FormatLookup formats, String line) {
    byte[] buf = line.getBytes(StandardCharsets.UTF_8);
    int firstTo = line.indexOf('\n');
    int end = firstTo < 0 ? buf.length : firstTo;
    return formats.match(buf, 0, end, buf.length, -1, new LogRecord());
  }

  private static String name(String line) {
    int format = format(FormatLookup.ofWrapped(new FormatIndex(FORMATS)), line);
    return format < 0 ? "none" : FORMATS.get(format).name();
  }

  /** Known lines and words in any order, some with a second line; none of them empty. */
  private static List<String> lines(int count) {
    Random random = new Random(7);
    String[] words = {"a", "ERROR", "12:30:01", "2025-02-09", "{", "}", "[x]", "k=v", "-", "7"};
    List<String> lines = new ArrayList<>();
    while (lines.size() < count) {
      StringBuilder line = new StringBuilder();
      if (random.nextInt(3) > 0) {
        line.append(LINES.get(random.nextInt(LINES.size())));
      }
      for (int w = random.nextInt(4); w > 0; w--) {
        line.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
      }
      if (random.nextInt(9) == 0) {
        line.append("\n\tat shop.Cart.sum(Cart.java:7)");
      }
      if (!line.isEmpty() && line.charAt(0) != '\n') {
        lines.add(line.toString());
      }
    }
    return lines;
  }

  @Test
  void the_lines_before_do_not_count() {
    FormatLookup used = FormatLookup.ofWrapped(new FormatIndex(FORMATS));
    int known = 0;
    int n = 0;
    for (String line : lines(11_000)) {
      int found = format(used, line);
      known += found >= 0 ? 1 : 0;
      if (n++ % 8 == 0) {
        assertThat(found)
            .as(line)
            .isEqualTo(format(FormatLookup.ofWrapped(new FormatIndex(FORMATS)), line));
      }
    }
    assertThat(known).isGreaterThan(4_000);
  }

  /** What is left out by its first byte, its marks and its outline would not have taken it. */
  @Test
  void a_record_is_of_the_first_format_that_takes_it() {
    FormatLookup lookup = FormatLookup.ofRecords(new FormatIndex(FORMATS));
    LogRecord record = new LogRecord();
    int known = 0;
    for (String line : lines(11_000)) {
      if (line.charAt(0) == '{') {
        continue;
      }
      byte[] buf = line.getBytes(StandardCharsets.UTF_8);
      int firstTo = line.indexOf('\n') < 0 ? buf.length : line.indexOf('\n');
      int first = -1;
      for (int f = 0; f < FORMATS.size() && first < 0; f++) {
        LogFormat format = FORMATS.get(f);
        boolean takes = format.standsAlone() && format.match(buf, 0, firstTo, buf.length, record);
        first = takes ? f : -1;
      }
      assertThat(format(lookup, line)).as(line).isEqualTo(first);
      known += first >= 0 ? 1 : 0;
    }
    assertThat(known).isGreaterThan(4_000);
  }

  @Test
  void an_object_is_no_line_of_text() {
    assertThat(name(LINES.get(3))).isEqualTo("json-lines");
    assertThat(name(LINES.get(4))).isEqualTo("json-lines");
    assertThat(name(LINES.get(5))).isEqualTo("json-lines");
    assertThat(name(LINES.get(12))).isEqualTo("none");
  }
}
