package postmortem.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Precision;
import postmortem.event.Severity;

/** A chat export in local time is proposed the zone in which it fits, and no other is. */
final class ZoneProposalTest {

  private static final String CHAT = "discord/shop.txt";

  private static Scene facts() {
    return new Scene("2026-10-13")
        .change(
            EventType.FLAG, "18:02:00", null, "Flag dynamic-tax on", Attribute.FLAG, "dynamic-tax")
        .alert(EventType.ALERT_FIRED, "18:11:00", "TaxThrottles", "tax", Severity.CRITICAL)
        .change(
            EventType.FLAG,
            "18:44:00",
            null,
            "Flag dynamic-tax off",
            Attribute.FLAG,
            "dynamic-tax");
  }

  private static Scene say(Scene scene, String time, String text) {
    Instant at = scene.at(time);
    return scene.fact(
        CHAT,
        time,
        EventType.MESSAGE,
        null,
        text,
        e ->
            e.time(
                new EventTime(
                    at,
                    Precision.MINUTE,
                    List.of(Basis.ZONE_ASSUMED),
                    Precision.MINUTE.width(),
                    time)));
  }

  @Test
  void messages_that_name_what_happens_hours_later_are_of_another_zone() {
    Scene scene = say(facts(), "14:01:00", "dynamic-tax goes on for everybody");
    say(scene, "14:11:00", "ALARM: TaxThrottles");
    ZoneProposal proposal = ZoneProposal.of(CHAT, scene.events()).orElseThrow();
    assertThat(proposal.offset()).isEqualTo(ZoneOffset.ofHours(-4));
    assertThat(proposal.names()).containsExactly("dynamic-tax", "taxthrottles");
  }

  @Test
  void one_name_is_too_little() {
    assertThat(ZoneProposal.of(CHAT, say(facts(), "14:01:00", "dynamic-tax is on").events()))
        .isEmpty();
  }

  @Test
  void messages_that_fit_as_they_are_read_are_left_alone() {
    Scene scene = say(facts(), "18:02:00", "dynamic-tax is on");
    say(scene, "18:12:00", "TaxThrottles, looking");
    assertThat(ZoneProposal.of(CHAT, scene.events())).isEmpty();
  }
}
