package postmortem.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Event;

/** When a program copied a record is not when what it tells happened. */
class CopiedTimesTest {

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void when_a_record_was_copied_is_not_taken_for_when_it_was() {
    List<Event> events =
        Evidences.read(
                diagnostics,
                Evidences.file(
                    "copy.json",
                    """
                    [{"stream":"tickets","data":{"title":"Disk is full","created_at":"2025-03-04T09:18:10Z"},"emitted_at":1741255493086},
                     {"stream":"tickets","data":{"title":"Mail is late","created_at":"2025-03-04T09:20:10Z"},"emitted_at":1741255493100}]
                    """))
            .events();
    assertThat(events).isEmpty();
    assertThat(diagnostics.sorted()).extracting(Diagnostic::code).contains("PM-S009");
  }
}
