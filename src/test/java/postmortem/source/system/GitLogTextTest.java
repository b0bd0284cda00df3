package postmortem.source.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.evidence.Limits;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;
import postmortem.log.Readout;
import postmortem.source.Evidences;

class GitLogTextTest {

  private static final String FULLER =
      """
      commit 5f1c3a9b0d2e4f60718293a4b5c6d7e8f9012345 (HEAD -> main, tag: v2.4.0, origin/main)
      Author:     Kim <kim@shop.example>
      AuthorDate: Tue Mar 4 10:02:11 2025 +0100
      Commit:     Bo <bo@shop.example>
      CommitDate: Tue Mar 4 10:17:00 2025 +0100

          Halve the pool of connections

          Reads are cached now.
          commit messages may look like a header

       src/main/Pool.java | 12 ++++++------
       config/pool.yaml   |  2 +-
       2 files changed, 7 insertions(+), 7 deletions(-)

      commit 4e1c3a9b0d2e4f60718293a4b5c6d7e8f9012345
      Merge: 1a2b3c4 5d6e7f8
      Author:     Ana <ana@shop.example>
      AuthorDate: Mon Mar 3 18:00:00 2025 -0500
      Commit:     Ana <ana@shop.example>
      CommitDate: Mon Mar 3 18:00:00 2025 -0500

          Revert "Cache reads"
      """;

  private static final String LOCAL =
      """
      commit 5f1c3a9
      Author: Kim <k@x>
      Date:   Tue Mar 4 10:17:00 2025

          Faster
      """;

  private static Readout read(Diagnostics diagnostics, String text) {
    return Evidences.read(diagnostics, Evidences.file("git-log.txt", text));
  }

  private static Event one(String text) {
    Diagnostics diagnostics = new Diagnostics();
    List<Event> events = read(diagnostics, text).events();
    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  @Test
  void a_commit_happened_when_it_landed_and_names_its_files_and_tags() {
    Diagnostics diagnostics = new Diagnostics();
    List<Event> events = read(diagnostics, FULLER).events();
    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(events)
        .extracting(event -> event.time().text())
        .containsExactly("2025-03-04T09:17:00Z", "2025-03-03T23:00:00Z");
    Event newest = events.get(0);
    assertThat(newest.summary()).isEqualTo("Halve the pool of connections");
    assertThat(newest.actor()).isEqualTo("Kim");
    assertThat(newest.attributes())
        .containsEntry("files", "src/main/Pool.java\nconfig/pool.yaml")
        .containsEntry("version", "v2.4.0")
        .containsEntry("author-time", "2025-03-04T09:02:11Z")
        .containsEntry("commit", "5f1c3a9b0d2e4f60718293a4b5c6d7e8f9012345");
    assertThat(events.get(1).type()).isEqualTo(EventType.ROLLBACK);
    assertThat(events.get(1).attributes()).containsEntry("merge", "yes");
  }

  @Test
  void the_same_commit_has_the_same_id_as_in_a_repository() {
    String id = "5f1c3a9b0d2e4f60718293a4b5c6d7e8f9012345";
    assertThat(one("commit " + id + "\nAuthor: Kim <k@x>\nDate: 1741079820\n\n    Faster\n").id())
        .isEqualTo(postmortem.event.EventId.of(postmortem.event.Kind.CHANGE, "git", id));
  }

  @Test
  void every_way_to_write_the_date_is_the_same_moment() {
    for (String date :
        List.of(
            "Tue Mar 4 10:17:00 2025 +0100",
            "2025-03-04 10:17:00 +0100",
            "2025-03-04T10:17:00+01:00",
            "Tue, 4 Mar 2025 10:17:00 +0100",
            "1741079820",
            "1741079820 +0100")) {
      Event event = one("commit 5f1c3a9\nAuthor: Kim <k@x>\nDate:   " + date + "\n\n    Faster\n");
      assertThat(event.time().text()).as(date).isEqualTo("2025-03-04T09:17:00Z");
    }
  }

  @Test
  void a_date_of_the_readers_machine_follows_the_zone_rules() {
    ReadingRules rules =
        new ReadingRules(
            Incident.EMPTY,
            List.of(new SourceRule("**", ZoneId.of("Europe/Berlin"), null, null)),
            null,
            null,
            null);
    Diagnostics diagnostics = new Diagnostics();
    Readout readout =
        Evidences.reader(diagnostics, rules, Limits.DEFAULT)
            .read(List.of(Evidences.file("log.txt", LOCAL)));
    assertThat(readout.events().get(0).time().text()).isEqualTo("2025-03-04T09:17:00Z");
  }

  @Test
  void the_raw_form_a_graph_and_one_line_with_a_date_are_read() {
    assertThat(
            one("""
                commit 5f1c3a9b0d2e4f60718293a4b5c6d7e8f9012345
                tree aa
                parent bb
                author Kim <k@x> 1741079000 +0100
                committer Bo <b@x> 1741079820 +0100

                    Faster
                """)
                .time()
                .text())
        .isEqualTo("2025-03-04T09:17:00Z");
    assertThat(
            one("""
                *   commit 5f1c3a9b0d2e4f60718293a4b5c6d7e8f9012345
                |\\  Merge: 11a 22b
                | | Author: Kim <k@x>
                | | Date:   Tue Mar 4 10:17:00 2025 +0100
                | |
                | |     Merge the faster pool
                """)
                .summary())
        .isEqualTo("Merge the faster pool");
    List<Event> lines =
        read(
                new Diagnostics(),
                """
                5f1c3a9|Kim|2025-03-04 10:17:00 +0100|Raise the pool of connections
                4e1c3a9|Bo|2025-03-04 09:17:00 +0100|Bump netty from 4.1.1 to 4.1.2
                3d1c3a9|Bo|2025-03-04 08:17:00 +0100|Read orders by customer
                """)
            .events();
    assertThat(lines)
        .extracting(Event::summary)
        .containsExactly(
            "Raise the pool of connections",
            "Bump netty from 4.1.1 to 4.1.2",
            "Read orders by customer");
    assertThat(lines).extracting(Event::actor).containsExactly("Kim", "Bo", "Bo");
    assertThat(lines.get(1).type()).isEqualTo(EventType.DEPENDENCY);
  }

  @Test
  void one_line_without_a_date_is_unreadable_and_says_how_to_print_it() {
    Diagnostics diagnostics = new Diagnostics();
    Readout readout =
        read(
            diagnostics,
            """
            5f1c3a9 (tag: v2) Raise the pool
            4e1c3a9 Read orders
            3d1c3a9 Merge branch 'x'
            """);
    assertThat(readout.events()).isEmpty();
    assertThat(readout.accounts().get(0).unreadable()).isEqualTo(3);
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::code, Diagnostic::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "PM-S014", "the log does not say when: 3 rows of git-log"));
  }

  @Test
  void lines_that_begin_with_numbers_are_no_commits() {
    assertThat(
            Evidences.reader(new Diagnostics())
                .claim(
                    List.of(
                        Evidences.file("a.log", "1234567 one\n2345678 two\n3456789 three\n"),
                        Evidences.file("b.log", "commit 5f1c3a9\nall is well\n")))
                .sources())
        .isEmpty();
  }

  private static boolean isTaken(String text) {
    return !Evidences.reader(new Diagnostics())
        .claim(List.of(Evidences.file("a.log", text)))
        .sources()
        .isEmpty();
  }

  /** Times in hexadecimal digits, sessions, owners of buckets: commits have a hash each. */
  @Test
  void identifiers_that_repeat_or_count_up_are_no_commits() {
    assertThat(
            isTaken(
                """
                79a59df9 shop-images [09/Feb/2025:10:05:23 +0000] REST.GET.OBJECT
                79a59df9 shop-images [09/Feb/2025:10:05:24 +0000] REST.PUT.OBJECT
                18c5fe01 shop-backup [09/Feb/2025:10:05:29 +0000] REST.GET.OBJECT
                """))
        .isFalse();
    assertThat(
            isTaken(
                """
                67a87d33 conn=1000 fd=12 ACCEPT from IP=10.0.0.7:51442
                67a87d35 conn=1001 op=0 BIND dn="cn=shop"
                67a87d3b conn=1001 op=1 SRCH base="dc=shop"
                """))
        .isFalse();
    assertThat(
            isTaken(
                """
                5f1c3a9 HEAD@{2025-03-04 10:17:00 +0100}: commit: Halve the pool
                4e1c3a9 HEAD@{2025-03-04 10:12:00 +0100}: checkout: moving from main to fix
                5f1c3a9 HEAD@{2025-03-04 10:02:00 +0100}: reset: moving to main
                """))
        .isTrue();
    assertThat(isTaken("5f1c3a9 Halve the pool\n4e1c3a9 Cache reads\n0b2dd00 Try again\n"))
        .isTrue();
  }
}
