package postmortem.event.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;

/**
 * Compares the clocks of sources by what cannot come before something else: nobody is paged for an
 * alert that does not fire yet, no chat quotes it, and no commit goes live before it is made. How
 * long the second takes after the first nobody knows, so only an order that is impossible tells
 * something, and only the least of it: the median of the differences is what the clocks are apart
 * at least.
 */
public final class Precedence {

  /** One pair may be an amended commit, or an alert of another system with the same name. */
  private static final int FEWEST = 3;

  /** Alerts that fired before as well are apart from their first pages by any time. */
  private static final int BOUNDS = 4;

  private static final int OUTLIERS_OF = 4;

  /** Farther from each other two events are not about the same. */
  private static final Duration FARTHEST = Duration.ofHours(2);

  private static final int SHORTEST_COMMIT = 7;
  private static final int SHORTEST_FINGERPRINT = 8;
  private static final int SHORTEST_NAME = 6;
  private static final Pattern ONE_WORD = Pattern.compile("\\S+");

  /** How alerting systems begin what they post about an alert that fires. */
  private static final Pattern FIRING =
      Pattern.compile("\\b(?:firing|fired|triggered|alert(?:ing)?)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern OVER =
      Pattern.compile("\\b(?:resolved|recovered|closed|ok)\\b", Pattern.CASE_INSENSITIVE);

  /** Whose clock, against whose. */
  private record Pair(String first, String then) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int order = first.compareTo(other.first);
      return order != 0 ? order : then.compareTo(other.then);
    }
  }

  private Precedence() {}

  /**
   * Clocks by which something happens before what it follows from: those of the evidence that tells
   * what comes first run ahead, or the others run behind.
   *
   * @param events of all evidence, in any order
   * @return by name of evidence; {@link ClockSkew#atLeast} of each is true
   */
  public static List<ClockSkew> of(List<Event> events) {
    Map<Pair, List<Duration>> differences = new TreeMap<>();
    List<Event> alerts = events.stream().filter(e -> e.type() == EventType.ALERT_FIRED).toList();
    List<Event> commits = events.stream().filter(e -> e.type() == EventType.COMMIT).toList();
    for (Event event : events) {
      switch (event.type()) {
        case PAGED -> add(alerts, event, differences);
        case MESSAGE -> {
          if (FIRING.matcher(event.summary()).find() && !OVER.matcher(event.summary()).find()) {
            add(alerts, event, differences);
          }
        }
        case DEPLOY -> add(commits, event, differences);
        default -> {
          // Nothing is known that has to come before it.
        }
      }
    }
    List<ClockSkew> skews = new ArrayList<>();
    differences.forEach((pair, delays) -> skew(pair, delays, skews));
    return List.copyOf(skews);
  }

  /** Notes how long an event comes after the nearest of those that it follows from. */
  private static void add(List<Event> causes, Event event, Map<Pair, List<Duration>> to) {
    Event nearest = null;
    Duration least = FARTHEST;
    for (Event cause : causes) {
      Duration distance = Duration.between(cause.time().at(), event.time().at()).abs();
      if (distance.compareTo(least) < 0
          && !evidence(cause).equals(evidence(event))
          && follows(event, cause)) {
        nearest = cause;
        least = distance;
      }
    }
    if (nearest != null) {
      // A stamp without seconds may be of any of them.
      Instant latest = event.time().at().plus(event.time().precision().width());
      to.computeIfAbsent(new Pair(evidence(nearest), evidence(event)), k -> new ArrayList<>())
          .add(Duration.between(nearest.time().at(), latest));
    }
  }

  private static String evidence(Event event) {
    return event.citations().get(0).evidence();
  }

  private static String attribute(Event event, String name) {
    return event.attributes().getOrDefault(name, "");
  }

  private static boolean follows(Event event, Event cause) {
    if (cause.type() == EventType.COMMIT) {
      String made = attribute(cause, Attribute.COMMIT);
      String live = attribute(event, Attribute.COMMIT);
      return Math.min(made.length(), live.length()) >= SHORTEST_COMMIT
          && (made.startsWith(live) || live.startsWith(made));
    }
    String fingerprint = attribute(cause, Attribute.FINGERPRINT);
    if (fingerprint.length() >= SHORTEST_FINGERPRINT
        && (fingerprint.equals(attribute(event, Attribute.FINGERPRINT))
            || event.summary().contains(fingerprint))) {
      return true;
    }
    String name = attribute(cause, Attribute.ALERT);
    String text = event.summary();
    return event.type() == EventType.MESSAGE
        && name.length() >= SHORTEST_NAME
        && ONE_WORD.matcher(name).matches()
        && !name.equals(name.toLowerCase(Locale.ROOT))
        && text.contains(name);
  }

  private static void skew(Pair pair, List<Duration> delays, List<ClockSkew> to) {
    long[] sorted = delays.stream().mapToLong(Duration::toNanos).sorted().toArray();
    int count = sorted.length;
    int outliers = (int) Arrays.stream(sorted).filter(delay -> delay >= 0).count();
    Duration ahead = Duration.ofNanos(-sorted[count / 2]);
    Duration bound = Duration.ofNanos((sorted[count * 3 / 4] - sorted[count / 4]) / 2);
    if (count >= FEWEST
        && outliers * OUTLIERS_OF <= count
        && ahead.compareTo(SkewEstimator.LEAST) >= 0
        && ahead.compareTo(bound.multipliedBy(BOUNDS)) > 0) {
      to.add(new ClockSkew(pair.first(), pair.then(), ahead, bound, count, outliers, true, true));
    }
  }
}
