package postmortem.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.source.rule.SampleText;
import postmortem.source.rule.SourceDeclaration;
import postmortem.timeline.AlertGroup;

/** What one record tells of an alert, from its beginning to its end, is told of the same alert. */
class AlertsOfOneRecordTest {

  @Test
  void an_alert_is_acknowledged_and_ends_as_the_one_that_began() {
    List<String> apart = new ArrayList<>();
    int compared = 0;
    for (SourceDeclaration source : SourceLibrary.builtIn().declared()) {
      for (SampleText sample : source.samples()) {
        List<Event> events =
            Evidences.read(new Diagnostics(), Evidences.file(sample.name(), sample.bytes()))
                .events();
        for (Event start : events) {
          for (Event then : events) {
            if (begins(start) && goesOn(then) && isOfSameRecord(start, then)) {
              compared++;
              if (!AlertGroup.key(start).equals(AlertGroup.key(then))) {
                apart.add(source.name() + ": " + start.summary() + " | " + then.summary());
              }
            }
          }
        }
      }
    }
    assertThat(compared).isGreaterThan(60);
    assertThat(apart).isEmpty();
  }

  private static boolean begins(Event event) {
    return event.type() == EventType.ALERT_FIRED || event.type() == EventType.PAGED;
  }

  private static boolean goesOn(Event event) {
    return event.type() == EventType.ACKNOWLEDGED
        || event.type() == EventType.ALERT_RESOLVED
        || event.type() == EventType.INCIDENT_RESOLVED;
  }

  private static boolean isOfSameRecord(Event start, Event then) {
    String one = start.citations().get(0).place().toString();
    String other = then.citations().get(0).place().toString();
    return other.equals(one) || other.startsWith(one + "/");
  }
}
