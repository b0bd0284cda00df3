package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventType;

/** Holds what providers said of themselves beside the time of the incident. */
final class Upstreams {

  /**
   * What a provider first says so long after the impact began can have been there at its beginning.
   */
  private static final Duration LATE = Duration.ofMinutes(2);

  /** Its words about a trouble that never got an end count for so long. */
  private static final Duration OPEN_END = Duration.ofDays(1);

  private final Instant impact;
  private final Instant end;
  private final List<Event> events;

  private Upstreams(Instant impact, Instant end, List<Event> events) {
    this.impact = impact;
    this.end = end;
    this.events = events;
  }

  /**
   * The providers in the order of their names.
   *
   * @param impact when the impact began
   * @param end when the incident was over, or the last that is known of it
   * @param events of the whole timeline
   * @param pages that are in it
   */
  static List<Upstream> of(Instant impact, Instant end, List<Event> events, StatusPages pages) {
    Upstreams upstreams = new Upstreams(impact, end.isBefore(impact) ? impact : end, events);
    List<Upstream> all = new ArrayList<>();
    pages.ofProviders().forEach((name, words) -> all.add(upstreams.judge(name, words)));
    return List.copyOf(all);
  }

  /** What a provider calls one trouble. */
  private static final class Trouble {
    private final Instant from;
    private @Nullable Instant to;
    private final List<Citation> citations = new ArrayList<>();

    private Trouble(Instant from) {
      this.from = from;
    }
  }

  private Upstream judge(String provider, List<Event> words) {
    Trouble worst = null;
    for (Trouble trouble : troubles(words)) {
      Instant to = trouble.to == null ? trouble.from.plus(OPEN_END) : trouble.to;
      boolean during = !trouble.from.isAfter(end) && !to.isBefore(impact);
      if (during && (worst == null || trouble.from.isBefore(worst.from))) {
        worst = trouble;
      }
    }
    if (worst != null) {
      boolean first = !worst.from.isAfter(impact.plus(LATE));
      return new Upstream(
          provider,
          first && isNamed(provider, Naming.ANYWHERE, impact, end, events)
              ? Upstream.Verdict.CONTRIBUTING
              : Upstream.Verdict.DEGRADED,
          worst.from,
          worst.to,
          worst.citations);
    }
    boolean covered = words.stream().anyMatch(event -> event.time().at().isAfter(end));
    return new Upstream(
        provider,
        covered ? Upstream.Verdict.CLEAN : Upstream.Verdict.NOT_CHECKED,
        null,
        null,
        List.of());
  }

  private static List<Trouble> troubles(List<Event> words) {
    Map<String, Trouble> open = new TreeMap<>();
    List<Trouble> troubles = new ArrayList<>();
    for (Event event : words) {
      String name = event.attributes().getOrDefault(Attribute.INCIDENT, "");
      Trouble trouble = open.get(name);
      if (event.type() == EventType.UPSTREAM_DEGRADED) {
        if (trouble == null || (trouble.to != null && name.isEmpty())) {
          trouble = new Trouble(ChangeStart.of(event));
          open.put(name, trouble);
          troubles.add(trouble);
        }
        trouble.to = event.until();
      } else if (event.type() == EventType.UPSTREAM_RECOVERED && trouble != null) {
        trouble.to = event.time().at();
      }
      if (trouble != null) {
        trouble.citations.add(event.citations().get(0));
      }
    }
    return troubles;
  }

  /** How a provider is named. */
  enum Naming {
    /** Anywhere as a word of its own. */
    ANYWHERE("(?<![\\p{L}\\p{N}])", "(?![\\p{L}\\p{N}])"),

    /** Not as part of a host name or a path, where a company writes its own name. */
    BY_ITSELF("(?<![\\p{L}\\p{N}.@/_-])", "(?![\\p{L}\\p{N}@/_-]|\\.[\\p{L}\\p{N}])");

    private final String before;
    private final String behind;

    Naming(String before, String behind) {
      this.before = before;
      this.behind = behind;
    }

    private Pattern of(String provider) {
      return Pattern.compile(before + Pattern.quote(provider.toLowerCase(Locale.ROOT)) + behind);
    }
  }

  /** Whether something of ours that failed during the incident names the provider. */
  static boolean isNamed(
      String provider, Naming naming, Instant impact, Instant end, List<Event> events) {
    Pattern name = naming.of(provider);
    for (Event event : events) {
      Instant at = event.time().at();
      boolean during = !at.isBefore(impact.minus(LATE)) && !at.isAfter(end);
      boolean failure =
          switch (event.type()) {
            case ALERT_FIRED, FIRST_SEEN, RECORD, RATE_ONSET, TRACE_FAILURE -> true;
            default -> false;
          };
      if (during
          && failure
          && (name.matcher(event.summary().toLowerCase(Locale.ROOT)).find()
              || event.citations().stream()
                  .anyMatch(
                      cited -> name.matcher(cited.excerpt().toLowerCase(Locale.ROOT)).find()))) {
        return true;
      }
    }
    return false;
  }
}
