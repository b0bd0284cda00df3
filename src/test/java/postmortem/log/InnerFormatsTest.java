package postmortem.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;

/** Which format a wrapped line is of. */
class InnerFormatsTest {

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

  private static int format(InnerFormats formats, String line) {
    byte[] buf = line.getBytes(StandardCharsets.UTF_8);
    int firstTo = line.indexOf('\n');
    int end = firstTo < 0 ? buf.length : firstTo;
    return formats.match(buf, 0, end, buf.length, -1, new LogRecord());
  }

  private static String name(String line) {
    int format = format(new InnerFormats(new FormatIndex(FORMATS)), line);
    return format < 0 ? "none" : FORMATS.get(format).name();
  }

  @Test
  void the_lines_before_do_not_count() {
    Random random = new Random(7);
    InnerFormats used = new InnerFormats(new FormatIndex(FORMATS));
    String[] words = {"a", "ERROR", "12:30:01", "2025-02-09", "{", "}", "[x]", "k=v", "-", "7"};
    int known = 0;
    for (int n = 0; n < 12_000; n++) {
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
      if (line.isEmpty() || line.charAt(0) == '\n') {
        continue;
      }
      String text = line.toString();
      int found = format(used, text);
      known += found >= 0 ? 1 : 0;
      if (n % 8 == 0) {
        assertThat(found)
            .as(text)
            .isEqualTo(format(new InnerFormats(new FormatIndex(FORMATS)), text));
      }
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
