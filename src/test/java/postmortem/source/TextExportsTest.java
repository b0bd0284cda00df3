package postmortem.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Basis;
import postmortem.event.Event;
import postmortem.event.stamp.DayInName;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceFinder;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;
import postmortem.log.Readout;
import postmortem.log.format.FormatCheck;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.redact.Redactor;

class TextExportsTest {

  private final Diagnostics diagnostics = new Diagnostics();

  private Readout read(EvidenceFile... files) {
    return Evidences.read(diagnostics, files);
  }

  private Readout read(ReadingRules rules, EvidenceFile... files) {
    return Evidences.reader(diagnostics, rules, Limits.DEFAULT).read(List.<Evidence>of(files));
  }

  private static List<String> times(Readout readout) {
    return readout.events().stream().map(event -> event.time().text()).toList();
  }

  private List<String> said() {
    return diagnostics.sorted().stream().map(Diagnostic::message).toList();
  }

  @Test
  void a_marker_says_the_day_even_where_the_first_message_is_near_the_midnight_before() {
    Readout readout =
        read(
            Evidences.file(
                "incidents.log",
                """
                --- Log opened Tue Dec 24 00:26:23 2013
                23:50 < kim> late on the same day
                --- Day changed Wed Dec 25 2013
                23:40 < bo> late on the next
                """));
    assertThat(times(readout)).containsExactly("2013-12-24T23:50:00Z", "2013-12-25T23:40:00Z");
  }

  @Test
  void the_hour_that_a_night_has_twice_is_told_by_the_order_of_the_lines() {
    ReadingRules berlin =
        new ReadingRules(
            Incident.EMPTY,
            List.of(new SourceRule("*", ZoneId.of("Europe/Berlin"), null, null)),
            null,
            null,
            null);
    Readout readout =
        read(
            berlin,
            Evidences.file(
                "incidents/2024-10-27.log",
                """
                [01:50:00] <kim> before
                [02:40:00] <kim> first time round
                [02:10:00] <bo> second time round
                [03:00:00] <bo> after
                """));
    assertThat(times(readout))
        .containsExactly(
            "2024-10-26T23:50:00Z",
            "2024-10-27T00:40:00Z",
            "2024-10-27T01:10:00Z",
            "2024-10-27T02:00:00Z");
    assertThat(readout.events().get(2).time().basis()).contains(Basis.ORDER_RESOLVED);
  }

  @Test
  void a_time_that_cannot_be_is_counted_and_said_and_the_others_stand() {
    Readout readout =
        read(
            Evidences.file(
                "x.log",
                """
                **** BEGIN LOGGING AT Mon Dec 31 21:11:55 2012

                dic 31 21:11:58 <kim> checkout is slow
                dic 31 39:95:90 <kim> when was that
                gen 01 00:00:10 <bo> rolled back
                """));
    assertThat(times(readout)).containsExactly("2012-12-31T21:11:58Z", "2013-01-01T00:00:10Z");
    FileAccount account = readout.accounts().get(0);
    assertThat(List.of(account.read(), account.handed(), account.filtered(), account.unreadable()))
        .containsExactly(4L, 2L, 1L, 1L);
    assertThat(said()).contains("no time could be read: 1 row of irc-xchat");
  }

  @Test
  void a_zone_that_nobody_states_is_said_to_be_assumed() {
    read(Evidences.file("2025-03-04.log", "[09:14] <kim> slow\n[09:15] <bo> well\n"));
    assertThat(said()).containsExactly("the stamps carry no zone: UTC is assumed");
  }

  @Test
  void colours_and_other_codes_of_letters_are_no_words_and_no_sign_of_a_binary_file() {
    Readout readout =
        read(
            Evidences.file(
                "2025-03-04.log",
                "[09:14] <\u000304,01kim\u000f> \u0002slow\u0002 \u001d2\u001d s\n[09:15] <bo> well\n"));
    assertThat(readout.events().get(0).actor()).isEqualTo("kim");
    assertThat(readout.events().get(0).summary()).isEqualTo("slow 2 s");
  }

  @Test
  void without_any_date_the_days_of_other_evidence_count() {
    EvidenceFile notes = Evidences.file("notes.txt", "10:14 kim: slow\n10:20 bo: rolled back\n");
    EvidenceFile log =
        Evidences.file(
            "shop.log", "2025-03-04T10:13:00Z ERROR pool empty\n2025-03-04T10:14:00Z INFO x\n");
    assertThat(times(read(notes, log)))
        .containsExactly("2025-03-04T10:14:00Z", "2025-03-04T10:20:00Z");
  }

  @Test
  void a_stated_reference_comes_before_the_days_of_other_evidence() {
    ReadingRules stated =
        new ReadingRules(
            Incident.EMPTY, List.of(), Instant.parse("2025-03-05T00:10:00Z"), null, null);
    EvidenceFile notes = Evidences.file("notes.txt", "23:58 kim: slow\n00:02 bo: rolled back\n");
    EvidenceFile log = Evidences.file("shop.log", "2024-01-04T10:13:00Z ERROR pool empty\n");
    assertThat(times(read(stated, notes, log)))
        .containsExactly("2025-03-04T23:58:00Z", "2025-03-05T00:02:00Z");
  }

  @Test
  void without_any_date_at_all_messages_are_counted_and_it_is_said_what_helps() {
    Readout readout = read(Evidences.file("notes.txt", "10:14 kim: slow\n10:20 bo: well\n"));
    assertThat(readout.accounts().get(0).unreadable()).isEqualTo(2);
    assertThat(said()).containsExactly("the stamps carry no date: 2 rows of chat-notes");
  }

  @Test
  void the_time_of_the_file_is_the_last_resort_and_nothing_was_said_after_it(@TempDir Path folder)
      throws IOException {
    Path notes = folder.resolve("notes.txt");
    Files.writeString(notes, "23:58 kim: slow\n00:02 bo: rolled back\n");
    Files.setLastModifiedTime(notes, FileTime.from(Instant.parse("2025-03-05T08:00:00Z")));
    List<Evidence> found =
        new EvidenceFinder(InputStream.nullInputStream())
            .find(
                List.of(notes), folder, Limits.DEFAULT, Redactor.builtIn(null), new Diagnostics());
    Readout readout = Evidences.reader(diagnostics).read(found);
    assertThat(times(readout)).containsExactly("2025-03-04T23:58:00Z", "2025-03-05T00:02:00Z");
    assertThat(diagnostics.sorted()).extracting(Diagnostic::code).contains("PM-S013");
  }

  @Test
  void a_date_in_the_name_of_a_folder_is_one_as_well() {
    assertThat(DayInName.of("logs/2025/03/04/#ops.txt")).hasToString("2025-03-04");
    assertThat(DayInName.of("net_#ops_20250304.log")).hasToString("2025-03-04");
    assertThat(DayInName.of("irc.libera.#ops.2025-03-04.weechatlog")).hasToString("2025-03-04");
    assertThat(DayInName.of("build-1741083000.log")).isNull();
    assertThat(DayInName.of("v20.25.03/x")).isNull();
  }

  @Test
  void secrets_in_messages_are_redacted_in_all_that_is_shown() {
    Event event =
        read(Evidences.file(
                "2025-03-04.log",
                "[09:14] <kim> password=hunter2hunter2 works\n[09:15] <bo> no!\n"))
            .events()
            .get(0);
    assertThat(event.summary()).doesNotContain("hunter2");
    assertThat(event.citations().get(0).excerpt()).doesNotContain("hunter2");
  }

  @Test
  void no_sample_of_a_log_format_is_taken_for_a_chat() {
    for (LogFormat format : FormatLibrary.builtIn().formats()) {
      for (String sample : FormatCheck.samples(format)) {
        String twice = sample + "\n" + sample + "\n";
        EvidenceFile file = Evidences.file("app.txt", twice.getBytes(StandardCharsets.UTF_8));
        assertThat(Evidences.reader(diagnostics).claim(List.of(file)).sources().values())
            .as(sample)
            .noneMatch(name -> name.startsWith("irc") || name.startsWith("chat"));
      }
    }
  }

  @Test
  void lines_of_a_log_with_times_alone_are_left_to_the_log_engine() {
    for (String text :
        List.of(
            "10:14:05 INFO: started\n10:14:06 WARN: slow\n",
            "10:14 INFO: started\n10:14 WARN: slow\n",
            "10:14:05.123 [main] INFO a.B - started\n10:14:06.000 [main] WARN a.B - slow\n",
            "[10:14:05] INFO started\n[10:14:06] WARN slow\n",
            "[2025-03-04 10:14:05] prod.ERROR: boom\n[2025-03-04 10:14:06] prod.INFO: ok\n")) {
      EvidenceFile file = Evidences.file("app.log", text);
      assertThat(Evidences.reader(diagnostics).claim(List.of(file)).sources()).as(text).isEmpty();
    }
  }
}
