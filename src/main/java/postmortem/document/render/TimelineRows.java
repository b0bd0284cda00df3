package postmortem.document.render;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.Analysis;
import postmortem.analysis.Reached;
import postmortem.document.render.ReportView.RowView;
import postmortem.document.render.ReportView.TimelineView;
import postmortem.event.Basis;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Precision;
import postmortem.event.ShortText;
import postmortem.event.clock.ClockSkew;
import postmortem.timeline.AlertGroup;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Repeats;

/** Decides which rows a document shows, and how a row reads. */
final class TimelineRows {

  /** Stands for a message of which every sentence blames somebody. */
  private static final String NOT_QUOTED = "a message that is not quoted, as it blames somebody";

  /** Ranked changes that are shown whatever their significance is, if they are of that day. */
  private static final int TOP_CHANGES = 3;

  /** More rows than this nobody reads. */
  private static final int MOST_ROWS = 200;

  private static final int LONGEST_TEXT = 280;

  /** What came so often is told once, with a count. */
  private static final int LEAST_TIMES = 3;

  private final People people;
  private final @Nullable ZoneId zone;
  private final Map<String, ClockSkew> clocks = new HashMap<>();

  /**
   * @param zone shown beside UTC; null for none
   */
  TimelineRows(People people, @Nullable ZoneId zone) {
    this(people, zone, List.of());
  }

  /**
   * @param skews clocks that run differently; their rows say so
   */
  TimelineRows(People people, @Nullable ZoneId zone, List<ClockSkew> skews) {
    skews.forEach(skew -> clocks.put(skew.evidence(), skew));
    this.people = people;
    this.zone = zone == null || zone.normalized().equals(ZoneOffset.UTC) ? null : zone;
  }

  /** The rows of a document. */
  TimelineView view(List<PlacedEvent> events, Analysis analysis, Citations citations) {
    List<PlacedEvent> shown = shown(events, analysis);
    List<List<Event>> runs = runs(shown, analysis);
    int more = events.size() - runs.size();
    Map<String, List<Event>> answers = answers(events, shown);
    Set<String> ids = new HashSet<>();
    shown.forEach(placed -> ids.add(placed.event().id()));
    Elsewhere.Facts elsewhere = Elsewhere.facts(events, ids, analysis, citations, people);
    return new TimelineView(
        zoneHeading(shown),
        runs.stream()
            .map(run -> row(run, answers.getOrDefault(run.get(0).id(), List.of()), citations))
            .toList(),
        more > 0 ? Words.number(more) : null,
        Words.time(analysis.window().from()),
        Words.time(analysis.window().to()),
        elsewhere.alerted(),
        elsewhere.expected(),
        elsewhere.asLikely());
  }

  /** The rows: each event by itself, but what came three times and more is told once. */
  private static List<List<Event>> runs(List<PlacedEvent> shown, Analysis analysis) {
    Set<String> apart = always(analysis);
    List<Event> events = shown.stream().map(PlacedEvent::event).toList();
    Set<String> folded = new HashSet<>();
    Map<String, List<Event>> first = new HashMap<>();
    for (List<Event> run :
        Repeats.runs(events.stream().filter(e -> !apart.contains(e.id())).toList())) {
      if (run.size() >= LEAST_TIMES) {
        first.put(run.get(0).id(), run);
        run.forEach(event -> folded.add(event.id()));
      }
    }
    List<List<Event>> rows = new ArrayList<>();
    for (Event event : events) {
      if (first.containsKey(event.id())) {
        rows.add(first.get(event.id()));
      } else if (!folded.contains(event.id())) {
        rows.add(List.of(event));
      }
    }
    return rows;
  }

  /** The events that a document shows whatever their significance is. */
  private static Set<String> always(Analysis analysis) {
    Set<String> always = new HashSet<>();
    analysis.changes().stream()
        .limit(TOP_CHANGES)
        .filter(ranked -> ranked.rank() == 1 || inWindow(ranked.change(), analysis))
        .forEach(ranked -> always.add(ranked.change().id()));
    for (Reached reached : analysis.milestones().values()) {
      always.addAll(reached.eventIds());
    }
    return always;
  }

  private static List<PlacedEvent> shown(List<PlacedEvent> events, Analysis analysis) {
    Set<String> always = always(analysis);
    List<PlacedEvent> wanted =
        events.stream()
            .filter(
                placed ->
                    always.contains(placed.event().id())
                        || (placed.isShown() && inWindow(placed.event(), analysis)))
            .toList();
    if (wanted.size() <= MOST_ROWS) {
      return wanted;
    }
    Set<PlacedEvent> best =
        new HashSet<>(
            wanted.stream()
                .sorted(
                    Comparator.comparing((PlacedEvent p) -> !always.contains(p.event().id()))
                        .thenComparing(
                            Comparator.comparingDouble(PlacedEvent::significance).reversed()))
                .limit(MOST_ROWS)
                .toList());
    return wanted.stream().filter(best::contains).toList();
  }

  private static boolean inWindow(Event event, Analysis analysis) {
    return analysis.window().shows(event.kind(), event.time().at());
  }

  /** What became of alerts that are shown only with their beginning, by the event of that. */
  private static Map<String, List<Event>> answers(
      List<PlacedEvent> events, List<PlacedEvent> shown) {
    Set<String> told = new HashSet<>();
    shown.forEach(placed -> told.add(placed.event().id()));
    Map<String, List<Event>> answers = new HashMap<>();
    for (AlertGroup group : AlertGroup.among(events.stream().map(PlacedEvent::event).toList())) {
      Event start = group.starts().get(0);
      List<Event> then = new ArrayList<>();
      Event end = null;
      for (Event event : group.events()) {
        if (event.type() == EventType.ACKNOWLEDGED && then.isEmpty()) {
          then.add(event);
        }
        if (event.type() == EventType.ALERT_RESOLVED
            || event.type() == EventType.INCIDENT_RESOLVED) {
          end = event;
        }
      }
      if (end != null) {
        then.add(end);
      }
      if (told.contains(start.id()) && then.stream().noneMatch(e -> told.contains(e.id()))) {
        answers.put(start.id(), then);
      }
    }
    return answers;
  }

  private RowView row(List<Event> run, List<Event> answers, Citations citations) {
    Event event = run.get(0);
    return new RowView(
        Words.time(event.time().at(), event.time().precision()),
        local(event.time().at(), event.time().precision()),
        what(run, answers),
        kind(event),
        citations.links(told(run, answers), event.citations()));
  }

  /** The events of which a row gives the time. */
  private static List<String> told(List<Event> run, List<Event> answers) {
    return Stream.concat(Stream.of(run.get(0), run.get(run.size() - 1)), answers.stream())
        .map(Event::id)
        .toList();
  }

  /** The zone's name, with its offset where that is the same for all rows; null without a zone. */
  @Nullable String zoneHeading(List<PlacedEvent> rows) {
    if (zone == null) {
      return null;
    }
    Set<String> offsets = offsets(zone, rows.stream().map(row -> row.event().time().at()).toList());
    String name = zone.getId();
    return offsets.size() == 1 && !name.equals(offsets.iterator().next())
        ? name + " (" + offsets.iterator().next() + ")"
        : name;
  }

  private static Set<String> offsets(ZoneId zone, List<Instant> instants) {
    Set<String> offsets = new TreeSet<>();
    instants.forEach(at -> offsets.add(zone.getRules().getOffset(at).getId()));
    return offsets;
  }

  /** Time of day in the zone beside UTC, with the date where it is another; empty without. */
  String local(Instant at, Precision precision) {
    if (zone == null) {
      return "";
    }
    String local = Words.time(at, precision, zone);
    ZoneRules rules = zone.getRules();
    if (precision != Precision.DAY
        && rules.getValidOffsets(LocalDateTime.ofInstant(at, zone)).size() > 1) {
      // An hour that clocks show twice: without the offset its rows seem to run backwards.
      local += " " + rules.getOffset(at).getId();
    }
    boolean sameDay = local.regionMatches(0, Words.time(at, precision), 0, Words.DATE_LENGTH);
    return sameDay && precision != Precision.DAY ? local.substring(Words.DATE_LENGTH + 1) : local;
  }

  private Markup what(List<Event> run, List<Event> answers) {
    Event event = run.get(0);
    StringBuilder out = new StringBuilder();
    String actor = event.actor();
    if (event.kind() == Kind.CHAT) {
      if (actor != null && !event.summary().startsWith(actor)) {
        out.append("**").append(MarkdownText.prose(actor)).append("**: ");
      }
      String quoted = people.quoted(event.summary());
      out.append(MarkdownText.prose(quoted.isBlank() ? NOT_QUOTED : cut(quoted)));
    } else {
      out.append(MarkdownText.prose(cut(people.unnamed(event.summary()))));
    }
    if (run.size() > 1) {
      Event last = run.get(run.size() - 1);
      out.append("; ")
          .append(run.size())
          .append(" times, the last at ")
          .append(Words.time(last.time().at(), last.time().precision()));
    }
    for (Event answer : answers) {
      out.append(answer.type() == EventType.ACKNOWLEDGED ? "; acknowledged at " : "; over at ")
          .append(Words.time(answer.time().at(), answer.time().precision()));
    }
    String doubt = doubt(event).isEmpty() ? clock(event) : doubt(event);
    if (!doubt.isEmpty()) {
      out.append(" _(").append(doubt).append(")_");
    }
    return new Markup(out.toString());
  }

  /**
   * By how much the clock of a row differs, and from which: of two, nobody knows which one is
   * right. Empty when it is not known to differ.
   */
  private String clock(Event event) {
    ClockSkew skew = clocks.get(event.citations().get(0).evidence());
    return skew == null
        ? ""
        : "its clock runs "
            + (skew.atLeast() ? "at least " : "")
            + Words.duration(skew.ahead().abs())
            + (skew.ahead().isNegative() ? " behind " : " ahead of ")
            + skew.against();
  }

  /** What a reader has to know about the time of a row; empty when it is certain. */
  static String doubt(Event event) {
    List<Basis> basis = event.time().basis();
    if (basis.contains(Basis.ZONE_ASSUMED)) {
      return "UTC assumed";
    }
    if (basis.contains(Basis.AMBIGUOUS)) {
      return "hour ambiguous";
    }
    return "";
  }

  /** Kind and service of an event. */
  static String kind(Event event) {
    return event.service() == null
        ? event.kind().label()
        : event.kind().label() + ", " + event.service();
  }

  /** The text, not longer than a row bears. */
  static String cut(String text) {
    return ShortText.telling(text, LONGEST_TEXT);
  }
}
