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
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
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

  /** Clocks of two systems differ by this without anybody noticing. */
  static final Duration CLOCKS = Duration.ofSeconds(30);

  private static final double LEAST_SHARE = 0.01;
  private static final long LEAST_RECORDS = 3;

  public Episode {
    alerts = List.copyOf(alerts);
    signals = List.copyOf(signals);
    services = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(services));
  }

  /** The episode that events tell of; does not depend on their order. */
  public static Episode of(List<Event> events, Incident incident) {
    return new Finder(events, incident).find();
  }

  /** Whether an event is about a failing service; unknown where one of both is not known. */
  public Relation relation(Event event) {
    return ServiceName.closest(event.service(), services);
  }

  /** Whether that is one of its alerts. */
  public boolean holds(Event alert) {
    String key = AlertGroup.key(alert);
    return alerts.stream().anyMatch(group -> group.key().equals(key));
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

  private static List<String> texts(Event event) {
    return List.of(
        event.summary(),
        event.attributes().getOrDefault(Attribute.SIGNATURE, ""),
        event.attributes().getOrDefault(Attribute.CODE, ""),
        event.attributes().getOrDefault(Attribute.ALERT, ""));
  }

  private static final class Finder {
    private final Incident incident;
    private final List<Event> events;
    private final List<Signal> all;
    private final List<AlertGroup> groups;
    private final @Nullable Instant statedStart;

    Finder(List<Event> events, Incident incident) {
      this.incident = incident;
      this.events = events;
      this.all = Signal.among(events);
      this.groups = AlertGroup.among(events);
      this.statedStart = incident.milestones().get(Milestone.IMPACT_START);
    }

    Episode find() {
      AlertGroup primary = primary();
      SortedSet<String> services = new TreeSet<>(incident.services());
      if (primary != null) {
        services.addAll(primary.services());
      }
      Signal main = main(primary, services);
      if (main != null && main.event().service() != null) {
        if (ServiceName.closest(main.event().service(), services) != Relation.OTHER
            || primary == null) {
          services.add(main.event().service());
        }
      }
      List<Signal> signals = main == null ? List.of() : cluster(main, primary, services);
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

    private @Nullable AlertGroup primary() {
      AlertGroup best = null;
      double most = 0;
      for (AlertGroup group : groups) {
        double score = fit(group);
        // Groups come by key, so that equal scores do not depend on the order of the evidence.
        if (score > most + 1e-9
            || (best != null
                && Math.abs(score - most) <= 1e-9
                && start(group).isBefore(start(best)))) {
          best = group;
          most = score;
        }
      }
      return best;
    }

    private double fit(AlertGroup group) {
      Instant start = start(group);
      double fit = 0;
      for (Signal signal : all) {
        Duration lead = Duration.between(signal.at(), start);
        if (lead.compareTo(LONGEST_UNNOTICED) > 0
            || lead.compareTo(EARLY_ALERT.negated()) < 0
            || !signal.lasts(start.minus(CHAIN))) {
          continue;
        }
        fit += signal.strength() * nearness(lead) * relatedness(signal.event(), group);
      }
      Severity worst = Severity.DEBUG;
      for (Event event : group.starts()) {
        if (event.severity() != Severity.UNKNOWN && event.severity().compareTo(worst) > 0) {
          worst = event.severity();
        }
      }
      fit += worst == Severity.CRITICAL ? 3 : worst == Severity.ERROR ? 2 : 1;
      fit += group.has(EventType.PAGED) ? 2 : 0;
      fit += group.has(EventType.ACKNOWLEDGED) ? 2 : 0;
      if (statedStart != null) {
        fit *= nearness(Duration.between(statedStart, start));
      }
      if (ServiceName.closest(firstService(group), incident.services()) == Relation.SAME) {
        fit *= 2;
      }
      AlertGroup.Noise noise = group.noise();
      return noise == null ? fit : noise == AlertGroup.Noise.ALWAYS_FIRING ? 0 : fit * 0.1;
    }

    private static @Nullable String firstService(AlertGroup group) {
      return group.services().isEmpty() ? null : group.services().first();
    }

    private static Instant start(AlertGroup group) {
      return group.starts().get(0).time().at();
    }

    /** 1 for the same moment, a half at 30 minutes. */
    private static double nearness(Duration apart) {
      return 1 / (1 + Math.abs(apart.toSeconds()) / 1800.0);
    }

    private static double relatedness(Event event, AlertGroup group) {
      Relation relation = ServiceName.closest(event.service(), group.services());
      double related =
          switch (relation) {
            case SAME -> 1;
            case PART -> 0.8;
            case UNKNOWN -> 0.5;
            case OTHER -> 0.15;
          };
      if (related < 1) {
        for (String service : group.services()) {
          if (ServiceName.named(service, event.summary())) {
            return 1;
          }
        }
      }
      return related;
    }

    private @Nullable Signal main(@Nullable AlertGroup primary, Set<String> services) {
      Signal main = null;
      double most = 0;
      for (Signal signal : all) {
        double weight = signal.strength();
        Instant anchor = primary != null ? start(primary) : statedStart;
        if (anchor != null) {
          Duration lead = Duration.between(signal.at(), anchor);
          if (lead.compareTo(LONGEST_UNNOTICED) > 0
              || lead.compareTo(EARLY_ALERT.negated()) < 0
              || !signal.lasts(anchor.minus(CHAIN))) {
            continue;
          }
          weight *= nearness(lead);
        }
        if (primary != null) {
          weight *= relatedness(signal.event(), primary);
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

    private static Instant lastOf(AlertGroup group) {
      return group.events().get(group.events().size() - 1).time().at();
    }

    private static boolean related(Signal signal, Set<String> services) {
      Relation relation = ServiceName.closest(signal.event().service(), services);
      return relation == Relation.SAME || relation == Relation.PART || relation == Relation.UNKNOWN;
    }

    private static boolean belongs(
        Signal signal, List<Signal> cluster, Set<String> services, Instant reach) {
      if (Duration.between(signal.at(), reach).compareTo(LONGEST_UNNOTICED) > 0) {
        return false;
      }
      boolean related = related(signal, services);
      for (Signal member : cluster) {
        Duration apart = Duration.between(signal.at(), member.at());
        if (related) {
          boolean follows = apart.abs().compareTo(CHAIN) <= 0;
          // A rate that stays up until the next signal bridges a longer time; first sights do not.
          boolean bridges =
              signal.at().isBefore(member.at())
                  && signal.event().type() != EventType.FIRST_SEEN
                  && signal.lasts(member.at().minus(CHAIN));
          if ((follows || bridges) && signal.lasts(member.at().minus(CHAIN))) {
            return true;
          }
        } else if (apart.abs().compareTo(CASCADE) <= 0) {
          return true;
        } else if (apart.abs().compareTo(CHAIN) <= 0
            && services.stream().anyMatch(s -> ServiceName.named(s, signal.event().summary()))) {
          return true;
        }
      }
      return false;
    }

    /** The earliest signal that is more than a few stray records, or an earlier alert. */
    private static @Nullable Event onset(
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
          if (!stray) {
            onset = signal.event();
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
            ServiceName.closest(start.service(), services) == Relation.SAME
                && group.noise() == null;
        if (grave
            && same
            && at.isBefore(earliest.time().at())
            && !at.isBefore(first.minus(CHAIN))
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
      Instant earliest = onset.time().at().minus(CLOCKS);
      Instant latest = latest(primary, signals);
      for (AlertGroup group : groups) {
        if (group.key().equals(primary.key())) {
          alerts.add(group);
          continue;
        }
        Instant start = start(group);
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
              services.stream()
                  .anyMatch(s -> ServiceName.named(s, group.starts().get(0).summary()));
        }
        if (!same && group.services().isEmpty()) {
          same = !Words.shared(words(group), words(primary)).isEmpty();
        }
        if (same && (group.noise() == null || group.noise() == AlertGroup.Noise.FLAPPING)) {
          alerts.add(group);
        }
      }
      alerts.sort(Comparator.comparing(Finder::start).thenComparing(AlertGroup::key));
      return alerts;
    }

    private static SortedSet<String> words(AlertGroup group) {
      List<String> texts = new ArrayList<>();
      for (Event start : group.starts()) {
        texts.addAll(texts(start));
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
      if (last == null && from != null && !events.isEmpty()) {
        last = events.stream().map(e -> e.time().at()).max(Comparator.naturalOrder()).orElseThrow();
      }
      return last != null && from != null && last.isBefore(from) ? from : last;
    }
  }
}
