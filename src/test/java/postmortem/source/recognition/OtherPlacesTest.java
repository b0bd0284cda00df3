package postmortem.source.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Event;
import postmortem.log.Readout;
import postmortem.source.Evidences;

/** Exports that went through people's hands before they became evidence. */
class OtherPlacesTest {

  private static final String INCIDENT =
      """
      {"id":"P1","incident_number":1,"title":"Checkout answers 5xx","status":"triggered","urgency":"high","created_at":"2025-03-04T09:18:00Z","service":{"id":"S1","summary":"checkout"},"type":"incident"}""";

  private final Diagnostics diagnostics = new Diagnostics();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"incidents\":[%s],\"limit\":25,\"offset\":0,\"more\":false}",
        "[{\"incidents\":[%s]},{\"incidents\":[]}]",
        "{\"data\":{\"incidents\":[%s]}}",
        "[%s]",
        "{\"result\":[%s]}",
        "%s",
        "%s\n%1$s",
      })
  void an_answer_is_known_whatever_was_put_around_its_records(String form) {
    Readout readout =
        Evidences.read(diagnostics, Evidences.file("page.json", form.formatted(INCIDENT)));

    assertThat(readout.events()).isNotEmpty();
    Event event = readout.events().get(0);
    assertThat(event.time().text()).isEqualTo("2025-03-04T09:18:00Z");
    assertThat(event.service()).isEqualTo("checkout");
    assertThat(readout.accounts().get(0).reader()).isEqualTo("pagerduty-incidents");
    assertThat(readout.accounts().get(0).unreadable()).isZero();
  }

  @Test
  void of_answers_in_a_list_each_record_is_cited_where_it_stands() {
    String text = "[{\"incidents\":[]},{\"incidents\":[%s]}]".formatted(INCIDENT);
    Readout readout = Evidences.read(diagnostics, Evidences.file("pages.json", text));

    assertThat(readout.events().get(0).citations().get(0).target())
        .isEqualTo("pages.json#/1/incidents/0");
  }

  @Test
  void lines_of_a_log_stay_a_log() {
    String line =
        """
        {"id":7,"time":"2025-03-04T09:18:00Z","level":"error","msg":"pool exhausted","name":"orders","status":500,"service":"orders"}
        """;
    Readout readout = Evidences.read(diagnostics, Evidences.file("app.jsonl", line + line));

    assertThat(readout.accounts()).isEmpty();
  }

  @Test
  void a_few_names_that_everybody_uses_are_no_export() {
    String text = "[{\"id\":7,\"name\":\"a\",\"created_at\":\"2025-03-04T09:18:00Z\"}]";
    Evidences.read(diagnostics, Evidences.file("things.json", text));

    assertThat(diagnostics.sorted())
        .extracting(diagnostic -> diagnostic.code())
        .isEqualTo(List.of("PM-S009"));
  }
}
