package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.timeline.ServiceName.Relation;

/** Finds the episode: the alert it is about, the signals around it, its first and last sign. */
final class EpisodeFinder {

  private final Incident incident;
  private final List<Event> events;
  private final List<Signal> all;
  private final List<AlertGroup> groups;
  private final @Nullable Instant statedStart;
  private final Focus focus;
  private final IncidentTalk talk;
  private final AlertFit fit;
  private final OnsetFinder onsets;

  EpisodeFinder(List<Event> events, Incident incident, Focus focus, WrongClocks clocks) {
    this.incident = incident;
    this.events = events;
    this.all = Signal.among(events);
    this.groups = AlertGroup.among(events);
    this.statedStart = incident.milestones().get(Milestone.IMPACT_START);
    this.focus = focus;
    this.talk = IncidentTalk.among(events);
    this.fit = new AlertFit(incident, all, groups, focus, talk);
    this.onsets = new OnsetFinder(clocks);
  }

  Episode find() {
    AlertGroup primary = fit.best();
    Instant anchor = primary != null ? primary.firesAt() : statedStart;
    List<Signal> unexpected = unexpected(anchor);
    SortedSet<String> services = new TreeSet<>(incident.services());
    if (primary != null) {
      for (String service : primary.services()) {
        if (!ServiceName.isOfMachine(service)) {
          services.add(service);
        }
      }
    }
    Signal main = main(unexpected, primary, anchor, services);
    String failing = main == null ? null : main.event().service();
    if (failing != null && !ServiceName.isOfMachine(failing)) {
      if (ServiceName.closest(failing, services) != Relation.OTHER || primary == null) {
        services.add(failing);
      }
    }
    List<Signal> signals =
        main == null ? List.of() : SignalCluster.around(main, unexpected, primary, services);
    if (services.isEmpty()) {
      // Neither the alert nor the strongest signal says whose it is; what failed first may.
      services.addAll(signals.stream().flatMap(EpisodeFinder::risingService).limit(1).toList());
    }
    Event onset = OnsetFinder.orEarlierAlert(onsets.find(signals, primary, main), groups, services);
    List<AlertGroup> alerts = EpisodeAlerts.among(groups, primary, services, onset, signals);
    Instant from = from(onset);
    return new Episode(
        primary, alerts, signals, onset, services, from, end(from, onset, alerts, signals));
  }

  /** The signals without what was expected while somebody worked on it, and is over by then. */
  private List<Signal> unexpected(@Nullable Instant moment) {
    if (moment == null) {
      return all;
    }
    List<Event> unexpected = QuietTimes.among(events).without(events, moment);
    return unexpected.size() == events.size() ? all : Signal.among(unexpected);
  }

  private static Stream<String> risingService(Signal signal) {
    return Stream.ofNullable(signal.event().service())
        .filter(service -> !ServiceName.isOfMachine(service))
        .filter(service -> signal.event().type() == EventType.RATE_ONSET);
  }

  private @Nullable Instant from(@Nullable Event onset) {
    if (statedStart != null) {
      return statedStart;
    }
    return onset != null
        ? onset.time().at()
        : events.stream().map(e -> e.time().at()).min(Comparator.naturalOrder()).orElse(null);
  }

  /** The signal that says most of what went wrong. */
  private @Nullable Signal main(
      List<Signal> signals,
      @Nullable AlertGroup primary,
      @Nullable Instant anchor,
      Set<String> services) {
    Signal main = null;
    double most = 0;
    for (Signal signal : signals) {
      double weight = signal.strength() * focus.share(signal.at());
      if (anchor == null && Signal.isRefusal(signal.event())) {
        // Robots are refused as well: somebody has to have noticed it.
        continue;
      }
      if (anchor == null) {
        weight *= talk.share(signal.at());
      }
      if (anchor != null) {
        Duration lead = Duration.between(signal.at(), anchor);
        if (lead.compareTo(Episode.LONGEST_UNNOTICED) > 0
            || lead.compareTo(Episode.EARLY_ALERT.negated()) < 0
            || !signal.lasts(anchor.minus(Episode.CHAIN))) {
          continue;
        }
        weight *= AlertFit.nearness(lead);
      }
      if (primary != null) {
        weight *= AlertFit.relatedness(signal.event(), primary);
      } else if (ServiceName.closest(signal.event().service(), services) == Relation.OTHER) {
        weight *= 0.15;
      }
      if (weight > most + 1e-9) {
        main = signal;
        most = weight;
      }
    }
    return main;
  }

  /** Whether a measurement went up and the evidence ends before it comes back. */
  private static boolean goesOn(Signal signal) {
    return signal.end() == null && signal.event().type() != EventType.FIRST_SEEN;
  }

  private @Nullable Instant end(
      @Nullable Instant from,
      @Nullable Event onset,
      List<AlertGroup> alerts,
      List<Signal> signals) {
    Instant stated = incident.milestones().get(Milestone.RESOLUTION);
    if (stated != null) {
      return stated;
    }
    Instant last = onset == null ? null : onset.time().at();
    for (AlertGroup group : alerts) {
      Instant end = group.lastAt();
      last = last == null || end.isAfter(last) ? end : last;
    }
    for (Signal signal : signals) {
      Instant end = signal.end();
      if (end != null
          && signal.event().type() != EventType.FIRST_SEEN
          && (last == null || end.isAfter(last))) {
        last = end;
      }
    }
    if (last != null && alerts.isEmpty() && signals.stream().anyMatch(EpisodeFinder::goesOn)) {
      last = Conversation.lastOf(events, last);
    }
    AlertGroup ticket = alerts.size() == 1 && signals.isEmpty() ? alerts.get(0) : null;
    if (last != null && ticket != null && NamedTickets.isTicket(ticket)) {
      last = Conversation.lastOf(NamedTickets.talk(ticket, events), last);
    }
    if (last == null && from != null && !events.isEmpty()) {
      last = events.stream().map(e -> e.time().at()).max(Comparator.naturalOrder()).orElseThrow();
    }
    return last != null && from != null && last.isBefore(from) ? from : last;
  }
}
