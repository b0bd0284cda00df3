package postmortem.analysis;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.incident.Milestone;

/** The four durations between milestones; one whose end points are not both known is absent. */
final class Durations {

  private Durations() {}

  /**
   * TTD, TTM and TTR from impact start; TTA from the first alert to the acknowledgement. Where the
   * alert is also the first that is known of the impact, nobody knows how long it took to fire.
   *
   * @param firstAlert the start of the first alert; null takes detection in its place
   */
  static Map<Measure, Span> of(Map<Milestone, Reached> milestones, @Nullable Event firstAlert) {
    Map<Measure, Span> spans = new EnumMap<>(Measure.class);
    if (!isKnownByDetection(milestones)) {
      add(spans, Measure.TTD, milestones, Milestone.IMPACT_START, Milestone.DETECTION);
    }
    add(spans, Measure.TTM, milestones, Milestone.IMPACT_START, Milestone.MITIGATION);
    add(spans, Measure.TTR, milestones, Milestone.IMPACT_START, Milestone.RESOLUTION);
    Reached acknowledged = milestones.get(Milestone.ACKNOWLEDGEMENT);
    Reached detected = milestones.get(Milestone.DETECTION);
    if (acknowledged != null) {
      boolean stated = detected != null && detected.rule().equals(Milestones.STATED);
      if (firstAlert != null && !stated) {
        String what =
            firstAlert.attributes().containsKey(Attribute.TICKET) ? "first ticket" : "first alert";
        put(spans, Measure.TTA, firstAlert.time().at(), what, acknowledged);
      } else if (detected != null) {
        put(spans, Measure.TTA, detected.at(), words(Milestone.DETECTION), acknowledged);
      }
    }
    return spans;
  }

  /** Whether nothing but what detected it tells when impact began. */
  static boolean isKnownByDetection(Map<Milestone, Reached> milestones) {
    Reached start = milestones.get(Milestone.IMPACT_START);
    Reached detected = milestones.get(Milestone.DETECTION);
    return start != null
        && detected != null
        && !start.eventIds().isEmpty()
        && start.eventIds().equals(detected.eventIds());
  }

  private static void add(
      Map<Measure, Span> spans,
      Measure measure,
      Map<Milestone, Reached> milestones,
      Milestone from,
      Milestone to) {
    Reached begin = milestones.get(from);
    Reached end = milestones.get(to);
    if (begin != null && end != null) {
      put(spans, measure, begin.at(), words(from), end);
    }
  }

  private static void put(
      Map<Measure, Span> spans, Measure measure, Instant from, String fromWhat, Reached to) {
    if (!to.at().isBefore(from)) {
      spans.put(measure, new Span(measure, from, fromWhat, to.at(), words(to.milestone())));
    }
  }

  private static String words(Milestone milestone) {
    return milestone.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
