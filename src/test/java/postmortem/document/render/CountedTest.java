package postmortem.document.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.document.render.ReportView.FactView;
import postmortem.event.Attribute;
import postmortem.event.Basis;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.event.Precision;
import postmortem.timeline.PlacedEvent;

/** What the document says logs count. */
final class CountedTest {

  private static final String LOG = "iis/WEB01/u_ex260217.log";

  @Test
  void a_count_over_several_logs_names_them_all() {
    assertThat(
            said(
                rise("2026-02-17T05:22:16Z", "2026-02-17T06:50:59Z")
                    .attribute(Attribute.LOGS, "iis/WEB0*/u_ex260217.log")
                    .attribute(Attribute.LOG_COUNT, "2")
                    .attribute(Attribute.REQUESTS, "2954")
                    .attribute(Attribute.REQUESTS_FAILED, "272")))
        .isEqualTo(
            "272 of 2,954 requests (9.2 %) were answered with a server error in 2 logs together"
                + " (iis/WEB0*/u_ex260217.log), in the minutes from 2026-02-17 05:22 to 06:50 UTC");
  }

  @Test
  void a_count_of_one_log_names_it() {
    assertThat(
            said(
                rise("2026-02-17T05:22:16Z", "2026-02-17T06:50:59Z")
                    .attribute(Attribute.LOGS, LOG)
                    .attribute(Attribute.LOG_COUNT, "1")))
        .isEqualTo("272 errors in " + LOG + ", in the minutes from 2026-02-17 05:22 to 06:50 UTC");
  }

  @Test
  void errors_of_less_than_a_minute_do_not_last_from_it_to_itself() {
    assertThat(said(rise("2026-02-17T05:22:16Z", "2026-02-17T05:22:40Z")))
        .isEqualTo("272 errors in " + LOG + ", in the minute 2026-02-17 05:22 UTC");
  }

  @Test
  void a_link_to_a_log_shows_its_name_and_not_how_it_was_read() {
    assertThat(Markup.event(rise("2026-02-17T05:22:16Z", "2026-02-17T05:22:40Z").build()).text())
        .startsWith("[u_ex260217.log](#e-");
  }

  private static String said(Event.Builder rise) {
    List<PlacedEvent> events = List.of(new PlacedEvent(rise.build(), 0.9));
    List<FactView> facts = new Counted(events, new Citations(events)).facts();
    assertThat(facts).hasSize(1);
    return facts.get(0).text();
  }

  private static Event.Builder rise(String from, String until) {
    Instant at = Instant.parse(from);
    return Event.of(
            EventId.of(EventType.RATE_ONSET.kind(), "iis", from),
            new EventTime(at, Precision.SECOND, List.of(Basis.OFFSET), Duration.ofSeconds(1), from),
            EventType.RATE_ONSET,
            "iis")
        .summary("Errors rose")
        .count(272)
        .until(Instant.parse(until))
        .cite(new Citation(LOG, new Place.Line(4_301), "500", "0".repeat(64)));
  }
}
