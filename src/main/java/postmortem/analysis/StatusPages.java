package postmortem.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.timeline.Episode;
import postmortem.timeline.ServiceName;
import postmortem.timeline.ServiceName.Relation;
import postmortem.timeline.Vocabulary;
import postmortem.timeline.Vocabulary.Topic;
import postmortem.timeline.Words;

/**
 * The status pages in the evidence, and whose they are. A company's own page says what its
 * customers were told, and nothing about a provider: it is the page on which the failing service
 * stands as a component, and which says nothing of a trouble before the impact.
 */
final class StatusPages {

  private static final String PROVIDER = "provider";
  private static final String COMPONENTS = "components";
  private static final String STATUS = "status";
  private static final String MAINTENANCE = "in_progress";

  private final SortedMap<String, List<Event>> pages = new TreeMap<>();
  private final SortedSet<String> own = new TreeSet<>();

  private StatusPages() {}

  /**
   * The pages that events tell of.
   *
   * @param impact when the impact began; null where that is not known, when no page is our own
   */
  static StatusPages of(List<Event> events, Episode episode, @Nullable Instant impact) {
    StatusPages all = new StatusPages();
    for (Event event : events) {
      if (event.kind() == Kind.STATUS) {
        all.pages.computeIfAbsent(page(event), name -> new ArrayList<>()).add(event);
      }
    }
    Instant end = episode.to();
    if (impact != null && end != null) {
      all.pages.forEach(
          (page, words) -> {
            if (isOwn(words, episode, impact, end)) {
              all.own.add(page);
            }
          });
    }
    return all;
  }

  /** What providers said, by their names; what a company said itself is left out. */
  SortedMap<String, List<Event>> ofProviders() {
    SortedMap<String, List<Event>> providers = new TreeMap<>(pages);
    providers.keySet().removeAll(own);
    return providers;
  }

  /** The pages of the company itself. */
  SortedSet<String> own() {
    return Collections.unmodifiableSortedSet(own);
  }

  /** Whether an event is a provider's word of a trouble, or of a maintenance that has begun. */
  boolean isTrouble(Event event) {
    boolean said =
        event.type() == EventType.UPSTREAM_DEGRADED
            || (event.type() == EventType.STATUS_UPDATE && isMaintenance(event));
    return said && !own.contains(page(event));
  }

  /** Whether it is about work that was planned. */
  static boolean isMaintenance(Event event) {
    return event.attributes().getOrDefault(STATUS, "").equals(MAINTENANCE);
  }

  /** Whether the page itself says that this trouble was over before a moment. */
  boolean isOverBefore(Event trouble, Instant moment) {
    Instant until = trouble.until();
    if (until != null) {
      return until.isBefore(moment);
    }
    String name = trouble.attributes().getOrDefault(Attribute.INCIDENT, "");
    for (Event event : pages.getOrDefault(page(trouble), List.of())) {
      Instant at = event.time().at();
      if (event.type() == EventType.UPSTREAM_RECOVERED
          && event.attributes().getOrDefault(Attribute.INCIDENT, "").equals(name)
          && !at.isBefore(trouble.time().at())
          && at.isBefore(moment)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a page said it only afterwards, and nothing of the same trouble before. */
  boolean isFirstWord(Event trouble) {
    String name = trouble.attributes().getOrDefault(Attribute.INCIDENT, "");
    for (Event event : pages.getOrDefault(page(trouble), List.of())) {
      if (event.attributes().getOrDefault(Attribute.INCIDENT, "").equals(name)
          && event.time().at().isBefore(trouble.time().at())) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** Whose page it is: the provider's name, else the service's, else the source's. */
  static String page(Event event) {
    String service = event.service();
    return event.attributes().getOrDefault(PROVIDER, service == null ? event.source() : service);
  }

  private static boolean isOwn(List<Event> words, Episode episode, Instant impact, Instant end) {
    boolean failing = false;
    for (Event event : words) {
      boolean trouble = event.type() == EventType.UPSTREAM_DEGRADED;
      boolean meanwhile = !event.time().at().isAfter(end);
      if (trouble && meanwhile && names(event, episode)) {
        if (event.time().at().isBefore(impact)) {
          return false;
        }
        failing = true;
      }
    }
    return failing;
  }

  /** Whether a component of the page has the name of a failing service. */
  private static boolean names(Event event, Episode episode) {
    List<String> components = new ArrayList<>();
    if (event.service() != null) {
      components.add(event.service());
    }
    components.addAll(List.of(event.attributes().getOrDefault(COMPONENTS, "").split("\\s*,\\s*")));
    return components.stream()
        .filter(StatusPages::isTelling)
        .anyMatch(name -> ServiceName.closest(name, episode.services()) == Relation.SAME);
  }

  /** Names such as API or Service stand on the page of every company. */
  private static boolean isTelling(String component) {
    return Words.plain(component).stream()
        .anyMatch(word -> !Vocabulary.builtIn().has(Topic.SERVICE_WORDS, word));
  }
}
