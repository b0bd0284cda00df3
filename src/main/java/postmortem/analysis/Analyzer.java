package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.timeline.Episode;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Timeline;
import postmortem.timeline.Window;
import postmortem.timeline.WrongClocks;

/** Asks a timeline the questions of a post-mortem. */
public final class Analyzer {

  private static final Duration BEFORE = Duration.ofMinutes(60);
  private static final Duration CHANGES_BEFORE = Duration.ofHours(24);
  private static final Duration AFTER = Duration.ofMinutes(30);

  private Analyzer() {}

  /** What the timeline says; what {@code incident} states wins over it. */
  public static Analysis analyze(Timeline timeline, Incident incident) {
    List<Event> events = timeline.events().stream().map(PlacedEvent::event).toList();
    Episode episode = timeline.episode();
    Milestones finder = Milestones.find(episode, events, incident);
    Map<Milestone, Reached> milestones = finder.reached();
    Map<Measure, Span> durations = Durations.of(milestones, finder.firstAlert());
    StatusPages pages = StatusPages.of(events, episode, at(milestones, Milestone.IMPACT_START));
    List<RankedChange> changes = changes(episode, milestones, events, pages);
    IncidentFacts facts =
        new IncidentFacts(
            episode,
            events,
            milestones,
            durations,
            changes,
            Relapse.of(episode, events),
            new WrongClocks(timeline.clocks()));
    return new Analysis(
        milestones,
        durations,
        changes,
        upstream(milestones, episode, events, pages),
        List.copyOf(pages.own()),
        facts.relapses(),
        Hypotheses.of(facts),
        FactorTree.branches(facts),
        timeline.coverage(),
        new ObservabilityAudit(episode, events, timeline.manifest()).grades(),
        window(timeline, episode, milestones));
  }

  /** Without a resolution the end of what belongs to the incident stands in for it. */
  private static List<Upstream> upstream(
      Map<Milestone, Reached> milestones, Episode episode, List<Event> events, StatusPages pages) {
    Instant impact = at(milestones, Milestone.IMPACT_START);
    Instant end = at(milestones, Milestone.RESOLUTION);
    if (end == null) {
      end = episode.to();
    }
    return impact == null
        ? List.of()
        : Upstreams.of(impact, end == null ? impact : end, events, pages);
  }

  private static List<RankedChange> changes(
      Episode episode, Map<Milestone, Reached> milestones, List<Event> events, StatusPages pages) {
    Instant impact = at(milestones, Milestone.IMPACT_START);
    Instant before = impact != null ? impact : at(milestones, Milestone.DETECTION);
    return before == null
        ? List.of()
        : ChangeRanking.rank(episode, before, at(milestones, Milestone.MITIGATION), events, pages);
  }

  /**
   * From an hour before impact start to half an hour after resolution. Where one of them is
   * unknown, the beginning and end of the episode stand in for it; without an episode, the first
   * and last significant row; without any row, nothing.
   */
  private static Window window(
      Timeline timeline, Episode episode, Map<Milestone, Reached> milestones) {
    Instant from = at(milestones, Milestone.IMPACT_START);
    Instant to = at(milestones, Milestone.RESOLUTION);
    List<Instant> shown =
        timeline.events().stream()
            .filter(PlacedEvent::isShown)
            .map(placed -> placed.event().time().at())
            .toList();
    if (from == null) {
      from = episode.onset() != null || shown.isEmpty() ? episode.from() : shown.get(0);
    }
    if (to == null) {
      to = episode.onset() != null || shown.isEmpty() ? episode.to() : shown.get(shown.size() - 1);
    }
    if (from == null || to == null) {
      return new Window(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    }
    Instant end = to.isBefore(from) ? from : to;
    return new Window(from.minus(CHANGES_BEFORE), from.minus(BEFORE), end.plus(AFTER));
  }

  private static @Nullable Instant at(Map<Milestone, Reached> milestones, Milestone milestone) {
    Reached reached = milestones.get(milestone);
    return reached == null ? null : reached.at();
  }
}
