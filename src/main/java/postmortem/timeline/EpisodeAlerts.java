package postmortem.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.timeline.ServiceName.Relation;

/** Which alerts belong to the incident, beside the one that it is about. */
final class EpisodeAlerts {

  private EpisodeAlerts() {}

  /**
   * Those among all alerts, the primary one included, by first start and key.
   *
   * @param services that fail
   * @param onset with which impact begins
   * @param signals of the incident
   */
  static List<AlertGroup> among(
      List<AlertGroup> groups,
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
      Instant start = group.firesAt();
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
    alerts.sort(Comparator.comparing(AlertGroup::firesAt).thenComparing(AlertGroup::key));
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
    Instant latest = primary.lastAt();
    for (Signal signal : signals) {
      Instant end = signal.end();
      if (end != null && end.isAfter(latest) && signal.event().type() != EventType.FIRST_SEEN) {
        latest = end;
      }
    }
    return latest;
  }
}
