package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.Factor.Category;
import postmortem.analysis.FactorTree.Branch;
import postmortem.analysis.FactorTree.Statement;
import postmortem.analysis.QuestionBank.Condition;
import postmortem.event.Attribute;
import postmortem.event.Basis;
import postmortem.event.CountedText;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Severity;
import postmortem.timeline.ServiceName.Relation;
import postmortem.timeline.Signal;
import postmortem.timeline.Words;

/** Where the incident came from: what may have set it off, and what made it possible. */
final class OriginFactors {

  private static final int MOST_SAID = 2;

  /** What begins so shortly before the impact and goes on in it is how it began. */
  private static final Duration ONSET = Duration.ofMinutes(2);

  private static final double CLOSE_SCORE = 0.6;

  /** Taking a change back long before the recovery is no more than nearness in time. */
  private static final double LATE_REVERSAL = 1;

  /**
   * Every service was changed at some time: that a change hours ago was one of the failing service
   * says no more than its time, unless something else ties them.
   */
  private static final Duration RECENT = Duration.ofHours(2);

  /** What says that something ran out. */
  static final Pattern SATURATED =
      Pattern.compile(
          "exhaust|out ?of ?(?:memory|disk|space)|heap space|no space|too many|pool|limit|full\\b|oom|saturat"
              + "|slots|quota|throttl|overflow|capacity",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TIMED_OUT =
      Pattern.compile("time[d]?[ -]?out|deadline|slow|latency", Pattern.CASE_INSENSITIVE);

  /** What says that a certificate was no longer valid, as TLS libraries write it. */
  private static final Pattern EXPIRED =
      Pattern.compile(
          "certificate (?:has |is |was )?expired|expired certificate|CERT_HAS_EXPIRED|NotTimeValid"
              + "|certificate_expired|CertificateExpiredException|SEC_E_CERT_EXPIRED",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNREACHABLE =
      Pattern.compile(
          "refused|unreachable|unavailable|no route|reset by|not resolve|getaddrinfo|handshake"
              + "|upstream|(?:not|cannot|can't|failed to) connect|connection (?:failed|closed|lost)",
          Pattern.CASE_INSENSITIVE);

  private final IncidentFacts facts;

  OriginFactors(IncidentFacts facts) {
    this.facts = facts;
  }

  /** The changes before the impact that share most with it. */
  Branch trigger() {
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
      if (points(ranked, "reverted") > 0) {
        conditions.add(Condition.TAKEN_BACK);
      }
    }
    Event provider = LateProvider.find(facts);
    // Where a provider failed that the errors name, the name of the service alone ties no change.
    boolean shares =
        likely.stream().anyMatch(provider == null ? this::shares : OriginFactors::sharesMore);
    if (!likely.isEmpty() && !shares) {
      conditions.clear();
      conditions.add(Condition.ONLY_NEAR);
    }
    if (provider != null) {
      conditions.add(Condition.UPSTREAM);
      statements.add(shares ? statements.size() : 0, LateProvider.told(provider, facts.impact()));
    }
    Event expired = shares ? null : expired();
    if (expired != null) {
      statements.add(
          0,
          Statement.of(
              "The errors say that a certificate had expired: "
                  + Wording.what(expired)
                  + " at "
                  + Wording.time(expired.time().at())
                  + Wording.apart(expired.time().at(), facts.impact())
                  + ".",
              expired));
    }
    return new Branch(Category.TRIGGER, statements, conditions, !shares);
  }

  /** The first error of the incident which says that a certificate was no longer valid. */
  private @Nullable Event expired() {
    return facts.episode().signals().stream()
        .map(Signal::event)
        .filter(event -> EXPIRED.matcher(text(event)).find())
        .min(Comparator.comparing((Event event) -> event.time().at()).thenComparing(Event::id))
        .orElse(null);
  }

  private static String text(Event event) {
    return event.summary() + ' ' + event.attributes().getOrDefault(Attribute.SIGNATURE, "");
  }

  /** Whether anything but its time, its kind and its reach ties a change to the incident. */
  private boolean shares(RankedChange ranked) {
    return points(ranked, "reverted") >= 0
        && (endsThen(ranked)
            || sharesMore(ranked)
            || (points(ranked, "service") > 0 && isRecent(ranked)));
  }

  /** Whether more than the name of a service ties a change to the incident. */
  private static boolean sharesMore(RankedChange ranked) {
    return points(ranked, "reverted") >= 0
        && RankedChange.TIES.stream()
            .anyMatch(term -> points(ranked, term) > (term.equals("reverted") ? LATE_REVERSAL : 0));
  }

  /** Whether it is a certificate that ended to be valid at the moment when the impact began. */
  private boolean endsThen(RankedChange ranked) {
    Instant impact = facts.impact();
    return ranked.change().type() == EventType.CERTIFICATE
        && ranked.change().severity() == Severity.WARNING
        && impact != null
        && !ranked.at().isBefore(impact.minus(ONSET));
  }

  /** Whether it came so shortly before that the name of the service says more than the time. */
  private boolean isRecent(RankedChange ranked) {
    Instant impact = facts.impact();
    return impact == null || !ranked.at().isBefore(impact.minus(RECENT));
  }

  private static double points(RankedChange ranked, String term) {
    RankedChange.Term found = ranked.terms().get(term);
    return found == null ? 0 : found.points();
  }

  /** The best change, and those that come close to it. */
  private List<RankedChange> likely() {
    List<RankedChange> likely = new ArrayList<>();
    for (RankedChange change : facts.changes()) {
      if (change.score() > 0
          && (likely.isEmpty() || change.score() >= CLOSE_SCORE * likely.get(0).score())) {
        likely.add(change);
      }
    }
    // Beside one that shares something, those that were only near in time are no lead.
    if (likely.stream().anyMatch(this::shares)) {
      likely.removeIf(change -> !shares(change));
    }
    return likely.subList(0, Math.min(likely.size(), FactorTree.MOST_STATEMENTS));
  }

  private static @Nullable Condition condition(Event change) {
    return switch (change.type()) {
      case DEPLOY, ROLLBACK, DEPLOY_FAILED -> Condition.DEPLOY;
      case FLAG -> Condition.FLAG;
      case CONFIGURATION -> Condition.CONFIGURATION;
      case COMMIT, DEPENDENCY -> Condition.COMMIT;
      case INFRASTRUCTURE -> Condition.INFRASTRUCTURE;
      case CERTIFICATE -> Condition.CERTIFICATE;
      case UPSTREAM_DEGRADED, STATUS_UPDATE -> Condition.UPSTREAM;
      default -> null;
    };
  }

  private String changed(RankedChange ranked) {
    StringBuilder text = new StringBuilder(ranked.told(Wording.what(ranked.change())));
    text.append(ranked.beganEarlier() ? ", which began at " : " at ")
        .append(Wording.time(ranked.at()))
        .append(Wording.apart(ranked.at(), facts.impact()));
    List<String> shares = new ArrayList<>();
    for (String term :
        new String[] {"service", "files", "words", "upstream", RankedChange.UNDER_WAY}) {
      RankedChange.Term shared = ranked.terms().get(term);
      if (shared != null) {
        shares.add((term.equals("upstream") ? "was " : "") + shared.reason());
      }
    }
    RankedChange.Term mentioned = ranked.terms().get("mentioned");
    if (mentioned != null && shares.isEmpty()) {
      shares.add("was " + mentioned.reason());
    }
    if (!shares.isEmpty()) {
      text.append("; it ").append(String.join(", ", shares));
    }
    RankedChange.Term growth = ranked.terms().get("growth");
    if (growth != null) {
      text.append("; ").append(growth.reason());
    }
    RankedChange.Term reverted = ranked.terms().get("reverted");
    if (reverted != null) {
      text.append("; ").append(reverted.reason());
    }
    return text.append('.').toString();
  }

  /** Warnings that were there before, and what ran out or could not be reached. */
  Branch latent() {
    Set<Condition> conditions = EnumSet.noneOf(Condition.class);
    List<Event> found = new ArrayList<>();
    for (Event earlier : facts.errorsBefore()) {
      if (found.size() < FactorTree.MOST_STATEMENTS - 1) {
        found.add(earlier);
      }
      conditions.add(Condition.ERRORS_BEFORE);
    }
    Event warning = facts.warningBefore();
    if (warning != null) {
      found.add(warning);
      conditions.add(Condition.WARNINGS_BEFORE);
    }
    List<Event> errors = new ArrayList<>();
    for (Event event : facts.events()) {
      boolean inner =
          event.type() == EventType.METRIC_SHIFT
              && Signal.metric(event) == null
              && event.severity() == Severity.WARNING
              && facts.episode().relation(event) != Relation.OTHER
              && facts.during(event);
      if (inner || (event.type() == EventType.FIRST_SEEN && facts.isSignal(event))) {
        errors.add(event);
      }
    }
    // A resource that ran out tells more about the condition than the count of failed requests.
    errors.sort(
        Comparator.comparing((Event e) -> !SATURATED.matcher(e.summary()).find())
            .thenComparing(Event::count, Comparator.reverseOrder())
            .thenComparing(e -> e.time().at())
            .thenComparing(Event::id));
    boolean failed = !errors.isEmpty() || !facts.episode().signals().isEmpty();
    // What only failed repeats the impact.
    errors.removeIf(event -> !isCondition(event));
    Set<String> told = new HashSet<>();
    for (Event event : errors) {
      if (told.add(String.join(" ", Words.stems(event.summary())))
          && found.size() <= FactorTree.MOST_STATEMENTS) {
        found.add(event);
      }
    }
    List<Event> before = new ArrayList<>();
    List<Event> later = new ArrayList<>();
    for (Event event : found) {
      // That it had expired says that it was so before.
      boolean was = isBefore(event) || EXPIRED.matcher(text(event)).find();
      (was ? before : later).add(event);
      add(conditions, Condition.SATURATION, SATURATED, event);
      add(conditions, Condition.TIMEOUT, TIMED_OUT, event);
      add(conditions, Condition.EXPIRED, EXPIRED, event);
      add(conditions, Condition.DEPENDENCY, UNREACHABLE, event);
    }
    // Of what people found out there is always room for one.
    List<Statement> said = facts.lacksSaid();
    int most = FactorTree.MOST_STATEMENTS + 1;
    int room = Math.max(1, most - before.size() - later.size());
    List<Statement> some = said.subList(0, Math.min(said.size(), Math.min(MOST_SAID, room)));
    boolean known = !before.isEmpty() || !some.isEmpty();
    List<Statement> statements = new ArrayList<>();
    for (Event event : before.subList(0, Math.min(before.size(), most - some.size()))) {
      statements.add(Statement.of(counted(event), event));
    }
    statements.addAll(some);
    String points = known ? "What failed points to one: " : "";
    for (Event event : later.subList(0, Math.min(later.size(), most - statements.size()))) {
      statements.add(Statement.of(points + counted(event), event));
    }
    if (!known) {
      conditions.add(failed ? Condition.ONLY_SYMPTOMS : Condition.NOTHING_KNOWN);
    }
    return new Branch(Category.LATENT_CONDITION, statements, conditions, !known);
  }

  /** What it was, when, and how many records tell of it: not all of them then. */
  private String counted(Event event) {
    CountedText said = CountedText.of(event);
    String what = Wording.what(event, said.text());
    boolean told = event.count() == 1 || (!said.isCounted() && what.contains("record"));
    String records = said.isCounted() ? said.records() : CountedText.records(event.count());
    String all = told ? "" : ", " + records + " in all";
    return what + when(event) + all + ".";
  }

  /** When it was; of what grew for long since when, as its record stands at its top. */
  private String when(Event event) {
    boolean grew =
        event.type() == EventType.METRIC_SHIFT && event.attributes().containsKey(Attribute.STARTED);
    if (grew) {
      Instant began = Growths.began(event);
      return ", from " + Wording.time(began) + " on" + Wording.apart(began, facts.impact());
    }
    if (event.time().basis().contains(Basis.ZONE_ASSUMED)) {
      return " at " + Wording.time(event.time().at()) + " (zone assumed)";
    }
    return " at "
        + Wording.time(event.time().at())
        + (isDoubtful(event) ? "" : Wording.apart(event, facts.impact()));
  }

  /** Whether a signal of the impact may stand before it only by its clock. */
  private boolean isDoubtful(Event event) {
    Instant impact = facts.impact();
    return impact != null
        && event.time().at().isBefore(impact)
        && facts.isSignal(event)
        && facts.isDoubtful(event);
  }

  /** Whether something was there before the impact; what began with it or after it was not. */
  private boolean isBefore(Event event) {
    Instant impact = facts.impact();
    boolean grew =
        event.type() == EventType.METRIC_SHIFT && event.attributes().containsKey(Attribute.STARTED);
    Instant began = grew ? Growths.began(event) : event.time().at();
    if (impact == null) {
      return true;
    }
    boolean lasted =
        event.kind() == Kind.METRIC || (event.until() != null && !event.until().isBefore(impact));
    return began.isBefore(lasted ? impact.minus(ONSET) : impact) && !isDoubtful(event);
  }

  /** Whether an event tells of more than that something failed: what ran out, or came before. */
  private boolean isCondition(Event event) {
    String text = text(event);
    if (isBefore(event)) {
      return true;
    }
    return event.kind() != Kind.METRIC
        && (SATURATED.matcher(text).find()
            || TIMED_OUT.matcher(text).find()
            || UNREACHABLE.matcher(text).find()
            || EXPIRED.matcher(text).find());
  }

  private static void add(
      Set<Condition> conditions, Condition condition, Pattern pattern, Event event) {
    if (pattern.matcher(text(event)).find()) {
      conditions.add(condition);
    }
  }
}
