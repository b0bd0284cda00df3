package postmortem.analysis;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.FactorTree.Statement;
import postmortem.event.Event;
import postmortem.event.EventType;

/**
 * A provider whose own page told of its trouble only while the incident went on, and which the
 * errors of the incident name. Pages are written by people, minutes after a trouble began: that the
 * first word came late does not say that the trouble did, nor that it did not.
 */
final class LateProvider {

  private LateProvider() {}

  /** The first word of such a provider after impact start; null where there is none. */
  static @Nullable Event find(IncidentFacts facts) {
    Instant impact = facts.impact();
    Instant end = facts.episode().to();
    if (impact == null || end == null) {
      return null;
    }
    StatusPages pages = StatusPages.of(facts.events(), facts.episode(), impact);
    boolean ranked = facts.changes().stream().anyMatch(change -> pages.isTrouble(change.change()));
    return ranked
        ? null
        : facts.events().stream()
            .filter(
                event ->
                    event.type() == EventType.UPSTREAM_DEGRADED
                        && event.time().at().isAfter(impact)
                        && !event.time().at().isAfter(end)
                        && pages.isTrouble(event)
                        && pages.isFirstWord(event)
                        && Upstreams.isNamed(
                            StatusPages.page(event),
                            Upstreams.Naming.BY_ITSELF,
                            impact,
                            end,
                            facts.events()))
            .min(Comparator.comparing((Event event) -> event.time().at()).thenComparing(Event::id))
            .orElse(null);
  }

  /** What is known of it, and from when on. */
  static Statement told(Event word, @Nullable Instant impact) {
    return Statement.of(
        "The errors name "
            + StatusPages.page(word)
            + ", whose status page first told of a trouble at "
            + Wording.time(word.time().at())
            + Wording.apart(word.time().at(), impact)
            + ": "
            + Wording.what(word)
            + ".",
        word);
  }
}
