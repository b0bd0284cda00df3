package postmortem.source.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Basis;
import postmortem.event.Event;
import postmortem.evidence.Limits;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;
import postmortem.source.Evidences;

class ColumnDatesTest {

  private final Diagnostics diagnostics = new Diagnostics();

  private List<Event> read(String zone, String rows) {
    ReadingRules rules =
        new ReadingRules(
            Incident.EMPTY,
            List.of(new SourceRule("**", ZoneId.of(zone), null, null)),
            null,
            null,
            null);
    return Evidences.reader(diagnostics, rules, Limits.DEFAULT)
        .read(List.of(Evidences.file("changes.csv", "date,change,service\n" + rows)))
        .events();
  }

  private List<String> times(String zone, String rows) {
    return read(zone, rows).stream().map(event -> event.time().text()).toList();
  }

  @Test
  void one_day_above_twelve_settles_the_whole_column() {
    assertThat(times("UTC", "03/04/2025 5:06,a,x\n13/04/2025 5:06,b,x\n"))
        .containsExactly("2025-04-03T05:06:00Z", "2025-04-13T05:06:00Z");
    assertThat(times("UTC", "03/04/2025 5:06 PM,a,x\n03/14/2025 5:06 AM,b,x\n"))
        .containsExactly("2025-03-04T17:06:00Z", "2025-03-14T05:06:00Z");
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void a_column_without_one_is_read_as_its_dates_go_one_way_and_that_is_said() {
    List<Event> events =
        read("UTC", "01/03/2025,a,x\n02/03/2025,b,x\n03/03/2025,c,x\n01/04/2025,d,x\n");
    assertThat(events)
        .extracting(event -> event.time().text())
        .containsExactly(
            "2025-03-01T00:00:00Z",
            "2025-03-02T00:00:00Z",
            "2025-03-03T00:00:00Z",
            "2025-04-01T00:00:00Z");
    assertThat(events.get(0).time().basis()).contains(Basis.AMBIGUOUS);
    assertThat(events.get(0).time().bound()).isGreaterThan(java.time.Duration.ofDays(40));
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::code, Diagnostic::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "PM-S015",
                "no date in \u201cdate\u201d tells whether day or month comes first: the day is taken"
                    + " to"));
  }

  @Test
  void dates_with_dots_with_the_year_first_and_with_words_need_no_column() {
    assertThat(
            times(
                "UTC",
                """
                4.3.2025 5:06,a,x
                2025/03/04 05:06:07,b,x
                4 Mar 2025 05:06,c,x
                "Mar 4, 2025, 5:06:07 PM",d,x
                04-Mar-25 05:06,e,x
                4.3.2025 05:06 +0100,f,x
                """))
        .containsExactly(
            "2025-03-04T05:06:00Z",
            "2025-03-04T05:06:07Z",
            "2025-03-04T05:06:00Z",
            "2025-03-04T17:06:07Z",
            "2025-03-04T05:06:00Z",
            "2025-03-04T04:06:00Z");
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void a_weekday_an_ordinal_a_short_year_and_a_zone_in_parentheses_belong_to_the_date() {
    assertThat(
            times(
                "UTC",
                """
                Monday 24/03/2025 10:11:50,a,x
                2nd March 2025,b,x
                2025-Mar-03 05:06,c,x
                2025 Mar 4,d,x
                "Mar 5, '25 11:15:26pm",e,x
                "Mar 6, 2025 at 5:02am (EST)",f,x
                3.31.2025,g,x
                3. avril 2025,h,x
                7 avril 2025,i,x
                2025-03-08 03:02:00 +0300 MSK m=+0.000000001,j,x
                """))
        .containsExactly(
            "2025-03-24T10:11:50Z",
            "2025-03-02T00:00:00Z",
            "2025-03-03T05:06:00Z",
            "2025-03-04T00:00:00Z",
            "2025-03-05T23:15:26Z",
            "2025-03-06T10:02:00Z",
            "2025-03-31T00:00:00Z",
            "2025-04-07T00:00:00Z",
            "2025-03-08T00:02:00Z");
  }

  @Test
  void words_that_only_begin_like_a_month_are_none() {
    assertThat(times("UTC", "4 Marble 2025,a,x\n4 Mar 2025,b,x\n2 Decks 2025,c,x\n"))
        .containsExactly("2025-03-04T00:00:00Z");
  }

  @Test
  void an_hour_that_exists_twice_is_settled_by_the_records_around_it() {
    String oldestFirst =
        """
        2025-10-26 01:50:00,a,x
        2025-10-26 02:30:00,b,x
        2025-10-26 02:10:00,c,x
        2025-10-26 03:10:00,d,x
        """;
    assertThat(times("Europe/Berlin", oldestFirst))
        .containsExactly(
            "2025-10-25T23:50:00Z",
            "2025-10-26T00:30:00Z",
            "2025-10-26T01:10:00Z",
            "2025-10-26T02:10:00Z");
    List<String> newestFirst = new java.util.ArrayList<>(oldestFirst.lines().toList());
    java.util.Collections.reverse(newestFirst);
    List<Event> events =
        read("Europe/Berlin", "2025-10-26 04:00:00,e,x\n" + String.join("\n", newestFirst) + "\n");
    assertThat(events)
        .extracting(event -> event.time().text())
        .containsExactly(
            "2025-10-26T03:00:00Z",
            "2025-10-26T02:10:00Z",
            "2025-10-26T01:10:00Z",
            "2025-10-26T00:30:00Z",
            "2025-10-25T23:50:00Z");
    assertThat(events.get(2).time().basis()).contains(Basis.ORDER_RESOLVED);
  }
}
