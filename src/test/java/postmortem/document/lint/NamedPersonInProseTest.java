package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.event.Basis;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.event.Precision;
import postmortem.timeline.PlacedEvent;

class NamedPersonInProseTest {

  private static final String RULE = "named-person-in-prose";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@kim.larsen restarted the pool.",
        "The pool was restarted by @kim-l at noon.",
        "Then Robin Berg noticed the error.",
        "It was reverted by Robin Berg and he closed it.",
        "@Mira0 noticed the full disk."
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "**Status**: Final | **DRI**: @maria",
        "Write to help@example.org about it.",
        "The package @types/node was raised.",
        "The service was restarted, @here was posted.",
        "Azure DevOps ran the pipeline.",
        "Google Cloud noticed the failure.",
        "The Deploy Team reverted it.",
        "`@kim` wrote the code.",
        "## Action items\n\n| Action | Owner | Deadline |\n|---|---|---|\n| Add an index | @kim | 2025-03-01 |",
        "Alertmanager noticed it and Jenkins Server deployed it.",
        "## Responders\n\n- @mira\n- @jon",
        "A bean with @Value(\"x\") was missing."
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }

  @Test
  void knows_who_wrote_in_chat() {
    LintContext context = new LintContext(List.of(message("mark"), message("release-bot")));

    assertThat(
            Linted.by(
                RULE, "A mark was set, and then Mark asked the release-bot. Mark it.", context))
        .containsExactly("1:26 \u201cMark\u201d names a person");
  }

  private static PlacedEvent message(String actor) {
    EventTime time =
        new EventTime(
            Instant.parse("2025-02-09T10:18:45Z"),
            Precision.SECOND,
            List.of(Basis.OFFSET),
            Duration.ofSeconds(1),
            "10:18:45Z");
    return new PlacedEvent(
        Event.of("0123456789ab", time, EventType.MESSAGE, "slack")
            .actor(actor)
            .summary("slow queries")
            .cite(new Citation("chat.json", new Place.Pointer("/0"), "slow", "a".repeat(64)))
            .build(),
        0.5);
  }
}
