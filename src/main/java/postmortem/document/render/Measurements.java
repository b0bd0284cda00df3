package postmortem.document.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    for (PlacedEvent placed : events) {
      Event event = placed.event();
      String before = event.attributes().get(Attribute.BEFORE);
      String after = event.attributes().get(Attribute.AFTER);
      boolean moved =
          event.type() == EventType.METRIC_SHIFT || event.type() == EventType.RATE_ONSET;
      if (moved
          && before != null
          && after != null
          && placed.isShown()
          && views.size() < MOST_MEASUREMENTS
          && window.shows(event.kind(), event.time().at())) {
        Reading reading = reading(event, before, after);
        views.add(
            new MeasurementView(
                measured(event),
                reading.before(),
                reading.after(),
                Words.time(event.time().at(), event.time().precision()),
                back(event),
                citations.link(event)));
      }
    }
    return views;
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
      return value;
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
