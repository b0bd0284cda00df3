package postmortem.document.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import postmortem.document.render.ReportView.FactView;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Precision;
import postmortem.timeline.PlacedEvent;

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
    List<FactView> facts = new ArrayList<>();
    for (PlacedEvent placed : during) {
      Event event = placed.event();
      if (event.type() == EventType.RATE_ONSET && placed.isShown() && facts.size() < MOST) {
        facts.add(new FactView(text(event), citations.link(event)));
      }
    }
    return facts;
  }

  private static String text(Event rise) {
    Optional<Long> requests = number(rise, Attribute.REQUESTS);
    Optional<Long> failed = number(rise, Attribute.REQUESTS_FAILED).filter(count -> count > 0);
    String where = " in " + logs(rise) + period(rise);
    return requests.isPresent() && failed.isPresent()
        ? Words.number(failed.get())
            + " of "
            + Words.number(requests.get())
            + " requests ("
            + share(failed.get(), requests.get())
            + ") were answered with a server error"
            + where
        : Words.number(rise.count()) + (rise.count() == 1 ? " error" : " errors") + where;
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
