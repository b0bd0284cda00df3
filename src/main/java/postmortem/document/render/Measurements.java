package postmortem.document.render;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.document.render.ReportView.MeasurementView;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.series.Reading;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Signal;
import postmortem.timeline.Window;

/** The table of what was measured before and after it moved. */
final class Measurements {

  private static final int MOST_MEASUREMENTS = 20;
  private static final Pattern WHOLE = Pattern.compile("\\d{4,15}");

  private final List<PlacedEvent> events;
  private final Window window;
  private final Citations citations;

  Measurements(List<PlacedEvent> events, Window window, Citations citations) {
    this.events = events;
    this.window = window;
    this.citations = citations;
  }

  /** The rows, in the order of the timeline. */
  List<MeasurementView> views() {
    List<MeasurementView> views = new ArrayList<>();
    Map<String, Set<String>> places = new HashMap<>();
    for (PlacedEvent placed : events) {
      if (isMoved(placed)) {
        places
            .computeIfAbsent(measured(placed.event()), name -> new HashSet<>())
            .add(Signal.key(placed.event()));
      }
    }
    for (PlacedEvent placed : events) {
      Event event = placed.event();
      String before = event.attributes().get(Attribute.BEFORE);
      String after = event.attributes().get(Attribute.AFTER);
      if (isMoved(placed) && before != null && after != null && views.size() < MOST_MEASUREMENTS) {
        Reading reading = reading(event, before, after);
        String name = measured(event);
        // What logs count has the same name in all of them.
        boolean known = event.service() != null || !event.attributes().containsKey(Attribute.LOGS);
        boolean alone = known && places.getOrDefault(name, Set.of()).size() < 2;
        views.add(
            new MeasurementView(
                (alone ? name : TimelineRows.cut(name + ", " + place(event))) + doubt(event),
                reading.before(),
                reading.after(),
                moved(event),
                back(event),
                citations.link(event)));
      }
    }
    return views;
  }

  /** What grew for long began to move long before its top, at which it stands in the timeline. */
  private static String moved(Event event) {
    String started = event.attributes().get(Attribute.STARTED);
    return started == null
        ? Words.time(event.time().at(), event.time().precision())
        : Words.time(OffsetDateTime.parse(started).toInstant(), event.time().precision());
  }

  private static String doubt(Event event) {
    String doubt = TimelineRows.doubt(event);
    return doubt.isEmpty() ? "" : " (" + doubt + ")";
  }

  private boolean isMoved(PlacedEvent placed) {
    Event event = placed.event();
    return (event.type() == EventType.METRIC_SHIFT || event.type() == EventType.RATE_ONSET)
        && event.attributes().containsKey(Attribute.BEFORE)
        && event.attributes().containsKey(Attribute.AFTER)
        && placed.isShown()
        && window.shows(event.kind(), event.time().at());
  }

  /** What tells it from the same thing measured elsewhere: the labels of a series, or its file. */
  private static String place(Event event) {
    String labels = event.attributes().get(Attribute.LABELS);
    if (labels != null) {
      return labels;
    }
    String evidence =
        event.attributes().getOrDefault(Attribute.LOGS, event.citations().get(0).evidence());
    int differs = evidence.indexOf('*');
    return evidence.substring(
        evidence.lastIndexOf('/', differs < 0 ? evidence.length() : differs) + 1);
  }

  private static String measured(Event event) {
    String name = event.attributes().get(Attribute.METRIC);
    if (name == null) {
      name = event.attributes().getOrDefault(Attribute.SIGNATURE, event.summary());
    }
    String service = event.service();
    return TimelineRows.cut(
        service == null || name.contains(service) ? name : name + " (" + service + ")");
  }

  private static Reading reading(Event event, String before, String after) {
    // "errors per minute" says its unit itself.
    String unit =
        measured(event).contains("per minute")
            ? ""
            : event.attributes().getOrDefault(Attribute.UNIT, "");
    return number(before)
        .flatMap(low -> number(after).flatMap(high -> Reading.of(low, high, unit)))
        .orElseGet(() -> new Reading(withUnit(before, unit), withUnit(after, unit)));
  }

  private static Optional<Double> number(String value) {
    try {
      return Optional.of(Double.valueOf(value));
    } catch (NumberFormatException e) {
      // Written with its unit already.
      return Optional.empty();
    }
  }

  private static String withUnit(String value, String unit) {
    if (unit.isEmpty() || value.endsWith(unit)) {
      return WHOLE.matcher(value).matches() ? Words.number(Long.parseLong(value)) : value;
    }
    // A rate's unit is written 1/min in data and "per min" in prose.
    return value + " " + (unit.startsWith("1/") ? "per " + unit.substring(2) : unit);
  }

  /** When the same thing was measured to be normal again. */
  private @Nullable String back(Event moved) {
    if (moved.until() != null) {
      return Words.time(moved.until());
    }
    EventType end =
        moved.type() == EventType.METRIC_SHIFT ? EventType.METRIC_RECOVERY : EventType.RATE_END;
    for (PlacedEvent placed : events) {
      Event event = placed.event();
      if (event.type() == end
          && event.time().at().isAfter(moved.time().at())
          && Signal.key(event).equals(Signal.key(moved))) {
        return Words.time(event.time().at(), event.time().precision());
      }
    }
    return null;
  }
}
