package postmortem.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountedTextTest {

  @Test
  void what_is_written_behind_a_text_is_taken_off_again() {
    for (String text : List.of("refused", "copied; 3 records", "wrote (12 rows)")) {
      for (int templates : List.of(1, 2, 1_200)) {
        assertThat(CountedText.of(firstSeen(CountedText.line(text, 7_021, templates))))
            .isEqualTo(new CountedText(text, "7,021 records"));
      }
    }
  }

  @Test
  void what_the_evidence_itself_says_is_left_alone() {
    String said = "copied; 131 records";
    assertThat(CountedText.of(event(EventType.RECORD, said))).isEqualTo(new CountedText(said, ""));
    assertThat(CountedText.of(firstSeen(said + " more")).isCounted()).isFalse();
  }

  @Test
  void one_is_not_many() {
    assertThat(CountedText.line("refused", 1, 1)).isEqualTo("refused; 1 record");
    assertThat(CountedText.line("refused", 12_345, 2))
        .isEqualTo("refused; 12,345 records, 2 templates");
  }

  private static Event firstSeen(String summary) {
    return event(EventType.FIRST_SEEN, summary);
  }

  private static Event event(EventType type, String summary) {
    EventTime time =
        new EventTime(
            Instant.parse("2025-02-09T10:18:45Z"),
            Precision.SECOND,
            List.of(Basis.OFFSET),
            Duration.ofSeconds(1),
            "10:18:45Z");
    return Event.of("0123456789ab", time, type, "nginx")
        .summary(summary)
        .cite(new Citation("error.log", new Place.Line(1), "refused", "a".repeat(64)))
        .build();
  }
}
