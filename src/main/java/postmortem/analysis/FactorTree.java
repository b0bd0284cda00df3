package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.Factor.Category;
import postmortem.analysis.QuestionBank.Condition;
import postmortem.event.Attribute;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Precision;
import postmortem.event.Severity;
import postmortem.incident.Milestone;
import postmortem.timeline.AlertGroup;
import postmortem.timeline.Episode;
import postmortem.timeline.ServiceName.Relation;
import postmortem.timeline.Signal;
import postmortem.timeline.Words;

/**
 * The tree of contributing factors. Its five branches are always there, so that their ids stay the
 * same when evidence is added: the first levels are cited statements of what was, and when; below
 * them are questions. A statement puts facts beside each other and claims no cause.
 */
final class FactorTree {

  private static final int MOST_QUESTIONS = 3;
  private static final int MOST_STATEMENTS = 3;
  private static final double CLOSE_SCORE = 0.6;
  private static final Duration SLOW = Duration.ofMinutes(5);
  private static final Duration WARNINGS = Duration.ofHours(2);
  private static final Pattern SATURATED =
      Pattern.compile(
          "exhaust|out of (?:memory|disk|space)|no space|too many|pool|limit|full\\b|oom|saturat"
              + "|slots|quota|throttl|overflow|capacity",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TIMED_OUT =
      Pattern.compile("time[d]?[ -]?out|deadline|slow|latency", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "refused|unreachable|unavailable|no route|reset by|not resolve|getaddrinfo|handshake"
              + "|upstream|(?:not|cannot|can't|failed to) connect|connection (?:failed|closed|lost)",
          Pattern.CASE_INSENSITIVE);

  private final Episode episode;
  private final List<Event> events;
  private final Map<Milestone, Reached> milestones;
  private final Map<Measure, Span> durations;
  private final List<RankedChange> changes;
  private final QuestionBank bank = QuestionBank.builtIn();
  private final @Nullable Instant impact;

  FactorTree(
      Episode episode,
      List<Event> events,
      Map<Milestone, Reached> milestones,
      Map<Measure, Span> durations,
      List<RankedChange> changes) {
    this.episode = episode;
    this.events = events;
    this.milestones = milestones;
    this.durations = durations;
    this.changes = changes;
    this.impact = at(Milestone.IMPACT_START);
  }

  /** The five branches, F1 to F5. */
  List<Factor> branches() {
    return List.of(trigger(), latent(), detection(), response(), recovery());
  }

  private @Nullable Instant at(Milestone milestone) {
    Reached reached = milestones.get(milestone);
    return reached == null ? null : reached.at();
  }

  /** A statement on its way into the tree. */
  private record Statement(String text, List<Citation> citations, List<String> eventIds) {
    static Statement of(String text, Event event) {
      return new Statement(text, event.citations(), List.of(event.id()));
    }
  }

  private Factor branch(
      int number, Category category, List<Statement> statements, Set<Condition> conditions) {
    String id = "F" + number;
    List<String> questions = new ArrayList<>(bank.ask(category, conditions, MOST_QUESTIONS + 1));
    List<Factor> whys = new ArrayList<>();
    for (int i = 1; i < Math.min(statements.size(), MOST_STATEMENTS + 1); i++) {
      Statement one = statements.get(i);
      String child = id + "." + (whys.size() + 1);
      whys.add(new Factor(child, category, one.text(), one.citations(), one.eventIds(), List.of()));
    }
    String text;
    if (statements.isEmpty()) {
      text = questions.remove(0);
    } else {
      text = statements.get(0).text();
    }
    for (String question : questions.subList(0, Math.min(MOST_QUESTIONS, questions.size()))) {
      String child = id + "." + (whys.size() + 1);
      whys.add(new Factor(child, category, question, List.of(), List.of(), List.of()));
    }
    return statements.isEmpty()
        ? new Factor(id, category, text, List.of(), List.of(), whys)
        : new Factor(
            id, category, text, statements.get(0).citations(), statements.get(0).eventIds(), whys);
  }

  private Factor trigger() {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    List<Statement> statements = new ArrayList<>();
    List<RankedChange> likely = likely();
    if (likely.isEmpty()) {
      conditions.add(Condition.NO_CHANGE);
    }
    for (RankedChange ranked : likely) {
      statements.add(Statement.of(changed(ranked), ranked.change()));
      Condition condition = condition(ranked.change());
      if (condition != null) {
        conditions.add(condition);
      }
      if (ranked.terms().containsKey("reverted")) {
        conditions.add(Condition.TAKEN_BACK);
      }
    }
    return branch(1, Category.TRIGGER, statements, conditions);
  }

  /** The best change, and those that come close to it. */
  private List<RankedChange> likely() {
    List<RankedChange> likely = new ArrayList<>();
    for (RankedChange change : changes) {
      if (change.score() > 0
          && (likely.isEmpty() || change.score() >= CLOSE_SCORE * likely.get(0).score())) {
        likely.add(change);
      }
    }
    return likely.subList(0, Math.min(likely.size(), MOST_STATEMENTS));
  }

  private static @Nullable Condition condition(Event change) {
    return switch (change.type()) {
      case DEPLOY, ROLLBACK, DEPLOY_FAILED -> Condition.DEPLOY;
      case FLAG -> Condition.FLAG;
      case CONFIGURATION -> Condition.CONFIGURATION;
      case COMMIT, DEPENDENCY -> Condition.COMMIT;
      case INFRASTRUCTURE -> Condition.INFRASTRUCTURE;
      case CERTIFICATE -> Condition.CERTIFICATE;
      case UPSTREAM_DEGRADED -> Condition.UPSTREAM;
      default -> null;
    };
  }

  private String changed(RankedChange ranked) {
    StringBuilder text = new StringBuilder(what(ranked.change()));
    text.append(" at ").append(time(ranked.change().time().at())).append(apart(ranked.change()));
    List<String> shares = new ArrayList<>();
    for (String term : new String[] {"service", "files", "words", "upstream"}) {
      String reason = ranked.reasons().get(term);
      if (reason != null) {
        shares.add(reason);
      }
    }
    if (!shares.isEmpty()) {
      text.append("; it ").append(String.join(", ", shares));
    }
    String reverted = ranked.reasons().get("reverted");
    if (reverted != null) {
      text.append("; ").append(reverted);
    }
    return text.append('.').toString();
  }

  private Factor latent() {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    List<Event> found = new ArrayList<>();
    Event warning = warningBefore();
    if (warning != null) {
      found.add(warning);
      conditions.add(Condition.WARNINGS_BEFORE);
    }
    List<Event> errors = new ArrayList<>();
    for (Event event : events) {
      boolean inner =
          event.type() == EventType.METRIC_SHIFT
              && Signal.metric(event) == null
              && event.severity() == Severity.WARNING
              && episode.relation(event) != Relation.OTHER
              && during(event);
      if (inner || (event.type() == EventType.FIRST_SEEN && isSignal(event))) {
        errors.add(event);
      }
    }
    // A resource that ran out tells more about the condition than the count of failed requests.
    errors.sort(
        Comparator.comparing((Event e) -> !SATURATED.matcher(e.summary()).find())
            .thenComparing(Event::count, Comparator.reverseOrder())
            .thenComparing(e -> e.time().at())
            .thenComparing(Event::id));
    Set<String> told = new HashSet<>();
    for (Event event : errors) {
      if (told.add(String.join(" ", Words.stems(event.summary())))
          && found.size() <= MOST_STATEMENTS) {
        found.add(event);
      }
    }
    List<Statement> statements = new ArrayList<>();
    for (Event event : found) {
      boolean counted = event.count() == 1 || event.summary().contains("record");
      String count = counted ? "" : ", " + event.count() + " records in all";
      String text = what(event) + " at " + time(event.time().at()) + apart(event) + count + ".";
      statements.add(Statement.of(text, event));
      add(conditions, Condition.SATURATION, SATURATED, event);
      add(conditions, Condition.TIMEOUT, TIMED_OUT, event);
      add(conditions, Condition.DEPENDENCY, UNREACHABLE, event);
    }
    if (statements.isEmpty()) {
      conditions.add(Condition.NOTHING_KNOWN);
    }
    return branch(2, Category.LATENT_CONDITION, statements, conditions);
  }

  private static void add(
      Set<Condition> conditions, Condition condition, Pattern pattern, Event event) {
    String signature = event.attributes().getOrDefault(Attribute.SIGNATURE, "");
    if (pattern.matcher(event.summary() + ' ' + signature).find()) {
      conditions.add(condition);
    }
  }

  private @Nullable Event warningBefore() {
    Instant start = impact;
    if (start == null) {
      return null;
    }
    Event best = null;
    for (Event event : events) {
      boolean onset = event.type() == EventType.FIRST_SEEN || event.type() == EventType.RATE_ONSET;
      Instant at = event.time().at();
      if (onset
          && event.severity() == Severity.WARNING
          && at.isBefore(start)
          && !at.isBefore(start.minus(WARNINGS))
          && (event.until() == null || !event.until().isBefore(start))
          && episode.relation(event) != Relation.OTHER
          && (best == null || event.count() > best.count())) {
        best = event;
      }
    }
    return best;
  }

  private boolean isSignal(Event event) {
    return episode.signals().stream().anyMatch(signal -> signal.event().id().equals(event.id()));
  }

  private boolean during(Event event) {
    Instant from = episode.from();
    Instant to = episode.to();
    Instant at = event.time().at();
    return from != null && to != null && !at.isBefore(from.minus(WARNINGS)) && !at.isAfter(to);
  }

  private Factor detection() {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    List<Statement> statements = new ArrayList<>();
    Reached detected = milestones.get(Milestone.DETECTION);
    Span ttd = durations.get(Measure.TTD);
    if (detected == null) {
      conditions.add(Condition.NO_DETECTION);
    } else if (!detected.citations().isEmpty()) {
      String after =
          ttd == null
              ? ""
              : ", "
                  + ChangeRanking.words(ChangeRanking.between(ttd.from(), ttd.to()))
                  + " after impact start";
      String how =
          detected.rule().equals("report-in-chat")
              ? "The first sign that reached people was a message in chat"
              : "The first alert of the incident, " + quoted(detected) + ", began";
      statements.add(
          new Statement(
              how + " at " + time(detected.at()) + after + ".",
              detected.citations(),
              detected.eventIds()));
      if (detected.rule().equals("report-in-chat")) {
        conditions.add(Condition.REPORT);
      }
    }
    if (warningBefore() != null) {
      conditions.add(Condition.WARNINGS_BEFORE);
    }
    if (ttd != null && ttd.value().compareTo(SLOW) > 0) {
      conditions.add(Condition.SLOW_DETECTION);
    }
    if (episode.signals().stream().allMatch(signal -> signal.type() == Signal.Type.LOG)) {
      conditions.add(Condition.NO_LATENCY_OR_ERROR_METRIC);
    }
    return branch(3, Category.DETECTION, statements, conditions);
  }

  private String quoted(Reached reached) {
    for (Event event : events) {
      if (reached.eventIds().contains(event.id())) {
        String alert = event.attributes().getOrDefault(Attribute.ALERT, "");
        return "\u201c" + (alert.isEmpty() ? what(event) : alert) + "\u201d";
      }
    }
    return "\u201c" + reached.what() + "\u201d";
  }

  private Factor response() {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    List<Statement> statements = new ArrayList<>();
    Reached acknowledged = milestones.get(Milestone.ACKNOWLEDGEMENT);
    Span tta = durations.get(Measure.TTA);
    if (acknowledged == null) {
      conditions.add(Condition.NO_ACKNOWLEDGEMENT);
    } else if (!acknowledged.citations().isEmpty()) {
      String after =
          tta == null
              ? ""
              : ", "
                  + ChangeRanking.words(ChangeRanking.between(tta.from(), tta.to()))
                  + " after the "
                  + tta.fromWhat();
      statements.add(
          new Statement(
              "The page was acknowledged at " + time(acknowledged.at()) + after + ".",
              acknowledged.citations(),
              acknowledged.eventIds()));
    }
    if (tta != null && tta.value().compareTo(SLOW) > 0) {
      conditions.add(Condition.SLOW_ACKNOWLEDGEMENT);
    }
    for (AlertGroup group : episode.alerts()) {
      long pages = 0;
      for (Event event : group.events()) {
        if (event.type() == EventType.PAGED) {
          pages += event.count();
        }
        if (event.type() == EventType.ESCALATED) {
          conditions.add(Condition.ESCALATED);
          statements.add(
              Statement.of(
                  "The page went on to a further responder at " + time(event.time().at()) + ".",
                  event));
        }
      }
      if (pages > 2 && conditions.contains(Condition.SLOW_ACKNOWLEDGEMENT)) {
        conditions.add(Condition.REPEATED_PAGE);
      }
    }
    return branch(4, Category.RESPONSE, statements, conditions);
  }

  private Factor recovery() {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    List<Statement> statements = new ArrayList<>();
    Reached mitigated = milestones.get(Milestone.MITIGATION);
    Instant start = impact;
    if (mitigated == null) {
      conditions.add(Condition.NO_MITIGATION);
    } else if (!mitigated.citations().isEmpty()) {
      Span ttm = durations.get(Measure.TTM);
      String after =
          ttm == null
              ? ""
              : ", "
                  + ChangeRanking.words(ChangeRanking.between(ttm.from(), ttm.to()))
                  + " after impact start";
      statements.add(
          new Statement(
              mitigated.what() + " at " + time(mitigated.at()) + after + ".",
              mitigated.citations(),
              mitigated.eventIds()));
      if (start != null) {
        acts(start, mitigated.at(), statements, conditions);
      }
    }
    return branch(5, Category.RECOVERY, statements, conditions);
  }

  /** What was changed between impact start and recovery. */
  private void acts(
      Instant start, Instant end, List<Statement> statements, Set<Condition> conditions) {
    Set<String> reversals = new HashSet<>();
    ChangeLinks links =
        new ChangeLinks(events.stream().filter(e -> e.kind() == Kind.CHANGE).toList());
    for (RankedChange ranked : changes) {
      if (ranked.terms().containsKey("reverted")) {
        Event reversal = links.reversal(ranked.change(), start, end);
        if (reversal != null) {
          reversals.add(reversal.id());
        }
      }
    }
    int acts = 0;
    for (Event event : events) {
      Instant at = event.time().at();
      boolean live =
          event.kind() == Kind.CHANGE
              && event.type() != EventType.COMMIT
              && event.type() != EventType.DEPENDENCY
              && event.type() != EventType.DEPLOY_FAILED;
      boolean related = episode.relation(event) != Relation.OTHER || reversals.contains(event.id());
      if ((live || event.type() == EventType.RESTART)
          && related
          && at.isAfter(start)
          && !at.isAfter(end)) {
        acts++;
        String before = ChangeRanking.words(ChangeRanking.between(at, end)) + " before that";
        statements.add(Statement.of(what(event) + " at " + time(at) + ", " + before + ".", event));
        if (reversals.contains(event.id())) {
          conditions.add(Condition.TAKEN_BACK);
        } else if (live) {
          conditions.add(Condition.FIX_FORWARD);
        }
      }
    }
    if (acts == 0) {
      conditions.add(Condition.NOTHING_BEFORE_RECOVERY);
    }
  }

  /** The summary of an event without its full stop, and without the name of whoever did it. */
  private static String what(Event event) {
    String text = event.summary();
    String actor = event.actor();
    if (actor != null && !actor.isBlank()) {
      text = text.replace(" by " + actor, "").replace(actor, "somebody");
    }
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private String apart(Event event) {
    Instant start = impact;
    if (start == null) {
      return "";
    }
    Duration lead = ChangeRanking.between(event.time().at(), start);
    if (lead.isZero()) {
      return ", when the impact began";
    }
    return lead.isNegative()
        ? ", " + ChangeRanking.words(lead.negated()) + " after impact start"
        : ", " + ChangeRanking.words(lead) + " before impact start";
  }

  private static String time(Instant at) {
    return EventTime.format(at, Precision.SECOND);
  }
}
