package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Basis;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.timeline.ServiceName.Relation;

/** Finds the episode: the alert it is about, the signals around it, its first and last sign. */
final class EpisodeFinder {

  private static final double LEAST_SHARE = 0.01;
  private static final long LEAST_RECORDS = 3;

  private final Incident incident;
  private final List<Event> events;
  private List<Signal> all;
  private final List<AlertGroup> groups;
  private final @Nullable Instant statedStart;
  private final Focus focus;
  private final IncidentTalk talk;
  private final AlertFit fit;
  private final WrongClocks clocks;

  EpisodeFinder(List<Event> events, Incident incident, Focus focus, WrongClocks clocks) {
    this.incident = incident;
    this.clocks = clocks;
    this.events = events;
    this.all = Signal.among(events);
    this.groups = AlertGroup.among(events);
    this.statedStart = incident.milestones().get(Milestone.IMPACT_START);
    this.focus = focus;
    this.talk = IncidentTalk.among(events);
    this.fit = new AlertFit(incident, all, groups, focus, talk);
  }

  Episode find() {
    AlertGroup primary = fit.best();
    Instant known = primary != null ? AlertFit.start(primary) : statedStart;
    if (known != null) {
      // What was expected while somebody worked on it is no part of what came afterwards.
      List<Event> unexpected = QuietTimes.among(events).without(events, known);
      all = unexpected.size() == events.size() ? all : Signal.among(unexpected);
    }
    SortedSet<String> services = new TreeSet<>(incident.services());
    if (primary != null) {
      for (String service : primary.services()) {
        if (!ServiceName.isOfMachine(service)) {
          services.add(service);
        }
      }
    }
    Signal main = main(primary, services);
    String failing = main == null ? null : main.event().service();
    if (failing != null && !ServiceName.isOfMachine(failing)) {
      if (ServiceName.closest(failing, services) != Relation.OTHER || primary == null) {
        services.add(failing);
      }
    }
    List<Signal> signals = main == null ? List.of() : cluster(main, primary, services);
    if (services.isEmpty()) {
      // Neither the alert nor the strongest signal says whose it is; what failed first may.
      for (Signal signal : signals) {
        String service = signal.event().service();
        if (services.isEmpty()
            && service != null
            && !ServiceName.isOfMachine(service)
            && signal.event().type() == EventType.RATE_ONSET) {
          services.add(service);
        }
      }
    }
    Event onset = earlierAlert(onset(signals, primary, main), services);
    List<AlertGroup> alerts = alerts(primary, services, onset, signals);
    Instant from = statedStart;
    if (from == null && onset != null) {
      from = onset.time().at();
    }
    if (from == null && !events.isEmpty()) {
      from = events.stream().map(e -> e.time().at()).min(Comparator.naturalOrder()).orElseThrow();
    }
    return new Episode(
        primary, alerts, signals, onset, services, from, end(from, onset, alerts, signals));
  }

  private @Nullable Signal main(@Nullable AlertGroup primary, Set<String> services) {
    Signal main = null;
    double most = 0;
    for (Signal signal : all) {
      double weight = signal.strength() * focus.share(signal.at());
      Instant anchor = primary != null ? AlertFit.start(primary) : statedStart;
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

  /** The signals that hang together with the main one. */
  private List<Signal> cluster(
      Signal main, @Nullable AlertGroup primary, SortedSet<String> services) {
    List<Signal> cluster = new ArrayList<>();
    // Each signal is there once; comparing them by their events would cost much.
    Set<Signal> inside = Collections.newSetFromMap(new IdentityHashMap<>());
    cluster.add(main);
    inside.add(main);
    Instant reach = main.at();
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Signal signal : all) {
        if (!inside.contains(signal) && belongs(signal, cluster, services, reach)) {
          cluster.add(signal);
          inside.add(signal);
          grown = true;
        }
      }
    }
    // What begins while it goes on, in the same service, is a part of it as well.
    Instant begin =
        cluster.stream().map(Signal::at).min(Comparator.naturalOrder()).orElse(main.at());
    Instant last = primary == null ? null : lastOf(primary);
    for (Signal signal : all) {
      if (!inside.contains(signal)
          && last != null
          && !signal.at().isBefore(begin)
          && signal.at().isBefore(last)
          && related(signal, services)) {
        cluster.add(signal);
      }
    }
    cluster.sort(Signal.ORDER);
    return cluster;
  }

  /** Its last event; what is noted on an alert that is over does not keep it open. */
  private static Instant lastOf(AlertGroup group) {
    boolean over = group.has(EventType.ALERT_RESOLVED) || group.has(EventType.INCIDENT_RESOLVED);
    Event last = group.events().get(0);
    for (Event event : group.events()) {
      boolean afterwards =
          over || event.attributes().getOrDefault(Attribute.STATE, "").equals("closed");
      if (event.type() != EventType.ALERT_NOTE || !afterwards) {
        last = event;
      }
    }
    return last.time().at();
  }

  private static boolean related(Signal signal, Set<String> services) {
    Relation relation = ServiceName.closest(signal.event().service(), services);
    return relation == Relation.SAME || relation == Relation.PART || relation == Relation.UNKNOWN;
  }

  private static boolean belongs(
      Signal signal, List<Signal> cluster, Set<String> services, Instant reach) {
    if (Duration.between(signal.at(), reach).compareTo(Episode.LONGEST_UNNOTICED) > 0) {
      return false;
    }
    boolean related = related(signal, services);
    for (Signal member : cluster) {
      Duration apart = apart(signal.at(), member.at());
      // Errors that come and go are the same ones, however long they pause.
      if (apart.compareTo(Episode.LONGEST_UNNOTICED) <= 0 && signal.comesAndGoesWith(member)) {
        return true;
      }
      if (related) {
        boolean follows = apart.compareTo(Episode.CHAIN) <= 0;
        // A rate that stays up until the next signal bridges a longer time; first sights do not.
        boolean bridges =
            signal.at().isBefore(member.at())
                && signal.event().type() != EventType.FIRST_SEEN
                && signal.lasts(member.at().minus(Episode.CHAIN));
        if ((follows || bridges) && signal.lasts(member.at().minus(Episode.CHAIN))) {
          return true;
        }
      } else if (apart.compareTo(Episode.CASCADE) <= 0) {
        return true;
      } else if (apart.compareTo(Episode.CHAIN) <= 0
          && services.stream().anyMatch(s -> ServiceName.named(s, signal.event().summary()))) {
        return true;
      }
    }
    return false;
  }

  /** How far apart two instants are; {@link Duration#abs} takes much longer. */
  private static Duration apart(Instant one, Instant other) {
    return one.isBefore(other) ? Duration.between(one, other) : Duration.between(other, one);
  }

  /** The earliest signal that is more than a few stray records, or an earlier alert. */
  private @Nullable Event onset(
      List<Signal> signals, @Nullable AlertGroup primary, @Nullable Signal main) {
    Event onset = null;
    if (main != null) {
      long most = 1;
      for (Signal signal : signals) {
        if (signal.type() == Signal.Type.LOG) {
          most = Math.max(most, signal.event().count());
        }
      }
      long least = Math.min(most, Math.max(LEAST_RECORDS, Math.round(most * LEAST_SHARE)));
      for (Signal signal : signals) {
        boolean stray = signal.type() == Signal.Type.LOG && signal.event().count() < least;
        if (stray) {
          continue;
        }
        boolean assumed = isAssumed(signal.event());
        Duration off = clocks.off(signal.event());
        if (onset == null) {
          onset = signal.event();
        } else if (off == null && isExplainedByClock(onset, signal)) {
          onset = signal.event();
        } else if (!assumed
            && isAssumed(onset)
            && Duration.between(onset.time().at(), signal.at()).compareTo(Episode.ZONES) >= 0) {
          // A log in an unknown zone may be off by hours; what states its zone goes before it.
          onset = signal.event();
        }
        if (!assumed && off == null) {
          break;
        }
      }
    }
    if (primary == null) {
      return onset;
    }
    Event alert = primary.starts().get(0);
    if (onset == null) {
      return alert;
    }
    return alert.time().at().isBefore(onset.time().at()) ? alert : onset;
  }

  /** Whether an onset by a clock that is off may be no earlier than a signal by another one. */
  private boolean isExplainedByClock(Event onset, Signal signal) {
    Duration off = clocks.off(onset);
    return off != null
        && Duration.between(onset.time().at(), signal.at()).compareTo(off.plus(Episode.CASCADE))
            <= 0;
  }

  private static boolean isAssumed(Event event) {
    return event.time().basis().contains(Basis.ZONE_ASSUMED);
  }

  /** A grave alert of the same service shortly before the first error that the evidence holds. */
  private @Nullable Event earlierAlert(@Nullable Event onset, Set<String> services) {
    if (onset == null) {
      return null;
    }
    Event earliest = onset;
    Instant first = onset.time().at();
    for (AlertGroup group : groups) {
      Event start = group.starts().get(0);
      Instant at = start.time().at();
      boolean grave = group.has(EventType.PAGED) || start.severity().isError();
      boolean same =
          ServiceName.closest(start.service(), services) == Relation.SAME && group.noise() == null;
      if (grave
          && same
          && at.isBefore(earliest.time().at())
          && !at.isBefore(first.minus(Episode.CHAIN))
          && !endedBefore(group, first)) {
        earliest = start;
      }
    }
    return earliest;
  }

  private static boolean endedBefore(AlertGroup group, Instant moment) {
    boolean ends = group.has(EventType.ALERT_RESOLVED) || group.has(EventType.INCIDENT_RESOLVED);
    return ends && lastOf(group).isBefore(moment);
  }

  private List<AlertGroup> alerts(
      @Nullable AlertGroup primary,
      Set<String> services,
      @Nullable Event onset,
      List<Signal> signals) {
    List<AlertGroup> alerts = new ArrayList<>();
    if (primary == null || onset == null) {
      return alerts;
    }
    Instant earliest = onset.time().at().minus(Episode.CLOCKS);
    Instant latest = latest(primary, signals);
    for (AlertGroup group : groups) {
      if (group.equals(primary)) {
        alerts.add(group);
        continue;
      }
      Instant start = AlertFit.start(group);
      if (start.isBefore(earliest) || start.isAfter(latest)) {
        continue;
      }
      Relation relation = Relation.OTHER;
      for (String service : group.services()) {
        Relation next = ServiceName.closest(service, services);
        relation = next.compareTo(relation) < 0 ? next : relation;
      }
      boolean same = relation == Relation.SAME || relation == Relation.PART;
      if (!same) {
        same =
            services.stream().anyMatch(s -> ServiceName.named(s, group.starts().get(0).summary()));
      }
      if (!same && group.services().isEmpty()) {
        same = !Words.shared(words(group), words(primary)).isEmpty();
      }
      same |= failsInLogOf(group, signals) || isNamedByErrors(group, signals);
      if (same && (group.noise() == null || group.noise() == AlertGroup.Noise.FLAPPING)) {
        alerts.add(group);
      }
    }
    alerts.sort(Comparator.comparing(AlertFit::start).thenComparing(AlertGroup::key));
    return alerts;
  }

  /** Whether a log that carries the name of the alert's service holds errors of the incident. */
  private static boolean failsInLogOf(AlertGroup group, List<Signal> signals) {
    return signals.stream()
        .map(Signal::event)
        .filter(event -> event.kind() == Kind.LOG && event.service() == null)
        .map(event -> event.citations().get(0).evidence())
        .anyMatch(log -> group.services().stream().anyMatch(name -> ServiceName.named(name, log)));
  }

  /** Whether errors of the incident name the service of a grave alert, as one they wait for. */
  private static boolean isNamedByErrors(AlertGroup group, List<Signal> signals) {
    // Nobody is called for a warning of something else.
    boolean grave = group.has(EventType.PAGED) || group.starts().get(0).severity().isError();
    return grave
        && signals.stream()
            .map(Signal::event)
            .filter(event -> event.kind() == Kind.LOG)
            .anyMatch(
                event ->
                    group.services().stream()
                        .anyMatch(name -> ServiceName.written(name, event.summary())));
  }

  private static SortedSet<String> words(AlertGroup group) {
    List<String> texts = new ArrayList<>();
    for (Event start : group.starts()) {
      texts.addAll(Episode.texts(start));
    }
    return Words.stems(texts.toArray(String[]::new));
  }

  private static Instant latest(AlertGroup primary, List<Signal> signals) {
    Instant latest = lastOf(primary);
    for (Signal signal : signals) {
      Instant end = signal.end();
      if (end != null && end.isAfter(latest) && signal.event().type() != EventType.FIRST_SEEN) {
        latest = end;
      }
    }
    return latest;
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
      Instant end = lastOf(group);
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
    if (last == null && from != null && !events.isEmpty()) {
      last = events.stream().map(e -> e.time().at()).max(Comparator.naturalOrder()).orElseThrow();
    }
    return last != null && from != null && last.isBefore(from) ? from : last;
  }
}
