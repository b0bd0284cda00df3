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
import postmortem.event.StreamName;
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
      if (isMoved(placed)
          && before != null
          && after != null
          && views.size() < MOST_MEASUREMENTS
          && !isStep(event)) {
        Event last = lastStep(event);
        String top = last.attributes().getOrDefault(Attribute.AFTER, after);
        Reading reading = reading(event, before, top);
        String name = measured(event);
        // What logs count has the same name in all of them.
        boolean known = event.service() != null || !event.attributes().containsKey(Attribute.LOGS);
        boolean alone = known && places.getOrDefault(name, Set.of()).size() < 2;
        views.add(
            new MeasurementView(
                (alone ? name : TimelineRows.cut(name + ", " + place(event))) + doubt(event),
                reading.before(),
                (top.equals(after) ? "" : "in steps to ") + reading.after(),
                moved(event),
                back(event),
                citations.links(List.of(event.id(), last.id()), event.citations())));
      }
    }
    return views;
  }

  /**
   * Whether it moved on in the direction in which it had moved before, without having been back.
   */
  private boolean isStep(Event event) {
    Event last = null;
    for (PlacedEvent placed : events) {
      Event other = placed.event();
      if (other.id().equals(event.id())) {
        break;
      }
      if (isOfSame(other, event)) {
        last = other;
      }
    }
    return last != null && isMoved(last) && goesOn(last, event);
  }

  /** The last step of a measurement that moved on and on before it was back; itself for none. */
  private Event lastStep(Event event) {
    Event last = event;
    boolean reached = false;
    for (PlacedEvent placed : events) {
      Event other = placed.event();
      reached |= other.id().equals(event.id());
      if (!reached || other.id().equals(event.id()) || !isOfSame(other, event)) {
        continue;
      }
      if (!isMoved(other) || !goesOn(last, other)) {
        break;
      }
      last = other;
    }
    return last;
  }

  private static boolean isOfSame(Event other, Event event) {
    return other.kind() == event.kind() && Signal.key(other).equals(Signal.key(event));
  }

  private static boolean goesOn(Event one, Event next) {
    return one.type() == EventType.METRIC_SHIFT
        && next.type() == EventType.METRIC_SHIFT
        && direction(one) != 0
        && direction(one) == direction(next);
  }

  private static int direction(Event moved) {
    Optional<Double> before = number(moved.attributes().getOrDefault(Attribute.BEFORE, ""));
    Optional<Double> after = number(moved.attributes().getOrDefault(Attribute.AFTER, ""));
    return before.isPresent() && after.isPresent() ? Double.compare(after.get(), before.get()) : 0;
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
    return isMoved(event) && placed.isShown() && window.shows(event.kind(), event.time().at());
  }

  private static boolean isMoved(Event event) {
    return (event.type() == EventType.METRIC_SHIFT || event.type() == EventType.RATE_ONSET)
        && event.attributes().containsKey(Attribute.BEFORE)
        && event.attributes().containsKey(Attribute.AFTER);
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
    int name = evidence.lastIndexOf('/', differs < 0 ? evidence.length() : differs) + 1;
    int area = StreamName.area(evidence);
    return evidence.substring(area < 0 ? name : Math.min(name, area));
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
