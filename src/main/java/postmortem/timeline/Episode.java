package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.CountedText;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.clock.ClockSkew;
import postmortem.evidence.FileAccount;
import postmortem.incident.Incident;
import postmortem.timeline.ServiceName.Relation;

/**
 * Which of the many things in the evidence are the incident: the alert that fits the most error
 * signal, the signals that belong together, the alerts that belong to them. Significance and
 * milestones both start from here, so they speak of the same incident.
 *
 * @param primary the alert or on-call incident it is about; null when no alert fits
 * @param alerts the alerts that belong to it, primary included, by first start and key
 * @param signals what went wrong for users, in order of time
 * @param onset the signal or the alert with which impact begins; null when neither is known
 * @param services failing, as the evidence writes them
 * @param from when it begins: stated, or the onset, or the first event; null without any event
 * @param to when it ends, as far as is known: stated, or the last end of an alert or signal
 */
public record Episode(
    @Nullable AlertGroup primary,
    List<AlertGroup> alerts,
    List<Signal> signals,
    @Nullable Event onset,
    SortedSet<String> services,
    @Nullable Instant from,
    @Nullable Instant to) {

  /** Errors may begin that long before anybody is alerted. */
  static final Duration LONGEST_UNNOTICED = Duration.ofHours(6);

  /** Onsets of one incident follow each other within this. */
  static final Duration CHAIN = Duration.ofMinutes(15);

  /** An alert may fire that much before the first error that explains it: clocks, scrape times. */
  static final Duration EARLY_ALERT = Duration.ofMinutes(30);

  /** Onsets of other services this close together are taken for one failure. */
  static final Duration CASCADE = Duration.ofMinutes(2);

  /** Zones differ by multiples of this. */
  static final Duration ZONES = Duration.ofMinutes(15);

  /** Clocks of two systems differ by this without anybody noticing. */
  static final Duration CLOCKS = Duration.ofSeconds(30);

  public Episode {
    alerts = List.copyOf(alerts);
    signals = List.copyOf(signals);
    services = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(services));
  }

  /**
   * The episode that events tell of; does not depend on their order.
   *
   * @param accounts of all evidence
   */
  public static Episode of(List<Event> events, Incident incident, List<FileAccount> accounts) {
    return of(events, incident, accounts, List.of());
  }

  /**
   * The same where clocks were compared.
   *
   * @param clocks that run differently
   */
  public static Episode of(
      List<Event> events, Incident incident, List<FileAccount> accounts, List<ClockSkew> clocks) {
    return new EpisodeFinder(events, incident, Focus.of(events, accounts), new WrongClocks(clocks))
        .find();
  }

  /** Whether an event is about a failing service; unknown where one of both is not known. */
  public Relation relation(Event event) {
    Relation relation = ServiceName.closest(event.service(), services);
    // An exporter measures others: whom, its labels say.
    boolean named =
        relation == Relation.OTHER
            && event.kind() == Kind.METRIC
            && services.stream().anyMatch(name -> ServiceName.named(name, event.summary()));
    return named ? Relation.PART : relation;
  }

  /**
   * Whether a response that names no alert is one to this incident: it comes while an alert of the
   * same on-call system is open.
   */
  public boolean answers(Event response) {
    if (!AlertGroup.isKeyless(response)
        || (response.type() != EventType.ACKNOWLEDGED && response.type() != EventType.ESCALATED)) {
      return false;
    }
    Instant at = response.time().at();
    return alerts.stream()
        .anyMatch(
            group ->
                group.events().get(0).source().equals(response.source())
                    && !at.isBefore(group.starts().get(0).time().at())
                    && !at.isAfter(group.events().get(group.events().size() - 1).time().at()));
  }

  /** The words of its errors and alerts. */
  public SortedSet<String> words() {
    List<String> texts = new ArrayList<>();
    for (Signal signal : signals) {
      texts.addAll(texts(signal.event()));
    }
    for (AlertGroup group : alerts) {
      for (Event start : group.starts()) {
        texts.addAll(texts(start));
      }
    }
    return Words.stems(texts.toArray(String[]::new));
  }

  /** What an event says of what went wrong. */
  public static List<String> texts(Event event) {
    return List.of(
        CountedText.of(event).text(),
        event.attributes().getOrDefault(Attribute.SIGNATURE, ""),
        event.attributes().getOrDefault(Attribute.CODE, ""),
        event.attributes().getOrDefault(Attribute.ALERT, ""));
  }
}
