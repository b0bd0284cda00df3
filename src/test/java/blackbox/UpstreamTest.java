package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What providers said of themselves, beside an incident from 09:00 to 09:40. */
class UpstreamTest {

  @TempDir Path folder;

  @BeforeEach
  void incident() throws Exception {
    alert("PaymentsFailing", "payments fail");
    write(
        "incident.yaml",
        """
        schema: 1
        milestones:
          impact-start: 2026-03-12T09:00:00Z
          resolution: 2026-03-12T09:40:00Z
        """);
  }

  private void alert(String name, String summary) throws Exception {
    write(
        "exports/alerts.json",
        """
        [{"annotations":{"summary":"%2$s"},"endsAt":"2026-03-12T09:40:00.000Z",
          "fingerprint":"c0ffee0012ab34cd","receivers":[{"name":"chat"}],
          "startsAt":"2026-03-12T09:00:00.000Z",
          "status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},
          "updatedAt":"2026-03-12T09:05:00.000Z","generatorURL":"http://prometheus.example/graph",
          "labels":{"alertname":"%1$s","service":"payments","severity":"critical"}}]
        """
            .formatted(name, summary));
  }

  /** The history of a page with one incident; the end is left out where it is empty. */
  private void page(String provider, String id, String from, String to) throws Exception {
    String update =
        "{\"id\":\"%s\",\"status\":\"%s\",\"body\":\"%s\",\"created_at\":\"%s\",\"display_at\":\"%s\"}";
    String begun = update.formatted(id + "1", "investigating", "We look into it.", from, from);
    String ended =
        to.isEmpty() ? "" : update.formatted(id + "2", "resolved", "Fixed.", to, to) + ",";
    write(
        "exports/status-" + id + ".json",
        """
        {"page":{"id":"%1$s","name":"%2$s","url":"https://status.example","time_zone":"Etc/UTC",
                 "updated_at":"2026-03-13T00:00:00Z"},
         "incidents":[{"id":"i%1$s","name":"Elevated errors","status":"resolved",
           "created_at":"%3$s","updated_at":"%3$s","impact":"major","page_id":"%1$s",
           "shortlink":"https://stspg.example/%1$s","incident_updates":[%4$s%5$s],
           "components":[]}]}
        """
            .formatted(id, provider, from, ended, begun));
  }

  private void write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private JsonNode upstream() throws Exception {
    Files.copy(folder.resolve("incident.yaml"), folder.resolve("exports/incident.yaml"));
    return new ObjectMapper()
        .readTree(Cli.in(folder).run("analyze", "-q", "--json", "exports").out())
        .get("upstream");
  }

  @Test
  void one_in_trouble_meanwhile_is_degraded_and_cited() throws Exception {
    page("LedgerCloud", "lc", "2026-03-12T08:55:00Z", "2026-03-12T09:30:00Z");

    JsonNode said = upstream();

    assertThat(said).hasSize(1);
    assertThat(said.get(0).get("provider").asText()).isEqualTo("LedgerCloud");
    assertThat(said.get(0).get("verdict").asText()).isEqualTo("degraded");
    assertThat(said.get(0).get("from").asText()).isEqualTo("2026-03-12T08:55:00Z");
    assertThat(said.get(0).get("to").asText()).isEqualTo("2026-03-12T09:30:00Z");
    assertThat(said.get(0).get("citations")).hasSize(2);
  }

  @Test
  void one_that_our_own_failure_names_is_contributing() throws Exception {
    page("LedgerCloud", "lc", "2026-03-12T08:55:00Z", "");
    alert("PaymentsFailing", "payments fail: no answer from LedgerCloud");

    JsonNode said = upstream();

    assertThat(said.get(0).get("verdict").asText()).isEqualTo("contributing");
    assertThat(said.get(0).get("to").isNull()).isTrue();
  }

  @Test
  void one_whose_trouble_began_later_did_not_contribute() throws Exception {
    page("LedgerCloud", "lc", "2026-03-12T09:20:00Z", "2026-03-12T09:30:00Z");
    alert("PaymentsFailing", "payments fail: no answer from LedgerCloud");

    assertThat(upstream().get(0).get("verdict").asText()).isEqualTo("degraded");
  }

  @Test
  void one_without_trouble_is_clean_only_when_its_history_goes_on_behind_the_incident()
      throws Exception {
    page("LedgerCloud", "lc", "2026-03-12T14:00:00Z", "2026-03-12T15:00:00Z");
    page("MailCo", "mc", "2026-03-11T14:00:00Z", "2026-03-11T15:00:00Z");

    JsonNode said = upstream();

    assertThat(said.get(0).get("verdict").asText()).isEqualTo("clean");
    assertThat(said.get(0).get("from").isNull()).isTrue();
    assertThat(said.get(1).get("provider").asText()).isEqualTo("MailCo");
    assertThat(said.get(1).get("verdict").asText()).isEqualTo("not-checked");
  }
}
