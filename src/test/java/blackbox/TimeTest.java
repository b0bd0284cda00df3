package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people meet when the stamps of exports say less than an instant. */
class TimeTest {

  @TempDir Path folder;

  private void file(String name, String text) throws IOException {
    Path file = folder.resolve("exports").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String lines(int count, IntFunction<String> line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(line.apply(i)).append('\n');
    }
    return text.toString();
  }

  private Run run(String... more) {
    List<String> words = new ArrayList<>(List.of("timeline", "-q", "--format", "jsonl"));
    words.addAll(List.of(more));
    words.add("exports");
    return Cli.in(folder).run(words.toArray(new String[0]));
  }

  /** Each event as its instant, what made it, and its summary. */
  private static List<String> told(Run run) throws IOException {
    List<String> told = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      JsonNode event = new ObjectMapper().readTree(line);
      List<String> basis = new ArrayList<>();
      event.get("basis").forEach(one -> basis.add(one.asText()));
      told.add(
          event.get("at").asText()
              + " "
              + String.join("+", basis)
              + " "
              + event.get("summary").asText());
    }
    return told;
  }

  private void zoneless() throws IOException {
    LocalDateTime begin = LocalDateTime.of(2026, 3, 12, 11, 0);
    DateTimeFormatter access = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ENGLISH);
    file(
        "access.log",
        lines(
            60,
            i ->
                "10.0.0.7 - - ["
                    + access.format(begin.plusMinutes(i))
                    + " +0100] \"GET /orders HTTP/1.1\" "
                    + (i < 40 ? 200 : 502)
                    + " 512 \"-\" \"app\""));
    file(
        "app.log",
        lines(
            60,
            i ->
                begin.plusMinutes(i).toString().replace('T', ' ')
                    + ":00,250 [http-1] "
                    + (i < 40
                        ? "INFO  shop.Orders - stored"
                        : "ERROR shop.Orders - pool exhausted")));
  }

  @Test
  void a_log_without_a_zone_beside_one_with_is_assumed_to_be_UTC_and_told_what_the_other_writes()
      throws Exception {
    zoneless();

    Run run = run();

    assertThat(told(run))
        .containsExactly(
            "2026-03-12T10:40:00Z offset HTTP 5xx first seen: GET /orders 502; 20 records",
            "2026-03-12T11:40:00.250Z zone-assumed First seen: pool exhausted; 20 records");
    assertThat(run.err())
        .isEqualTo(
            """
            warning[PM-L010]: the stamps carry no zone: UTC is assumed
              --> app.log
              note: other logs of this run write +01:00; if this one does too: --zone 'app.log=+01:00'
              help: state the zone with --zone 'app.log=<zone>', or in incident.yaml
            """);
  }

  @Test
  void with_the_zone_stated_both_stand_side_by_side() throws Exception {
    zoneless();

    assertThat(told(run("--zone", "app.log=Europe/Copenhagen")))
        .containsExactly(
            "2026-03-12T10:40:00Z offset HTTP 5xx first seen: GET /orders 502; 20 records",
            "2026-03-12T10:40:00.250Z zone-configured First seen: pool exhausted; 20 records");
  }

  @Test
  void in_the_hour_that_occurs_twice_the_order_of_a_log_decides() throws Exception {
    ZonedDateTime begin =
        ZonedDateTime.of(2026, 10, 25, 0, 30, 0, 0, ZoneId.of("Europe/Copenhagen"));
    DateTimeFormatter written = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    file(
        "app.log",
        lines(
            240,
            i ->
                written.format(begin.plusMinutes(i))
                    + ",000 [http-1] "
                    + (i < 180
                        ? "INFO  shop.Orders - stored"
                        : "ERROR shop.Orders - pool exhausted")));

    assertThat(told(run("--zone", "Europe/Copenhagen")))
        .contains(
            "2026-10-25T01:30:00.000Z zone-configured+order-resolved First seen: pool exhausted; 60"
                + " records");
  }

  private static final List<String> CHANGES =
      List.of(
          "2026-10-25 01:50:00,orders,v2.0.1,succeeded",
          "2026-10-25 02:20:00,orders,v2.0.2,succeeded",
          "2026-10-25 02:40:00,orders,v2.0.3,succeeded",
          "2026-10-25 02:30:00,orders,v2.0.4,succeeded",
          "2026-10-25 02:50:00,orders,v2.0.5,succeeded",
          "2026-10-25 03:10:00,orders,v2.0.6,succeeded");

  @Test
  void an_export_with_the_newest_first_is_read_from_its_end() throws Exception {
    file(
        "changes.csv",
        "time,service,version,status\n" + lines(6, i -> CHANGES.get(CHANGES.size() - 1 - i)));

    assertThat(told(run("--zone", "Europe/Copenhagen")))
        .containsExactly(
            "2026-10-24T23:50:00Z zone-configured orders v2.0.1 deployed",
            "2026-10-25T00:20:00Z zone-configured+order-resolved orders v2.0.2 deployed",
            "2026-10-25T00:40:00Z zone-configured+order-resolved orders v2.0.3 deployed",
            "2026-10-25T01:30:00Z zone-configured+order-resolved orders v2.0.4 deployed",
            "2026-10-25T01:50:00Z zone-configured+order-resolved orders v2.0.5 deployed",
            "2026-10-25T02:10:00Z zone-configured orders v2.0.6 deployed");
  }

  @Test
  void an_hour_that_nothing_decides_stays_ambiguous() throws Exception {
    file("changes.csv", "time,service,version,status\n" + CHANGES.get(0) + "\n" + CHANGES.get(1));

    assertThat(told(run("--zone", "Europe/Copenhagen")))
        .containsExactly(
            "2026-10-24T23:50:00Z zone-configured orders v2.0.1 deployed",
            "2026-10-25T00:20:00Z zone-configured+ambiguous orders v2.0.2 deployed");
  }

  @Test
  void a_year_that_is_not_written_turns_with_the_log() throws Exception {
    LocalDateTime begin = LocalDateTime.of(2025, 12, 31, 23, 30);
    DateTimeFormatter syslog = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);
    file(
        "messages",
        lines(
            60,
            i ->
                syslog.format(begin.plusMinutes(i))
                    + " db-1 postgres[88]: "
                    + (i < 35 ? "checkpoint complete" : "ERROR:  could not extend file")));
    file(
        "alerts.json",
        """
        [{"annotations":{"summary":"disk full"},"endsAt":"2026-01-01T00:40:00Z",
          "fingerprint":"21bf4562adbd7ad5","startsAt":"2026-01-01T00:06:00Z",
          "updatedAt":"2026-01-01T00:06:00Z",
          "status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},
          "receivers":[{"name":"pager"}],"generatorURL":"http://prometheus.example/graph",
          "labels":{"alertname":"DiskFull","service":"db","severity":"critical"}}]
        """);

    assertThat(told(run("--zone", "UTC")))
        .containsExactly(
            "2026-01-01T00:05:00Z zone-configured+year-inferred First seen: could not extend"
                + " file; 25 records",
            "2026-01-01T00:06:00Z offset DiskFull firing: disk full");
  }

  @Test
  void a_webhook_may_count_in_several_units() throws Exception {
    file(
        "opsgenie.json",
        """
        {"action":"Create","source":{"name":"web","type":"API"},
         "alert":{"alertId":"052652ac-5d1c-464a-812a-7dd18bbfba8c","message":"pool exhausted",
           "tags":[],"tinyId":"10","entity":"","alias":"pool","createdAt":1773306840123,
           "updatedAt":1773306840456002000,"username":"monitor","priority":"P1"},
         "integrationName":"desk","integrationId":"37c8f316-17c6-49d7-899b-9c7e540c048d"}
        {"action":"Close","source":{"name":"web","type":"API"},
         "alert":{"alertId":"052652ac-5d1c-464a-812a-7dd18bbfba8c","message":"pool exhausted",
           "tags":[],"tinyId":"10","entity":"","alias":"pool","createdAt":1773306840123,
           "updatedAt":1773309600456002000,"username":"monitor","priority":"P1"},
         "integrationName":"desk","integrationId":"37c8f316-17c6-49d7-899b-9c7e540c048d"}
        """);

    // The first counts milliseconds, the second nanoseconds: 09:14:00 and 46 minutes later.
    assertThat(told(run()))
        .containsExactly(
            "2026-03-12T09:14:00.123Z epoch+unit-inferred pool exhausted",
            "2026-03-12T10:00:00.456002000Z epoch+unit-inferred Closed by monitor: pool exhausted");
  }

  @Test
  void the_zone_in_the_title_of_a_column_counts_for_its_stamps() throws Exception {
    file(
        "changes.csv",
        """
        Time (America/New_York),Service,Version,Status
        2026-03-07 23:30:00,orders,v2.0.1,succeeded
        2026-03-08 03:30:00,orders,v2.0.2,succeeded
        """);
    file(
        "app.csv",
        """
        Date [UTC+05:30],Level,Message
        2026-03-08 10:00:00,ERROR,pool exhausted
        """);

    // Clocks went from -05:00 to -04:00 in between.
    Run run = run();
    assertThat(told(run))
        .containsExactly(
            "2026-03-08T04:30:00Z zone-configured First seen: pool exhausted; 1 record",
            "2026-03-08T04:30:00Z zone-configured orders v2.0.1 deployed",
            "2026-03-08T07:30:00Z zone-configured orders v2.0.2 deployed");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void the_account_of_a_log_tells_of_hours_that_occur_twice() throws Exception {
    ZonedDateTime begin =
        ZonedDateTime.of(2026, 10, 25, 2, 10, 0, 0, ZoneId.of("Europe/Copenhagen"));
    DateTimeFormatter written = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    file(
        "app.log",
        lines(
            40,
            i ->
                written.format(begin.plusMinutes(i))
                    + (i < 20
                        ? ",000 [main] INFO  shop.X - up"
                        : ",000 [main] ERROR shop.X - down")));

    Cli.in(folder).run("draft", "--id", "x", "--zone", "Europe/Copenhagen", "exports");

    assertThat(Files.readString(folder.resolve("postmortems/x/evidence.yaml")))
        .contains("  basis:\n  - \"zone-configured\"\n  - \"ambiguous\"\n");
  }
}
