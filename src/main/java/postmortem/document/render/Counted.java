package postmortem.document.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import postmortem.document.render.ReportView.FactView;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Precision;
import postmortem.series.SeriesEvents;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Signal;

/**
 * What logs count of the impact: of requests how many the server failed, else how many errors they
 * hold. A lower bound for nothing and an estimate of nothing: what stands in the evidence.
 */
final class Counted {

  private static final int MOST = 6;

  private final List<PlacedEvent> during;
  private final Citations citations;

  /**
   * Looks at the rises of error rates.
   *
   * @param during the events of the impact, in order
   */
  Counted(List<PlacedEvent> during, Citations citations) {
    this.during = during;
    this.citations = citations;
  }

  /** One statement for each rise of errors in a log, without a full stop. */
  List<FactView> facts() {
    Map<String, List<Event>> rises = new LinkedHashMap<>();
    for (PlacedEvent placed : during) {
      Event event = placed.event();
      if (event.type() == EventType.RATE_ONSET && placed.isShown()) {
        boolean burst = SeriesEvents.BURST.equals(event.attributes().get(SeriesEvents.TEST));
        String key = burst ? Signal.key(event) : event.id();
        rises.computeIfAbsent(key, k -> new ArrayList<>()).add(event);
      }
    }
    List<FactView> facts = new ArrayList<>();
    for (List<Event> one : rises.values()) {
      if (facts.size() < MOST) {
        String text = one.size() == 1 ? text(one.get(0)) : bursts(one);
        facts.add(new FactView(text + doubt(one.get(0)), citations.link(one.get(0))));
      }
    }
    return facts;
  }

  private static String doubt(Event rise) {
    String doubt = TimelineRows.doubt(rise);
    return doubt.isEmpty() ? "" : " (" + doubt.replaceFirst("^UTC ", "") + ")";
  }

  /** What comes and goes is one thing, of which only its larger bursts are told. */
  private static String bursts(List<Event> rises) {
    Event first = rises.get(0);
    Event last = rises.get(rises.size() - 1);
    Instant end = last.until() == null ? last.time().at() : last.until();
    String to = Words.time(end, Precision.MINUTE);
    String from = Words.time(first.time().at(), Precision.MINUTE);
    boolean sameDay = from.regionMatches(0, to, 0, Words.DATE_LENGTH);
    return Words.number(rises.stream().mapToLong(Event::count).sum())
        + " errors in "
        + rises.size()
        + " bursts in "
        + logs(first)
        + ", between "
        + from
        + " and "
        + (sameDay ? to.substring(Words.DATE_LENGTH + 1) : to)
        + " UTC; errors between the bursts are not counted";
  }

  private static String text(Event rise) {
    Optional<Long> requests = number(rise, Attribute.REQUESTS);
    Optional<Long> failed = number(rise, Attribute.REQUESTS_FAILED).filter(count -> count > 0);
    Optional<Long> refused = number(rise, Attribute.REQUESTS_REFUSED);
    String where = " in " + logs(rise) + period(rise);
    if (requests.isPresent() && refused.isPresent()) {
      String status =
          rise.attributes().getOrDefault(Attribute.METRIC, "").replace(" per minute", "");
      return ofRequests(refused.get(), requests.get()) + " were refused with " + status + where;
    }
    return requests.isPresent() && failed.isPresent()
        ? ofRequests(failed.get(), requests.get()) + " were answered with a server error" + where
        : Words.number(rise.count()) + (rise.count() == 1 ? " error" : " errors") + where;
  }

  private static String ofRequests(long part, long all) {
    return Words.number(part) + " of " + Words.number(all) + " requests (" + share(part, all) + ")";
  }

  /** Where it was counted: what several logs say together is not put down to one of them. */
  private static String logs(Event rise) {
    long count = number(rise, Attribute.LOG_COUNT).orElse(1L);
    String logs =
        rise.attributes().getOrDefault(Attribute.LOGS, rise.citations().get(0).evidence());
    return count > 1 ? Words.number(count) + " logs together (" + logs + ")" : logs;
  }

  /** Logs are counted by whole minutes. */
  private static String period(Event rise) {
    Instant from = rise.time().at();
    Instant to = rise.until();
    String begin = Words.time(from, Precision.MINUTE);
    if (to == null) {
      return ", from " + begin + " UTC on to its end";
    }
    String end = Words.time(to, Precision.MINUTE);
    if (begin.equals(end)) {
      return ", in the minute " + begin + " UTC";
    }
    boolean sameDay = begin.regionMatches(0, end, 0, Words.DATE_LENGTH);
    return ", in the minutes from "
        + begin
        + " to "
        + (sameDay ? end.substring(Words.DATE_LENGTH + 1) : end)
        + " UTC";
  }

  private static String share(long part, long whole) {
    double percent = 100.0 * part / whole;
    return percent < 0.1
        ? "less than 0.1 %"
        : String.format(Locale.ROOT, percent < 10 ? "%.1f" : "%.0f", percent) + " %";
  }

  private static Optional<Long> number(Event event, String attribute) {
    String value = event.attributes().getOrDefault(attribute, "");
    try {
      return Optional.of(Long.valueOf(value));
    } catch (NumberFormatException e) {
      // Not told; another source may use the same name for something else.
      return Optional.empty();
    }
  }
}
