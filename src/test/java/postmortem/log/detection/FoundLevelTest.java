package postmortem.log.detection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Severity;
import postmortem.incident.ReadingRules;
import postmortem.log.Logs;
import postmortem.log.ParsedRecord;

/** Where a layout that nobody declared may have its level. */
final class FoundLevelTest {

  @Test
  void a_group_begins_with_its_level() {
    assertThat(
            severities(
                "2024-05-23 10:00:00:412 [ warning shop.cart /src/cart.cpp:12 ]:\tslow",
                "2024-05-23 10:00:01:007 [ info shop.stock /src/stock.cpp:7 ]:\tup",
                "2024-05-23 10:00:02:100 [ critical shop.cart /src/cart.cpp:40 ]:\tno disk"))
        .containsExactly(Severity.WARNING, Severity.INFO, Severity.CRITICAL);
    assertThat(
            severities(
                "2024.05.23_10:00:00 [W/Cart]: slow",
                "2024.05.23_10:00:01 [E/Stock]: boom",
                "2024.05.23_10:00:02 [I/Cart]: up"))
        .containsExactly(Severity.WARNING, Severity.ERROR, Severity.INFO);
    assertThat(
            severities(
                "2024.05.23_10:00:00 [warn \u0001%{cart}]: slow",
                "2024.05.23_10:00:01 [error \u0001%{cart}]: boom",
                "2024.05.23_10:00:02 [info %{cart}]: up"))
        .containsExactly(Severity.WARNING, Severity.ERROR, Severity.INFO);
  }

  @Test
  void a_group_that_begins_with_a_name_tells_no_level() {
    assertThat(
            severities(
                "2024.05.23_10:00:00 [error-page cart] opened",
                "2024.05.23_10:00:01 [info.desk cart] opened",
                "2024.05.23_10:00:02 [debug_bar cart] opened"))
        .containsOnly(Severity.UNKNOWN);
    assertThat(
            severities(
                "2024.05.23_10:00:00 [cart error] opened",
                "2024.05.23_10:00:01 [error cart] opened",
                "2024.05.23_10:00:02 [cart main] opened",
                "2024.05.23_10:00:03 [stock main] opened"))
        .containsOnly(Severity.UNKNOWN);
  }

  @Test
  void levels_are_written_in_other_languages_and_scripts() {
    assertThat(
            severities(
                "2025-03-14 07.10.18 INFO Order klar",
                "2025-03-14 07.10.19 VARNING f\u00f6rs\u00f6k 2",
                "2025-03-14 07.10.20 FEL ingen anslutning"))
        .containsExactly(Severity.INFO, Severity.WARNING, Severity.ERROR);
    assertThat(
            severities(
                "14.03.2025 07:10:18 [INFO] zam\u00f3wienie przyj\u0119te",
                "14.03.2025 07:10:19 [OSTRZE\u017bENIE] ponowna pr\u00f3ba",
                "14.03.2025 07:10:20 [B\u0141\u0104D] brak miejsca"))
        .containsExactly(Severity.INFO, Severity.WARNING, Severity.ERROR);
    assertThat(
            severities(
                "2025\u5e743\u670814\u65e5 07:10:36 \u4fe1\u606f \u8ba2\u5355 7",
                "2025\u5e743\u670814\u65e5 07:10:37 \u8b66\u544a \u91cd\u8bd5 2",
                "2025\u5e743\u670814\u65e5 07:10:38 \u9519\u8bef \u65e0\u6cd5\u8fde\u63a5"))
        .containsExactly(Severity.INFO, Severity.WARNING, Severity.ERROR);
  }

  @Test
  void signs_and_grades_of_alarms_are_levels_in_a_column() {
    assertThat(
            severities(
                "2025-03-14 07:10:18 \u2139\ufe0f order 7 booked",
                "2025-03-14 07:10:19 \u26a0\ufe0f retry 2",
                "2025-03-14 07:10:20 \u274c no stock"))
        .containsExactly(Severity.INFO, Severity.WARNING, Severity.ERROR);
    assertThat(
            severities(
                "2025-03-14T07:11:27.625 [Cleared] NE=7 fan",
                "2025-03-14T07:11:28.625 [Minor] NE=7 fan",
                "2025-03-14T07:11:29.625 [Major] NE=7 link"))
        .containsExactly(Severity.INFO, Severity.WARNING, Severity.ERROR);
    assertThat(
            severities(
                "TIME:2025-03-14 07:10:20 | LVL:info | MOD:pay | MSG:up",
                "TIME:2025-03-14 07:10:21 | LVL:error | MOD:pay | MSG:gone",
                "TIME:2025-03-14 07:10:22 | LVL:warn | MOD:pay | MSG:slow"))
        .containsExactly(Severity.INFO, Severity.ERROR, Severity.WARNING);
  }

  @Test
  void a_word_of_another_language_that_begins_a_sentence_is_no_level() {
    assertThat(
            severities(
                "2025-03-14 07:10:18 Aviso enviado a la cliente",
                "2025-03-14 07:10:19 Fel port vald",
                "2025-03-14 07:10:20 Major upgrade of the cluster",
                "2025-03-14 07:10:21 order 7 booked"))
        .containsOnly(Severity.UNKNOWN);
  }

  @Test
  void levels_are_written_in_the_language_of_the_machine() {
    assertThat(
            severities(
                "CART 2024-05-23 10:00:00.100 INFORMATION: [1] up",
                "CART 2024-05-23 10:00:01.100 WARNUNG: [1] langsam",
                "CART 2024-05-23 10:00:02.100 SCHWERWIEGEND: [1] kein Lager"))
        .containsExactly(Severity.INFO, Severity.WARNING, Severity.ERROR);
    assertThat(
            severities(
                "2024-05-23 10:00:00.100 CEST [12] FEHLER:  Relation \u00bbcart\u00ab existiert nicht",
                "2024-05-23 10:00:01.100 CEST [12] WARNUNG:  es gibt keine Transaktion",
                "2024-05-23 10:00:02.100 CEST [12] LOG:  Datenbanksystem ist bereit"))
        .containsExactly(Severity.ERROR, Severity.WARNING, Severity.INFO);
  }

  @Test
  void only_messages_that_matter_begin_with_a_level() {
    assertThat(
            severities(
                "23/May/2024 10:00:00 [Cart.cpp:12] listening on 8080",
                "23/May/2024 10:00:01 [Stock.cpp:7] WARNING: no index",
                "23/May/2024 10:00:02 [Cart.cpp:40] ERROR: [till] could not book",
                "23/May/2024 10:00:03 [Cart.cpp:41] closed"))
        .containsExactly(Severity.UNKNOWN, Severity.WARNING, Severity.ERROR, Severity.UNKNOWN);
  }

  @Test
  void a_message_that_speaks_of_errors_has_no_level() {
    assertThat(
            severities(
                "23/May/2024 10:00:00 [Cart.cpp:12] error page was opened",
                "23/May/2024 10:00:01 [Stock.cpp:7] no ERROR: all is well",
                "23/May/2024 10:00:02 [Cart.cpp:40] errors of the day: 7",
                "23/May/2024 10:00:03 [Cart.cpp:41] closed"))
        .containsOnly(Severity.UNKNOWN);
  }

  @Test
  void normal_is_a_level_among_levels() {
    assertThat(
            severities(
                "2025-02-09T10:05:20Z Normal   Scheduled  pod/cart-1  assigned to node-2",
                "2025-02-09T10:05:21Z Warning  BackOff    pod/cart-2  back-off restarting",
                "2025-02-09T10:05:22Z Normal   Pulled     pod/cart-1  image is there"))
        .containsExactly(Severity.INFO, Severity.WARNING, Severity.INFO);
    assertThat(
            severities(
                "2025-02-09T10:05:20Z Normal shutdown of cart",
                "2025-02-09T10:05:21Z Normal shutdown of stock",
                "2025-02-09T10:05:22Z Normal start of cart"))
        .containsOnly(Severity.UNKNOWN);
    assertThat(
            severities(
                "2025-02-09T10:05:20Z Normal shutdown of cart",
                "2025-02-09T10:05:21Z Cart is up",
                "2025-02-09T10:05:22Z Warning lamp is off"))
        .startsWith(Severity.UNKNOWN, Severity.UNKNOWN);
  }

  private static List<Severity> severities(String... lines) {
    List<ParsedRecord> records = new ArrayList<>();
    byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
    Logs.engine(ReadingRules.NONE, new Diagnostics(), 2)
        .parse(List.of(Logs.file("app.log", bytes)), records::add);
    assertThat(records).hasSize(lines.length).allMatch(record -> record.time() != null);
    return records.stream().map(ParsedRecord::severity).toList();
  }
}
