package postmortem.source.guess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.Basis;
import postmortem.event.DateOrder;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Severity;
import postmortem.evidence.Limits;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;
import postmortem.log.Readout;
import postmortem.redact.Redactor;
import postmortem.source.Evidences;
import postmortem.source.SourceLibrary;
import postmortem.source.SourceReader;

class ShapeGuessTest {

  private final Diagnostics diagnostics = new Diagnostics();

  private List<Event> read(String name, String text) {
    return Evidences.read(diagnostics, Evidences.file(name, text)).events();
  }

  private String said() {
    StringBuilder out = new StringBuilder();
    for (Diagnostic diagnostic : diagnostics.sorted()) {
      out.append(diagnostic.code()).append(' ').append(diagnostic.message()).append('\n');
      diagnostic.notes().forEach(note -> out.append("note ").append(note).append('\n'));
    }
    return out.toString();
  }

  @Test
  void a_table_nobody_knows_is_read_by_the_values_and_names_of_its_columns() {
    List<Event> events =
        read(
            "plant.csv",
            """
            Raised,Cleared,Severity,Service,Node,What happened,Noted by
            2025-03-04 09:02:11,2025-03-04 09:31:02,Major,cooling,pump-2,Pressure fell below 3 bar,ana
            2025-03-04 09:05:40,,Minor,cooling,tank-1,Level of the tank is rising,bo
            """);
    assertThat(events)
        .extracting(
            event -> event.time().text(),
            Event::until,
            Event::type,
            Event::severity,
            Event::service,
            Event::actor,
            Event::summary)
        .containsExactly(
            tuple(
                "2025-03-04T09:02:11Z",
                Instant.parse("2025-03-04T09:31:02Z"),
                EventType.ENTRY,
                Severity.ERROR,
                "cooling",
                "ana",
                "Pressure fell below 3 bar"),
            tuple(
                "2025-03-04T09:05:40Z",
                null,
                EventType.ENTRY,
                Severity.WARNING,
                "cooling",
                "bo",
                "Level of the tank is rising"));
    assertThat(events.get(0).kind()).isEqualTo(Kind.NOTE);
    assertThat(events.get(0).attributes()).containsEntry("host", "pump-2");
    assertThat(events.get(0).source()).isEqualTo("guessed");
    assertThat(said())
        .contains(
            "PM-S018 no source knows it; guessed: time from \u201cRaised\u201d, end from"
                + " \u201cCleared\u201d, text from \u201cWhat happened\u201d, severity from"
                + " \u201cSeverity\u201d, service from \u201cService\u201d, host from"
                + " \u201cNode\u201d, actor from \u201cNoted by\u201d, each row as entry");
  }

  @Test
  void rows_stand_in_a_list_under_any_name_and_their_values_in_objects_of_their_own() {
    List<Event> events =
        read(
            "export.json",
            """
            {"page": 1, "result": {"rows": [
              {"meta": {"created_at": 1741078931}, "body": {"text": "Backup of the orders is late"}},
              {"meta": {"created_at": 1741082531}, "body": {"text": "Backup of the orders is done"}}
            ]}}""");
    assertThat(events)
        .extracting(event -> event.time().text(), Event::summary, e -> e.citations().get(0).place())
        .containsExactly(
            tuple(
                "2025-03-04T09:02:11Z",
                "Backup of the orders is late",
                new postmortem.event.Place.Pointer("/result/rows/0")),
            tuple(
                "2025-03-04T10:02:11Z",
                "Backup of the orders is done",
                new postmortem.event.Place.Pointer("/result/rows/1")));
  }

  @Test
  void lines_of_json_that_are_no_log_are_rows() {
    List<Event> events =
        read(
            "export.jsonl",
            """
            {"occurred":"2025-03-04T09:02:11Z","what":"Door of the cold store is open"}
            {"occurred":"2025-03-04T09:12:30Z","what":"Door of the cold store is closed"}
            """);
    assertThat(events)
        .extracting(Event::summary)
        .containsExactly("Door of the cold store is open", "Door of the cold store is closed");
  }

  @Test
  void lines_about_the_table_may_stand_above_its_header() {
    Readout readout =
        Evidences.read(
            diagnostics,
            Evidences.file(
                "lines.csv",
                """
                Events of plant 2;;;
                exported by ana;04.03.2025;;
                ;;;
                Zeitpunkt;Anlage;Ereignis;Ort
                04.03.2025 09:02;Pumpe 2;Druck unter drei bar gefallen;Nord
                14.03.2025 09:05;Tank 1;Füllstand im Tank steigt;Nord
                """));
    assertThat(readout.events())
        .extracting(event -> event.time().text(), Event::summary)
        .containsExactly(
            tuple("2025-03-04T09:02:00Z", "Druck unter drei bar gefallen"),
            tuple("2025-03-14T09:05:00Z", "Füllstand im Tank steigt"));
    assertThat(readout.accounts().get(0).read()).isEqualTo(2);
  }

  @Test
  void a_table_that_is_separated_by_tabs_is_no_chat_because_it_begins_with_a_time() {
    List<Event> events =
        read(
            "copied.tsv",
            """
            Occurred\tUnit\tStory
            2025-03-04 09:02:11\tpump-2\tPressure of the pump fell
            2025-03-04 09:05:40\ttank-1\tLevel of the tank is rising
            """);
    assertThat(events).extracting(Event::type).containsOnly(EventType.ENTRY);
    assertThat(events).extracting(Event::summary).contains("Pressure of the pump fell");
  }

  @Test
  void a_source_of_ones_own_comes_first() {
    SourceLibrary own =
        SourceLibrary.builtIn()
            .with(
                "plant.yaml",
                """
                schema: 1
                name: plant
                title: Plant
                system: plant
                url: https://example.org
                export: the export of the plant
                container: csv
                recognise:
                  - has: [/raised, /unit]
                time: /raised
                events:
                  - type: alert-note
                    summary: "{/unit}: {/what}"
                samples:
                  - text: |
                      Raised,Unit,What
                      2025-03-04T09:02:11Z,pump 2,Pressure of the pump fell
                    events:
                      - {at: "2025-03-04T09:02:11Z"}
                rejects: ["a,b\\n1,2\\n"]
                """);
    Readout readout =
        new SourceReader(
                own,
                Redactor.builtIn(null),
                ReadingRules.NONE,
                Limits.DEFAULT,
                diagnostics,
                Progress.NONE)
            .read(
                List.of(
                    Evidences.file(
                        "x.csv",
                        "Raised,Unit,What\n2025-03-04T09:02:11Z,pump 2,Pressure of the pump fell\n")));
    assertThat(readout.events()).extracting(Event::source).containsExactly("plant");
    assertThat(said()).doesNotContain("PM-S018");
  }

  @Test
  void of_two_times_that_are_as_good_none_is_guessed_and_both_are_named() {
    assertThat(
            read(
                "x.csv",
                """
                Device time,Server time,Report
                2025-03-04T09:02:11Z,2025-03-04T09:09:40Z,Door of the cold store is open
                2025-03-04T09:12:30Z,2025-03-04T09:20:02Z,Door of the cold store is closed
                """))
        .isEmpty();
    assertThat(said())
        .contains("PM-S009")
        .contains(
            "note more than one column may say when: \u201cDevice time\u201d, \u201cServer time\u201d");
  }

  @Test
  void the_same_clock_in_two_zones_is_one_time() {
    assertThat(
            read(
                "x.csv",
                """
                Local time,UTC time,Report
                2025-03-04 10:02:11,2025-03-04 09:02:11,Door of the cold store is open
                2025-07-04 11:12:30,2025-07-04 09:12:30,Door of the cold store is closed
                """))
        .extracting(event -> event.time().text())
        .containsExactly("2025-03-04T09:02:11Z", "2025-07-04T09:12:30Z");
  }

  @Test
  void a_plan_is_no_fact_where_what_became_of_it_stands_beside_it() {
    assertThat(
            read(
                "x.csv",
                """
                Planned start,Planned end,Actual start,Actual end,Work
                2025-03-04 09:00,2025-03-04 10:00,2025-03-04 09:04,2025-03-04 09:51,Replace the fan of rack 4
                2025-03-05 09:00,2025-03-05 10:00,2025-03-05 09:02,2025-03-05 10:33,Replace the fan of rack 5
                """))
        .extracting(event -> event.time().text(), Event::until)
        .containsExactly(
            tuple("2025-03-04T09:04:00Z", Instant.parse("2025-03-04T09:51:00Z")),
            tuple("2025-03-05T09:02:00Z", Instant.parse("2025-03-05T10:33:00Z")));
  }

  @Test
  void what_has_times_but_no_events_is_not_placed() {
    for (String text :
        List.of(
            "name,email,birthday\nAna,ana@example.org,1984-02-11\nBo,bo@example.org,1991-07-30\n",
            "sku,name,price,valid_from\nA1,Long cable of copper,3.50,2025-01-01\nA2,Plug,1.20,2025-02-01\n",
            "domain,not_before,expires\na.example,2025-01-02T00:00:00Z,2025-04-02T00:00:00Z\n",
            "Action,Owner,Due\nAdd an alert on the pool,ana,2025-04-01\nWrite the runbook,bo,2025-04-15\n",
            "name,phone\nAna,1741939200\nBo,1741939201\n",
            "login,created,last_login\nana,2015-01-11T09:00:00Z,2025-03-10T10:00:00Z\nbo,2016-02-11T09:00:00Z,2025-03-11T10:00:00Z\n",
            "title,modified,size\nRunbook of the orders service,2025-03-10T10:00:00Z,4\nGuide,2025-03-11T10:00:00Z,5\n",
            "report,generated\nall of the orders are late,2025-03-10T10:00:00Z\nmails are late today,2025-03-10T10:00:00Z\nno more orders,2025-03-10T10:00:00Z\n")) {
      assertThat(read("x.csv", text)).as(text).isEmpty();
    }
    assertThat(read("package.json", "{\"name\":\"shop\",\"version\":\"2.1.0\",\"scripts\":{}}"))
        .isEmpty();
    assertThat(said()).doesNotContain("PM-S018");
  }

  @Test
  void a_kind_is_taken_only_where_columns_or_names_say_it() {
    assertThat(
            read(
                "alarms.csv",
                """
                Raised at,Cleared at,Severity,Alarm text
                2025-03-04T09:02:11Z,2025-03-04T09:31:02Z,Critical,Pressure of pump 2 fell
                2025-03-05T09:02:11Z,,Minor,Level of tank 1 rises
                """))
        .extracting(Event::type, Event::summary)
        .containsExactlyInAnyOrder(
            tuple(EventType.ALERT_FIRED, "Pressure of pump 2 fell"),
            tuple(EventType.ALERT_RESOLVED, "Pressure of pump 2 fell resolved"),
            tuple(EventType.ALERT_FIRED, "Level of tank 1 rises"));
    assertThat(
            read(
                "alert-rules.json",
                """
                [{"created_at":"2025-03-04T09:02:11Z","severity":"high","title":"Pool of orders is full"},
                 {"created_at":"2025-03-05T09:02:11Z","severity":"low","title":"Mails wait too long"}]"""))
        .extracting(Event::type)
        .containsOnly(EventType.ENTRY);
    assertThat(
            read(
                "x.csv",
                """
                When,Parameter,Old,New,Operator
                2025-03-04T09:02:11Z,pool.size,20,40,ana
                2025-03-05T09:02:11Z,pool.wait,5,9,bo
                """))
        .extracting(Event::type, Event::summary)
        .contains(tuple(EventType.CONFIGURATION, "pool.size: 20 \u2192 40"));
    assertThat(
            read(
                "rollouts.json",
                """
                {"rollouts":[
                 {"app":"orders","image_tag":"2.17.0","rolled_out_at":"2025-03-04T09:02:11Z","result":"ok"},
                 {"app":"mailer","image_tag":"1.9.1","rolled_out_at":"2025-03-05T09:02:11Z","result":"failed"}]}"""))
        .extracting(Event::type, Event::service, Event::summary)
        .containsExactly(
            tuple(EventType.DEPLOY, "orders", "orders 2.17.0 deployed (ok)"),
            tuple(EventType.DEPLOY_FAILED, "mailer", "mailer 1.9.1 failed to deploy (failed)"));
    assertThat(
            read(
                "x.csv",
                """
                Posted,Member,Words
                2025-03-04T09:02:11Z,ana,orders answer with 502
                2025-03-04T09:03:11Z,bo,rolling back the release
                """))
        .extracting(Event::type, Event::actor)
        .contains(tuple(EventType.MESSAGE, "ana"));
  }

  @Test
  void numbers_at_regular_times_are_a_series() {
    StringBuilder text = new StringBuilder("Interval start,Host,Load\n");
    for (int i = 10; i < 30; i++) {
      text.append("2025-03-04 09:").append(i).append(":00,web-1,").append(i % 7).append('\n');
    }
    Readout readout = Evidences.read(diagnostics, Evidences.file("load.csv", text.toString()));
    assertThat(readout.events()).isEmpty();
    assertThat(readout.series()).hasSize(1);
    assertThat(readout.series().get(0).points()).hasSize(20);
    assertThat(readout.accounts().get(0).aggregated()).isEqualTo(20);
  }

  @Test
  void stamps_follow_the_rules_of_the_run_for_zones_and_for_the_order_of_dates() {
    String text =
        """
        When,Report
        03/04/2025 10:15,Door of the cold store is open
        05/04/2025 10:15,Door of the cold store is closed
        """;
    List<Event> assumed = read("x.csv", text);
    assertThat(assumed.get(0).time().basis()).contains(Basis.AMBIGUOUS, Basis.ZONE_ASSUMED);
    assertThat(said()).contains("PM-S015").contains("PM-L010");
    ReadingRules rules =
        new ReadingRules(
            Incident.EMPTY,
            List.of(new SourceRule("**", ZoneId.of("Europe/Oslo"), null, null)),
            null,
            null,
            null,
            DateOrder.DAY_FIRST);
    Diagnostics none = new Diagnostics();
    List<Event> stated =
        Evidences.reader(none, rules, Limits.DEFAULT)
            .read(List.of(Evidences.file("x.csv", text)))
            .events();
    assertThat(stated)
        .extracting(event -> event.time().text())
        .containsExactly("2025-04-03T08:15:00Z", "2025-04-05T08:15:00Z");
    assertThat(none.sorted()).extracting(Diagnostic::code).containsExactly("PM-S018");
  }

  @Test
  void a_row_without_a_time_is_counted_and_said() {
    StringBuilder text = new StringBuilder("Occurred,Report\n");
    for (int i = 10; i < 30; i++) {
      text.append("2025-03-04T09:")
          .append(i)
          .append(":00Z,Door number ")
          .append(i)
          .append(" opens\n");
    }
    text.append("Total,20 reports in all\n");
    Readout readout = Evidences.read(diagnostics, Evidences.file("x.csv", text.toString()));
    assertThat(readout.events()).hasSize(20);
    assertThat(readout.accounts().get(0).unreadable()).isEqualTo(1);
    assertThat(said()).contains("PM-S006");
  }

  @Test
  void what_was_taken_is_told_without_secrets() {
    read(
        "x.csv",
        """
        Occurred,password=hunter2hunter2 report
        2025-03-04T09:02:11Z,Door of the cold store is open
        2025-03-04T09:12:30Z,Door of the cold store is closed
        """);
    assertThat(said()).doesNotContain("hunter2");
  }

  @Test
  void day_and_time_of_day_may_stand_in_columns_of_any_name() {
    assertThat(
            read(
                "desk.csv",
                """
                No.;Opened on;Opened at;Short description;Closed on;Closed at
                1;14.03.2025;08:12;Card terminal shows no connection;14.03.2025;09:40
                2;14.03.2025;08:20;Receipts print without the address;17.03.2025;11:05
                """))
        .extracting(event -> event.time().text(), Event::until)
        .containsExactly(tuple("2025-03-14T08:12:00Z", null), tuple("2025-03-14T08:20:00Z", null));
    assertThat(
            read(
                "desk.json",
                """
                [{"day":"2025-03-14","time":"08:12","report":"Card terminal shows no connection"},
                 {"day":"2025-03-15","time":"08:20","report":"Receipts print without the address"}]"""))
        .isEmpty();
    assertThat(said()).contains("day and time of day stand in columns of their own");
  }

  @Test
  void words_that_are_written_as_one_are_read_as_their_parts() {
    assertThat(
            read(
                "x.csv",
                """
                Störungsbeginn;Störungsende;Anlage;Störungstext;Priorität
                14.03.2025 08:02:11;14.03.2025 08:19:40;Band 3;Motor überhitzt;hoch
                16.03.2025 23:58:50;17.03.2025 00:12:31;Presse 1;Not-Aus gedrückt;mittel
                """))
        .extracting(Event::summary, Event::until, Event::severity)
        .contains(
            tuple(
                "Band 3 \u2014 Motor überhitzt",
                Instant.parse("2025-03-14T08:19:40Z"),
                Severity.ERROR));
  }

  @Test
  void what_only_some_rows_say_stands_behind_what_all_say() {
    assertThat(
            read(
                "x.psv",
                """
                Job|Run at|Took (s)|Result|Remark
                ledger nightly|2025-03-13 23:00:02|1804|ok|
                shop nightly|2025-03-13 23:30:01|422|failed|the disk of the target is full
                ledger nightly|2025-03-14 23:00:02|1799|ok|
                """))
        .extracting(Event::summary)
        .containsExactly(
            "ledger nightly \u2014 ok",
            "shop nightly \u2014 the disk of the target is full \u2014 failed",
            "ledger nightly \u2014 ok");
  }

  @Test
  void lists_under_names_are_one_and_a_list_inside_of_settings_is_none() {
    assertThat(
            read(
                "days.json",
                """
                {"mon":[{"at":"2025-03-10T08:02:00Z","note":"Pool of the orders is full"}],
                 "tue":[{"at":"2025-03-11T08:02:00Z","note":"Pool of the orders is fine"}]}"""))
        .hasSize(2);
    String settings = "\"a\":{\"b\":\"" + "x".repeat(900) + "\"}";
    assertThat(
            read(
                "settings.json",
                "{"
                    + settings
                    + ",\"history\":[{\"at\":\"2025-03-10T08:02:00Z\",\"note\":\"Pool of the orders is"
                    + " larger\"},{\"at\":\"2025-03-11T08:02:00Z\",\"note\":\"Pool of the orders is"
                    + " smaller\"}]}"))
        .isEmpty();
  }

  @Test
  void people_and_products_have_dates_but_are_no_events() {
    assertThat(
            read(
                "staff.csv",
                """
                Name,Start date,Job title
                Ana Pavic,2019-04-01,Senior engineer of the platform
                Bo Lund,2021-09-15,Product owner for the payments
                """))
        .isEmpty();
    assertThat(
            read(
                "products.json",
                """
                [{"title":"Red running shoe with laces","created_at":"2024-02-11T10:00:00Z","price":89},
                 {"title":"Blue coat for rainy days","created_at":"2024-06-20T12:30:00Z","price":12}]"""))
        .isEmpty();
  }

  @Test
  void things_and_rules_with_a_date_are_neither_events_nor_alerts() {
    for (String text :
        List.of(
            "Invoice,Date,Text,Amount\n1,2025-03-10,Hosting for the month of March,900\n2,2025-03-11,Consulting for two days,80\n",
            "hostname,os,installed\nweb-1,Debian GNU Linux 12,2023-01-05 10:00\nweb-2,Debian GNU Linux 12,2023-01-06 11:00\n",
            "alert,contact,since\nDisk is nearly full,ana,2024-01-01 00:00\nPool is nearly full,bo,2024-06-01 00:00\n",
            "title,author,created,changed\nHow we deploy the shop,ana,2023-02-01T10:00:00Z,2025-01-10T09:00:00Z\nWhom to call,bo,2024-02-01T10:00:00Z,2025-02-10T09:00:00Z\n")) {
      assertThat(read("x.csv", text)).as(text).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025\u5e7403\u670804\u65e5 14:05:06",
        "04/Mar/2025:14:05:06 +0000",
        "20250304140506",
        "Tue Mar  4 14:05:06 2025",
        "4 mars 2025 14:05:06",
        "March 4th 2025, 2:05:06 pm",
        "4-Mar-2025::14:05:06",
        "2025 Mar  4 14:05:06",
        "2025:03:04 14:05:06"
      })
  void a_time_is_read_however_it_is_written(String time) {
    String row = "\"%s\",high,\"disk %d is full\",shop\n";
    List<Event> events =
        read(
            "disks.csv",
            "Time,Severity,Description,Service\n"
                + row.formatted(time, 1)
                + row.formatted(time.replace("06", "59"), 2));

    assertThat(events)
        .extracting(event -> event.time().at())
        .containsExactly(
            Instant.parse("2025-03-04T14:05:06Z"), Instant.parse("2025-03-04T14:05:59Z"));
  }

  @Test
  void a_row_of_figures_that_is_no_date_is_no_time() {
    assertThat(
            read(
                "orders.csv",
                "Time,Severity,Description\n20259904140506,high,late\n20259904140507,high,lost\n"))
        .isEmpty();
  }
}
