package postmortem.document.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.document.render.ReportView.CitationView;
import postmortem.document.render.ReportView.ExcerptView;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.timeline.PlacedEvent;

/** Links to events, and the excerpts of all that were linked: no link leads nowhere. */
final class Citations {

  private static final int MOST_LINKS = 4;
  private static final int MOST_EXCERPTS = 6;

  private final List<PlacedEvent> events;
  private final Map<String, Event> byId = new HashMap<>();
  private final Set<String> linked = new LinkedHashSet<>();

  Citations(List<PlacedEvent> events) {
    this.events = events;
    for (PlacedEvent placed : events) {
      byId.putIfAbsent(placed.event().id(), placed.event());
    }
  }

  /** The first known event of these ids; null when none is. */
  @Nullable Event first(List<String> ids) {
    return ids.stream().map(byId::get).filter(Objects::nonNull).findFirst().orElse(null);
  }

  /** The link to an event of the timeline. */
  Markup link(Event event) {
    linked.add(event.id());
    return Markup.event(event);
  }

  /** Links to the events of these ids; the places themselves where no event is known. */
  Markup links(List<String> ids, List<Citation> citations) {
    List<Markup> links = new ArrayList<>();
    for (String id : new LinkedHashSet<>(ids)) {
      Event event = byId.get(id);
      if (event != null && links.size() < MOST_LINKS) {
        links.add(link(event));
      }
    }
    if (links.isEmpty()) {
      citations.stream()
          .limit(MOST_LINKS)
          .forEach(citation -> links.add(Markup.code(citation.target())));
    }
    return Markup.join(links, ", ");
  }

  /** The excerpts of all events linked so far, in order of time. */
  List<ExcerptView> excerpts() {
    List<ExcerptView> excerpts = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    for (PlacedEvent placed : events) {
      if (linked.contains(placed.event().id()) && done.add(placed.event().id())) {
        excerpts.add(excerpt(placed.event()));
      }
    }
    return excerpts;
  }

  private static ExcerptView excerpt(Event event) {
    List<Citation> all = event.citations();
    int left = all.size() - MOST_EXCERPTS;
    return new ExcerptView(
        Markup.html(event.id()),
        Markup.html(EventTime.format(event.time().at(), event.time().precision())),
        Markup.html(all.get(0).target()),
        all.size() > 1 ? Words.number(all.size() - 1) : null,
        all.stream()
            .limit(MOST_EXCERPTS)
            .map(c -> new CitationView(Markup.html(c.target()), Markup.html(c.excerpt())))
            .toList(),
        left > 0 ? Words.number(left) : null);
  }
}
