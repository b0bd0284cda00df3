package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Place;
import postmortem.event.StreamName;
import postmortem.series.SeriesEvents;

/**
 * Something that began to go wrong for users, as a log, a metric or a trace tells it.
 *
 * @param event the onset
 * @param type what tells it
 * @param strength how much of it there was, on a scale of its own; above 0
 * @param end when it went back for the last time; null when it did not, or nothing says so
 * @param endEvent the event which says that it went back; null when there is none
 */
public record Signal(
    Event event, Type type, double strength, @Nullable Instant end, @Nullable Event endEvent) {

  /** What tells that something goes wrong. */
  public enum Type {
    /** A metric of refused or failed requests. */
    ERROR_METRIC,
    /** Errors in a log. */
    LOG,
    /** A failed trace. */
    TRACE,
    /** A metric of how long users wait. */
    LATENCY_METRIC
  }

  /** By time; at one moment what tells most directly of users' errors comes first. */
  static final Comparator<Signal> ORDER =
      Comparator.comparing(Signal::at)
          .thenComparing(Signal::type)
          .thenComparing(signal -> signal.event().type())
          .thenComparing(signal -> signal.event().id());

  private static final double ERROR_METRIC_STRENGTH = 10;
  private static final double LATENCY_STRENGTH = 6;
  private static final double LEAST_LATENCY_RATIO = 2;
  private static final Duration REPEATED_WITHIN = Duration.ofMinutes(30);
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");

  /** When it began. */
  public Instant at() {
    return event.time().at();
  }

  /** Whether it was still going on at that time, as far as is known. */
  public boolean lasts(Instant at) {
    return end == null || !end.isBefore(at);
  }

  /** The signals among events, in order of time and id. */
  public static List<Signal> among(List<Event> events) {
    Map<String, List<Event>> ends = new HashMap<>();
    Map<String, List<Event>> onsets = new HashMap<>();
    for (Event event : events) {
      EventType type = event.type();
      if (type == EventType.RATE_END || type == EventType.METRIC_RECOVERY) {
        ends.computeIfAbsent(key(event), k -> new ArrayList<>()).add(event);
      } else if (type == EventType.RATE_ONSET || type == EventType.METRIC_SHIFT) {
        onsets.computeIfAbsent(key(event), k -> new ArrayList<>()).add(event);
      }
    }
    List<Signal> signals = new ArrayList<>();
    List<Signal> refusals = new ArrayList<>();
    for (Event event : events) {
      Type type = type(event);
      boolean refusal = type == null && isRefusal(event);
      if (type != null || refusal) {
        Signal signal =
            of(
                event,
                type == null ? Type.LOG : type,
                onsets.getOrDefault(key(event), List.of()),
                ends);
        (refusal ? refusals : signals).add(signal);
      }
    }
    List<Signal> failures =
        signals.stream().filter(signal -> signal.event().type() != EventType.FIRST_SEEN).toList();
    refusals.stream()
        .filter(refusal -> failures.stream().noneMatch(refusal::goesWith))
        .forEach(signals::add);
    signals.sort(ORDER);
    return List.copyOf(signals);
  }

  /** Whether it tells that requests were refused: with 403, and not because a server failed. */
  static boolean isRefusal(Event event) {
    return event.type() == EventType.RATE_ONSET
        && event.attributes().containsKey(Attribute.REQUESTS_REFUSED);
  }

  /** Whether another one began shortly before this, or while it lasted. */
  private boolean goesWith(Signal other) {
    return !other.at().isBefore(at().minus(Episode.CHAIN)) && lasts(other.at());
  }

  private static Signal of(
      Event event, Type type, List<Event> sameOnsets, Map<String, List<Event>> ends) {
    double strength =
        switch (type) {
          case ERROR_METRIC -> ERROR_METRIC_STRENGTH;
          case LATENCY_METRIC -> LATENCY_STRENGTH;
          case LOG, TRACE -> Math.log1p((double) event.count()) / Math.log(2);
        };
    Instant at = event.time().at();
    if (event.type() == EventType.FIRST_SEEN) {
      return new Signal(event, type, strength, event.until(), null);
    }
    // A rate that goes up again soon after it went back has not gone back: the last end counts.
    Instant reach = at;
    Event last = null;
    List<Event> all = new ArrayList<>(sameOnsets);
    all.addAll(ends.getOrDefault(key(event), List.of()));
    all.sort(Comparator.comparing((Event e) -> e.time().at()).thenComparing(Event::id));
    for (Event other : all) {
      Instant then = other.time().at();
      if (!then.isAfter(at)) {
        continue;
      }
      if (other.type() == EventType.RATE_END || other.type() == EventType.METRIC_RECOVERY) {
        // What was back and then moves within what is usual has not come back once more.
        last = last == null ? other : last;
        reach = then;
      } else if (last != null) {
        if (Duration.between(reach, then).compareTo(REPEATED_WITHIN) > 0) {
          break;
        }
        last = null;
      }
    }
    if (last != null) {
      return new Signal(event, type, strength, last.time().at(), last);
    }
    return new Signal(event, type, strength, event.until(), null);
  }

  /** What an event tells about users; null when nothing. */
  public static @Nullable Type type(Event event) {
    return switch (event.type()) {
      case FIRST_SEEN, RATE_ONSET -> event.severity().isError() ? Type.LOG : null;
      case TRACE_FAILURE -> Type.TRACE;
      case METRIC_SHIFT -> shift(event);
      default -> null;
    };
  }

  private static @Nullable Type shift(Event event) {
    Type type = metric(event);
    if (type == null) {
      return null;
    }
    double before = number(event.attributes().getOrDefault(Attribute.BEFORE, ""));
    double after = number(event.attributes().getOrDefault(Attribute.AFTER, ""));
    if (Double.isNaN(before) || Double.isNaN(after)) {
      return type;
    }
    if (isSuccess(event)) {
      return after < before ? type : null;
    }
    if (type == Type.LATENCY_METRIC) {
      return after >= LEAST_LATENCY_RATIO * before ? type : null;
    }
    return after > before ? type : null;
  }

  /** What users notice of a metric; null when it is about the inside of a machine. */
  public static @Nullable Type metric(Event event) {
    Vocabulary vocabulary = Vocabulary.builtIn();
    List<String> words = Words.plain(event.attributes().getOrDefault(Attribute.METRIC, ""));
    if (words.isEmpty()) {
      words = Words.plain(event.summary());
    }
    if (vocabulary.count(Vocabulary.Topic.INNER_METRIC, words) > 0) {
      return null;
    }
    if (vocabulary.count(Vocabulary.Topic.ERROR_METRIC, words) > 0
        || vocabulary.count(Vocabulary.Topic.SUCCESS_METRIC, words) > 0) {
      return Type.ERROR_METRIC;
    }
    return vocabulary.count(Vocabulary.Topic.LATENCY_METRIC, words) > 0
        ? Type.LATENCY_METRIC
        : null;
  }

  private static boolean isSuccess(Event event) {
    Vocabulary vocabulary = Vocabulary.builtIn();
    List<String> words = Words.plain(event.attributes().getOrDefault(Attribute.METRIC, ""));
    return vocabulary.count(Vocabulary.Topic.SUCCESS_METRIC, words) > 0
        && vocabulary.count(Vocabulary.Topic.ERROR_METRIC, words) == 0;
  }

  /** The first number in a text; NaN when there is none. */
  static double number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    return matcher.find() ? Double.parseDouble(matcher.group()) : Double.NaN;
  }

  /** Whether both are errors of one log that come in bursts. */
  boolean comesAndGoesWith(Signal other) {
    return event.type() == EventType.RATE_ONSET
        && other.event.type() == EventType.RATE_ONSET
        && (isBurst() || other.isBurst())
        && key(event).equals(key(other.event));
  }

  private boolean isBurst() {
    return SeriesEvents.BURST.equals(event.attributes().get(SeriesEvents.TEST));
  }

  /** The log that an event was found in; the files of a rotated set are one. */
  static String log(Event event) {
    return event.source()
        + '\0'
        + event.service()
        + '\0'
        + StreamName.workload(event.citations().get(0).evidence());
  }

  /** What an onset and its end have in common: the same thing, measured at the same place. */
  public static String key(Event event) {
    String metric = event.attributes().getOrDefault(Attribute.METRIC, "");
    String signature = event.attributes().getOrDefault(Attribute.SIGNATURE, "");
    String key = event.source() + '\0' + event.service() + '\0' + metric + '\0' + signature;
    String evidence = event.citations().get(0).evidence();
    if (event.kind() != Kind.METRIC) {
      // The files of a rotated set and of a workload are one log, as they were when it was read.
      return key + '\0' + StreamName.workload(evidence);
    }
    String logs = event.attributes().get(Attribute.LOGS);
    if (logs != null) {
      return key + '\0' + logs;
    }
    key += '\0' + evidence;
    // Series of one metric are told apart by where their samples stand.
    if (event.citations().get(0).place() instanceof Place.Pointer pointer) {
      int cut = pointer.pointer().lastIndexOf('/');
      key += '\0' + pointer.pointer().substring(0, Math.max(0, cut));
    }
    return key;
  }
}
