package postmortem.timeline;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.timeline.ServiceName.Relation;

/**
 * The times in which alerts of something were kept quiet: silences, downtimes and maintenance that
 * were planned or set by hand. What goes wrong in them was expected.
 */
public final class QuietTimes {

  private final List<Event> quiet;

  private QuietTimes(List<Event> quiet) {
    this.quiet = quiet;
  }

  /** Those among events that say when they end. */
  public static QuietTimes among(List<Event> events) {
    return new QuietTimes(
        events.stream()
            .filter(event -> event.attributes().containsKey(Attribute.QUIET))
            .filter(event -> event.until() != null)
            .toList());
  }

  /**
   * The quiet time that holds when errors rise; only one of the same service or of the same alert.
   *
   * @param alert to the rise; null for none
   */
  public Optional<Event> at(Event rise, @Nullable Event alert) {
    Instant at = rise.time().at();
    return quiet.stream()
        .filter(event -> holds(event, at))
        .filter(event -> isAbout(event, rise) || (alert != null && isAbout(event, alert)))
        .findFirst();
  }

  /** The signals without those that began and ended in a quiet time which was over by then. */
  List<Signal> without(List<Signal> signals, Instant moment) {
    return quiet.isEmpty()
        ? signals
        : signals.stream().filter(signal -> !isExpected(signal, moment)).toList();
  }

  private boolean isExpected(Signal signal, Instant moment) {
    Instant end = signal.end();
    return end != null
        && quiet.stream()
            .anyMatch(
                event ->
                    holds(event, signal.at())
                        && holds(event, end)
                        && !holds(event, moment)
                        && event.time().at().isBefore(moment)
                        && isAbout(event, signal.event()));
  }

  private static boolean holds(Event quiet, Instant at) {
    return !at.isBefore(quiet.time().at()) && !at.isAfter(Objects.requireNonNull(quiet.until()));
  }

  private static boolean isAbout(Event quiet, Event event) {
    String alert = quiet.attributes().getOrDefault(Attribute.ALERT, "");
    if (!alert.isEmpty()) {
      // Who silences one alert of a service does not expect others.
      return alert.equals(event.attributes().get(Attribute.ALERT));
    }
    String service = quiet.service();
    if (service == null || service.isBlank()) {
      return false;
    }
    Relation relation = ServiceName.relation(service, event.service());
    return relation == Relation.UNKNOWN
        ? ServiceName.named(service, event.citations().get(0).evidence())
        : relation != Relation.OTHER;
  }
}
