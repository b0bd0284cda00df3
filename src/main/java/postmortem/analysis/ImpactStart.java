package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.StreamName;
import postmortem.timeline.Episode;
import postmortem.timeline.Signal;

/**
 * With which event impact begins: the onset of the episode, unless that is an error inside of the
 * system and a log of requests says that those were still answered then.
 *
 * @param event where it begins
 * @param rule the name of what was decided by
 */
record ImpactStart(Event event, String rule) {

  /** Errors that precede the first failed request by less are one failure, seen twice. */
  private static final Duration SEEN_TWICE = Duration.ofMinutes(2);

  /** Failed requests that follow later than this may have another reason. */
  private static final Duration LONGEST_LEAD = Duration.ofMinutes(15);

  /** Fewer failed requests may be stray ones. */
  private static final long FEWEST = 3;

  /**
   * The beginning of an episode; null when its onset is not known.
   *
   * @param events of all evidence
   */
  static @Nullable ImpactStart of(Episode episode, List<Event> events) {
    Event onset = episode.onset();
    if (onset == null) {
      return null;
    }
    if (onset.kind() == Kind.ALERT) {
      return new ImpactStart(onset, "first-alert");
    }
    Event failed = onset.kind() == Kind.LOG ? firstFailedRequest(episode) : null;
    if (failed == null) {
      return new ImpactStart(onset, "first-error");
    }
    Duration lead = Duration.between(onset.time().at(), failed.time().at());
    boolean later = lead.compareTo(SEEN_TWICE) > 0 && lead.compareTo(LONGEST_LEAD) <= 0;
    return later && !isNoticed(episode, events, onset.time().at(), failed.time().at())
        ? new ImpactStart(failed, "first-failed-request")
        : new ImpactStart(onset, "first-error");
  }

  /** Whether an alert fired or a person reported something between the two. */
  private static boolean isNoticed(
      Episode episode, List<Event> events, Instant from, Instant before) {
    return Stream.concat(
            episode.alerts().stream().flatMap(group -> group.starts().stream()),
            events.stream().filter(e -> e.type() == EventType.MESSAGE && ChatWords.isReport(e)))
        .map(event -> event.time().at())
        .anyMatch(at -> !at.isBefore(from) && at.isBefore(before));
  }

  /**
   * The first failed request in a log of requests that went well before; null when users are known
   * to notice something else before it, or no log tells.
   */
  private static @Nullable Event firstFailedRequest(Episode episode) {
    Set<String> requests = new HashSet<>();
    for (Signal signal : episode.signals()) {
      if (signal.event().type() == EventType.RATE_ONSET && failsRequests(signal.event())) {
        requests.add(log(signal.event()));
      }
    }
    for (Signal signal : episode.signals()) {
      if (signal.type() != Signal.Type.LOG) {
        return null;
      }
      if (requests.contains(log(signal.event())) && signal.event().count() >= FEWEST) {
        return signal.event();
      }
    }
    return null;
  }

  private static boolean failsRequests(Event onset) {
    return !onset.attributes().getOrDefault(Attribute.REQUESTS_FAILED, "0").equals("0");
  }

  private static String log(Event event) {
    return StreamName.workload(event.citations().get(0).evidence());
  }
}
