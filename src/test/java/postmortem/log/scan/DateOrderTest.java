package postmortem.log.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.DateOrder;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.log.Logs;

/** 03/04/2025: April or March. */
final class DateOrderTest {

  private Diagnostics diagnostics = new Diagnostics();

  private List<String> times(@Nullable DateOrder order, List<String> lines) {
    byte[] bytes = Logs.bytes(lines);
    List<String> times = new ArrayList<>();
    Logs.engine(
            new ReadingRules(Incident.EMPTY, List.of(), null, null, null, order), diagnostics, 1)
        .parse(
            List.of(Logs.file("app.log", bytes)),
            record -> times.add(record.time() == null ? "none" : record.time().text()));
    return times;
  }

  private List<String> codes() {
    return diagnostics.sorted().stream().map(Diagnostic::code).toList();
  }

  @Test
  void a_figure_that_is_no_month_decides_for_the_whole_file() {
    assertThat(times(null, List.of("03/04/2025 10:00:00 ERROR a", "13/04/2025 10:00:00 INFO b")))
        .containsExactly("2025-04-03T10:00:00Z", "2025-04-13T10:00:00Z");
    assertThat(times(null, List.of("03/04/2025 10:00:00 ERROR a", "04/13/2025 10:00:00 INFO b")))
        .containsExactly("2025-03-04T10:00:00Z", "2025-04-13T10:00:00Z");
    assertThat(codes()).doesNotContain("PM-L026");
  }

  @Test
  void it_decides_also_when_it_comes_late() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      lines.add("03/04/2025 10:00:00 ERROR a");
    }
    lines.add("13/04/2025 10:00:00 ERROR a");
    assertThat(times(null, lines)).startsWith("2025-04-03T10:00:00Z").doesNotContain("none");
    assertThat(codes()).doesNotContain("PM-L026");
  }

  @Test
  void days_that_follow_each_other_tell_where_no_figure_does() {
    List<String> lines =
        List.of(
            "03/04/2025 23:50:00 ERROR a",
            "04/04/2025 00:10:00 INFO b",
            "04/04/2025 23:40:00 INFO c",
            "05/04/2025 00:20:00 INFO d");
    assertThat(times(null, lines))
        .containsExactly(
            "2025-04-03T23:50:00Z",
            "2025-04-04T00:10:00Z",
            "2025-04-04T23:40:00Z",
            "2025-04-05T00:20:00Z");
    assertThat(diagnostics.sorted().stream().map(Diagnostic::toString))
        .anyMatch(
            text -> text.startsWith("note[PM-L026]: the dates of this log are read day first"));
    assertThat(times(DateOrder.MONTH_FIRST, lines)).startsWith("2025-03-04T23:50:00Z");
  }

  @Test
  void days_that_a_job_runs_once_a_month_tell_nothing() {
    List<String> lines =
        List.of(
            "03/04/2025 02:00:00 ERROR a",
            "04/04/2025 02:00:00 INFO b",
            "05/04/2025 02:00:00 INFO c");
    assertThat(times(null, lines)).startsWith("2025-03-04T02:00:00Z");
    assertThat(diagnostics.sorted().stream().map(Diagnostic::toString))
        .anyMatch(text -> text.startsWith("warning[PM-L026]"));
  }

  @Test
  void where_nothing_decides_it_is_told_and_can_be_stated() {
    List<String> lines = List.of("03/04/2025 10:00:00 ERROR a", "04/04/2025 10:00:00 INFO b");
    assertThat(times(null, lines)).containsExactly("2025-03-04T10:00:00Z", "2025-04-04T10:00:00Z");
    assertThat(codes()).contains("PM-L026");
    assertThat(times(DateOrder.DAY_FIRST, lines))
        .containsExactly("2025-04-03T10:00:00Z", "2025-04-04T10:00:00Z");
    assertThat(codes().stream().filter("PM-L026"::equals)).hasSize(1);
  }

  @Test
  void it_is_told_also_where_only_dates_in_the_middle_have_two_meanings() {
    List<String> lines = new ArrayList<>();
    for (String date : List.of("01/01", "02/03", "03/02", "12/12")) {
      lines.add(date + "/2025 10:00:00 ERROR a");
    }
    times(null, lines);
    assertThat(codes()).contains("PM-L026");
  }

  @Test
  void dates_that_either_order_reads_alike_need_no_word() {
    List<String> lines = List.of("01/01/2025 10:00:00 ERROR a", "12/12/2025 10:00:00 ERROR a");
    assertThat(times(null, lines)).containsExactly("2025-01-01T10:00:00Z", "2025-12-12T10:00:00Z");
    assertThat(codes()).doesNotContain("PM-L026");
  }

  @Test
  void lines_behind_the_name_of_a_container_are_read_in_the_same_order() {
    List<String> lines =
        List.of(
            "[pod/api-0/server] [Nest] 23  - 03/04/2025, 10:05:21 AM     LOG [Shop] up",
            "[pod/api-0/server] Warning: an experimental feature",
            "[pod/api-0/server] [Nest] 23  - 03/04/2025, 10:05:22 AM   ERROR [Shop] boom");
    assertThat(times(null, lines))
        .startsWith("2025-03-04T10:05:21Z")
        .noneMatch(time -> time.startsWith("2025-04"));
    assertThat(codes()).contains("PM-L026");
    assertThat(times(DateOrder.DAY_FIRST, lines)).startsWith("2025-04-03T10:05:21Z");
    assertThat(codes().stream().filter("PM-L026"::equals)).hasSize(1);
  }

  @Test
  void a_figure_that_is_no_month_decides_for_what_is_wrapped_as_well() {
    List<String> lines = new ArrayList<>();
    lines.add("[pod/api-0/server] [Nest] 23  - 03/04/2025, 10:05:21 AM     LOG [Shop] up");
    lines.add("[pod/api-0/server] [Nest] 23  - 13/04/2025, 10:05:22 AM   ERROR [Shop] boom");
    assertThat(times(null, lines)).containsExactly("2025-04-03T10:05:21Z", "2025-04-13T10:05:22Z");
    lines.set(1, lines.get(1).replace("13/04", "04/13"));
    assertThat(times(null, lines)).containsExactly("2025-03-04T10:05:21Z", "2025-04-13T10:05:22Z");
    assertThat(codes()).doesNotContain("PM-L026");
  }

  private static String inside(String date) {
    return "[pod/api-0/server] [Nest] 23  - " + date + ", 10:05:21 AM     LOG [Shop] up";
  }

  @Test
  void a_late_figure_decides_for_what_is_wrapped_as_well() {
    List<String> lines = new ArrayList<>(Collections.nCopies(3_000, inside("03/04/2025")));
    lines.add(inside("13/04/2025"));
    assertThat(times(null, lines)).startsWith("2025-04-03T10:05:21Z").doesNotContain("none");
    lines.set(3_000, inside("04/13/2025"));
    assertThat(times(null, lines)).startsWith("2025-03-04T10:05:21Z").doesNotContain("none");
    assertThat(codes()).doesNotContain("PM-L026");
  }

  @Test
  void lines_that_carry_their_time_only_far_behind_the_first_are_read_in_one_order() {
    List<String> lines =
        new ArrayList<>(Collections.nCopies(2_000, "[pod/api-0/server] Warning: no cache"));
    lines.add(inside("03/04/2025"));
    lines.add(inside("13/04/2025"));
    assertThat(times(null, lines)).endsWith("2025-04-03T10:05:21Z", "2025-04-13T10:05:21Z");
    assertThat(codes()).doesNotContain("PM-L026");
    lines.remove(lines.size() - 1);
    assertThat(times(null, lines)).endsWith("2025-03-04T10:05:21Z");
    assertThat(codes()).contains("PM-L026");
  }

  @Test
  void a_line_that_contradicts_the_order_of_the_file_is_told_with_its_place() {
    List<String> lines = new ArrayList<>();
    lines.add(inside("02/13/2025"));
    lines.addAll(Collections.nCopies(2_000, inside("02/09/2025")));
    lines.add(inside("19/02/2025"));
    assertThat(times(null, lines)).contains("2025-02-09T10:05:21Z").doesNotContain("none");
    assertThat(contradiction()).startsWith("app.log:2002 no order of day and month fits all dates");
    assertThat(contradiction()).endsWith("it is read month first, 1 record day first");
  }

  @Test
  void so_it_is_where_nothing_is_wrapped_and_where_somebody_stated_the_order() {
    List<String> lines = new ArrayList<>();
    lines.add("02/13/2025 10:00:00 ERROR a");
    lines.add("02/14/2025 10:00:00 ERROR a");
    lines.addAll(Collections.nCopies(2_000, "02/09/2025 10:00:00 ERROR a"));
    lines.add("19/02/2025 10:00:00 ERROR a");
    assertThat(times(null, lines)).contains("2025-02-09T10:00:00Z").doesNotContain("none");
    assertThat(contradiction()).startsWith("app.log:2003 ").endsWith("1 record day first");
    diagnostics = new Diagnostics();
    times(DateOrder.DAY_FIRST, List.of(inside("02/13/2025"), inside("02/09/2025")));
    assertThat(contradiction())
        .startsWith("app.log:1 ")
        .endsWith("day first, 1 record month first");
  }

  private String contradiction() {
    return diagnostics.sorted().stream()
        .filter(diagnostic -> diagnostic.code().equals("PM-L026"))
        .map(diagnostic -> diagnostic.location() + " " + diagnostic.message())
        .collect(Collectors.joining("\n"));
  }
}
