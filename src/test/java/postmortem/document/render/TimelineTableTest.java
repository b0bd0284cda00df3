package postmortem.document.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Scene;

final class TimelineTableTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private final List<PlacedEvent> events = new CheckoutIncident().events;

  @Test
  void a_terminal_gets_aligned_columns_within_its_width() throws IOException {
    StringBuilder out = new StringBuilder();
    TimelineTable.table(events.subList(2, 5), null, 100, out);
    assertThat(out.toString())
        .isEqualTo(
            """
            UTC       KIND    WHAT HAPPENED                                 EVIDENCE
            2024-07-03 UTC
            14:02:07  log     5xx responses rose from 0.2 to 31 per minute  edge/access.log.gz:48213
            14:02:30  metric  error ratio rose from 0.1 % to 8 %            …rors.json#/data/result/0/values/130
            14:03:41  alert   CheckoutErrorRate began to fire               alerts.json#/0 +1
            """);
  }

  @Test
  void no_line_is_wider_than_the_terminal() throws IOException {
    for (int width : new int[] {60, 80, 120, 200}) {
      StringBuilder out = new StringBuilder();
      TimelineTable.table(events, BERLIN, width, out);
      assertThat(out.toString().lines())
          .hasSizeGreaterThanOrEqualTo(12)
          .allMatch(line -> line.length() <= width);
    }
  }

  @Test
  void evidence_cannot_move_the_cursor() throws IOException {
    CheckoutIncident incident = new CheckoutIncident();
    incident.add(
        "14:20:00Z",
        EventType.RECORD,
        "syslog",
        "a\u001b[2J",
        null,
        "x\u001b]0;title\u0007\u202e",
        0.9,
        CheckoutIncident.line("a\u0007", 1, "x"));
    StringBuilder out = new StringBuilder();
    TimelineTable.table(incident.events, null, 120, out);
    TimelineTable.csv(incident.events, null, out);
    assertThat(out).doesNotContain("\u001b").doesNotContain("\u0007").doesNotContain("\u202e");
  }

  @Test
  void markdown_has_a_column_for_the_zone() throws IOException {
    StringBuilder out = new StringBuilder();
    TimelineTable.markdown(events.subList(2, 3), BERLIN, out);
    assertThat(out.toString())
        .isEqualTo(
            """
            | Time (UTC) | Europe/Berlin (+02:00) | What happened | Kind | Evidence |
            |---|---|---|---|---|
            | 2024-07-03 14:02:07 | 16:02:07 | 5xx responses rose from 0.2 to 31 per minute | log, checkout | `edge/access.log.gz:48213` |
            """);
  }

  @Test
  void the_hour_that_clocks_show_twice_tells_which_of_the_two_it_is() throws IOException {
    Scene scene = new Scene("2024-10-27");
    for (String time : List.of("2024-10-26T23:40:00Z", "00:40:00", "01:24:40")) {
      scene.alert(EventType.ALERT_FIRED, time, "Slow" + time, "shop", Severity.CRITICAL);
    }
    StringBuilder out = new StringBuilder();
    TimelineTable.markdown(scene.timeline().events(), BERLIN, out);
    assertThat(out)
        .contains("| Europe/Berlin |")
        .contains("| 2024-10-26 23:40:00 | 2024-10-27 01:40:00 |")
        .contains("| 2024-10-27 00:40:00 | 02:40:00 +02:00 |")
        .contains("| 2024-10-27 01:24:40 | 02:24:40 +01:00 |");
  }

  @Test
  void a_spreadsheet_runs_nothing() throws IOException {
    CheckoutIncident incident = new CheckoutIncident();
    incident.events.clear();
    incident.add(
        "14:20:00Z",
        EventType.MESSAGE,
        "slack",
        "-x",
        "@ann",
        "=HYPERLINK(\"http://x\"), \"said\"",
        0.9,
        CheckoutIncident.line("+a", 1, "x"));
    StringBuilder out = new StringBuilder();
    TimelineTable.csv(incident.events, BERLIN, out);
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo(
            "id,at,local,until,kind,type,severity,service,actor,source,summary,count,significance,evidence");
    assertThat(lines.get(1))
        .endsWith(
            ",2024-07-03T14:20:00Z,2024-07-03T16:20+02:00,,chat,message,unknown,'-x,'@ann,slack,"
                + "\"'=HYPERLINK(\"\"http://x\"\"), \"\"said\"\"\",1,0.9,'+a:1");
    assertThat(out.toString()).endsWith("\r\n");
  }
}
