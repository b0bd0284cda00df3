package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports by which something happens before what it follows from. */
class ImpossibleOrderTest {

  private static final Instant BEGIN = Instant.parse("2026-03-12T09:00:00Z");
  private static final List<String> ALERTS =
      List.of("OrdersErrorRateHigh", "LedgerDown", "CheckoutLatencyHigh");

  @TempDir Path folder;

  /** Writes alerts that fire ten minutes apart, by a clock that is wrong by so much. */
  private void alerts(Duration ahead) throws Exception {
    alerts(ahead, Duration.ZERO);
  }

  /** The same; each fired again, the later ones after a longer time. */
  private void alerts(Duration ahead, Duration longer) throws Exception {
    List<String> alerts = new ArrayList<>();
    for (int i = 0; i < ALERTS.size(); i++) {
      Instant at = BEGIN.plusSeconds(600L * i).plus(ahead).plus(longer.multipliedBy(i));
      alerts.add(
          """
          {"annotations":{"summary":"%1$s of orders"},"endsAt":"0001-01-01T00:00:00.000Z",
           "fingerprint":"c0ffee%2$02d12ab34cd","receivers":[{"name":"chat"}],
           "startsAt":"%3$s","status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},
           "updatedAt":"%3$s","generatorURL":"http://prometheus.example/graph",
           "labels":{"alertname":"%1$s","service":"orders","severity":"critical"}}"""
              .formatted(ALERTS.get(i), i, at.toString().replace("Z", ".000Z")));
    }
    write("alerts.json", "[" + String.join(",\n", alerts) + "]");
  }

  /** Writes what a bot posts 20 seconds after each of them. */
  private void chat(String text) throws Exception {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < ALERTS.size(); i++) {
      long second = BEGIN.plusSeconds(600L * i + 20).getEpochSecond();
      messages.add(
          """
          {"type":"message","subtype":"bot_message","bot_id":"B04ALERTS","username":"alertmanager",
           "ts":"%d.000100","text":"%s"}"""
              .formatted(second, text.formatted(ALERTS.get(i))));
    }
    write("slack/channels.json", "[{\"id\":\"C1\",\"name\":\"orders-alerts\"}]");
    write("slack/users.json", "[]");
    write("slack/orders-alerts/2026-03-12.json", "[" + String.join(",\n", messages) + "]");
  }

  private void write(String name, String text) throws Exception {
    Path file = folder.resolve("exports").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Run run(String... words) {
    return Cli.in(folder).run(words);
  }

  @Test
  void alerts_that_are_quoted_before_they_fire_show_a_clock_that_runs_ahead() throws Exception {
    alerts(Duration.ofSeconds(90));
    chat("[FIRING:1] %s orders");

    Run run = run("timeline", "-q", "--format", "jsonl", "exports");
    JsonNode clock =
        new ObjectMapper()
            .readTree(run("analyze", "-q", "--json", "exports").out())
            .get("clocks")
            .get(0);

    assertThat(run.err())
        .isEqualTo(
            """
            warning[PM-W045]: the clock runs at least 70.0 s ahead of slack/orders-alerts/2026-03-12.json
              --> alerts.json
              note: 3 events there come before the alert or commit here that they follow from
              help: find out which clock is wrong, and state clock-offset in incident.yaml
            """);
    assertThat(clock.get("source").asText()).isEqualTo("alerts.json");
    assertThat(clock.get("anchors").asInt()).isEqualTo(3);
    assertThat(clock.get("applied").asBoolean()).isFalse();
  }

  @Test
  void posts_that_come_after_their_alerts_tell_nothing() throws Exception {
    alerts(Duration.ofSeconds(-90));
    chat("[FIRING:1] %s orders");

    assertThat(run("timeline", "-q", "--format", "jsonl", "exports").err()).isEmpty();
  }

  @Test
  void alerts_that_fired_once_more_since_they_were_quoted_tell_nothing() throws Exception {
    alerts(Duration.ofSeconds(90), Duration.ofSeconds(110));
    chat("[FIRING:1] %s orders");

    assertThat(run("timeline", "-q", "--format", "jsonl", "exports").err()).isEmpty();
  }

  @Test
  void words_about_an_alert_that_has_not_fired_are_no_quotes() throws Exception {
    alerts(Duration.ofSeconds(90));
    chat("should %s not have told us by now?");

    assertThat(run("timeline", "-q", "--format", "jsonl", "exports").err()).isEmpty();
  }

  @Test
  void the_document_says_so() throws Exception {
    alerts(Duration.ofSeconds(90));
    chat("[FIRING:1] %s orders");

    run("draft", "-q", "--id", "2026-03-12-orders", "exports");

    assertThat(Files.readString(folder.resolve("postmortems/2026-03-12-orders/postmortem.md")))
        .contains(
            "`alerts.json` runs at least 1 min 9 s ahead of `slack/orders-alerts/2026-03-12.json`,"
                + " as 3 events there show, which come before what they follow from; it is **not"
                + " corrected**.");
  }
}
