package postmortem.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Severity;
import postmortem.incident.ReadingRules;

/** Programs that begin the lines of a trace as they begin a record, and levels behind tags. */
final class FurtherLinesTest {

  private static final String HEAD = "E250209 10:05:23.000001 7 1@till/book.go:12 ⋮ [n1] 9 ";

  private static List<ParsedRecord> parse(List<String> lines) {
    List<ParsedRecord> records = new ArrayList<>();
    Logs.engine(ReadingRules.NONE, new Diagnostics(), 1)
        .parse(List.of(Logs.file("till.log", lines)), records::add);
    return records;
  }

  @Test
  void a_trace_whose_lines_repeat_the_header_is_one_record() {
    List<ParsedRecord> records =
        parse(
            List.of(
                HEAD + " cannot book",
                HEAD + "+(1) attached stack trace",
                HEAD + "!goroutine 7 [running]:",
                HEAD.replace('E', 'I').replace(" 9 ", " 10 ") + "={\"Till\":\"closed\"}",
                HEAD.replace('E', 'W').replace(" 9 ", " 11 ") + " slow"));

    assertThat(records).extracting(ParsedRecord::line).containsExactly(1L, 4L, 5L);
    assertThat(records).extracting(ParsedRecord::lines).containsExactly(3, 1, 1);
    assertThat(records)
        .extracting(ParsedRecord::severity)
        .containsExactly(Severity.ERROR, Severity.INFO, Severity.WARNING);
  }

  @Test
  void a_log_that_begins_inside_of_a_trace_keeps_its_time() {
    List<ParsedRecord> records =
        parse(List.of(HEAD + "+  | till.Book", HEAD + " cannot book", HEAD + "+(1) attached"));

    assertThat(records).extracting(ParsedRecord::line).containsExactly(1L, 2L);
    assertThat(records).allMatch(record -> record.time() != null);
  }

  @Test
  void a_sign_before_a_message_alone_does_not_join_it_to_the_line_before() {
    assertThat(
            parse(
                List.of(
                    "E0209 10:05:23.000001 7 book.go:12] cannot book",
                    "E0209 10:05:23.000002 7 book.go:12] +1 retry",
                    "E250209 10:05:23.000003 7 till/book.go:12  [n1] +1 retry")))
        .extracting(ParsedRecord::line)
        .containsExactly(1L, 2L, 3L);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "'xapi: [ warn|web-1|42 unix-RPC|VM.start R:4ffc|xapi] slow', WARNING",
        "'xapi: [error||0 |Xapi.watchdog|backtrace] 13/14', ERROR",
        "'authmgr[7]: <522008> <7> <NOTI> <wlc-1 10.0.0.7> user came', NOTICE",
        "'authmgr[7]: <522008> <ERRS> user could not come', ERROR",
        "'till[7]: [Error Handling|on] loaded', UNKNOWN",
        "'till[7]: <522008> <7> <done> stored', UNKNOWN",
      })
  void the_level_behind_the_tags_of_a_device_counts_in_syslog(String said, Severity severity) {
    String text = said.replace("'", "");
    for (String stamp : List.of("Feb  9 10:05:23 web-1 ", "Feb  9 10:05:23 2025 web-1 ")) {
      if (stamp.contains("2025") && !text.contains("]: <")) {
        continue;
      }
      assertThat(parse(List.of(stamp + text, stamp + text)))
          .hasSize(2)
          .allMatch(record -> record.severity() == severity);
    }
  }
}
