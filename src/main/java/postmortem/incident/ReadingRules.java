package postmortem.incident;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.DateOrder;

/**
 * How to read each piece of evidence: what the incident states, then what the command line says.
 * Immutable.
 */
public final class ReadingRules {

  /** Nothing is stated: zone-less stamps are UTC, assumed. */
  public static final ReadingRules NONE =
      new ReadingRules(Incident.EMPTY, List.of(), null, null, null);

  private record Rule(PathMatcher whole, boolean lastPart, SourceRule stated) {
    boolean matches(String evidence) {
      // A member of an archive is matched as if the archive were a folder.
      Path path = Path.of(evidence.replace("!/", "/"));
      return whole.matches(path)
          || (lastPart && path.getFileName() != null && whole.matches(path.getFileName()));
    }
  }

  /**
   * A zone and why it is that one.
   *
   * @param zone the zone
   * @param basis {@link Basis#ZONE_CONFIGURED} or {@link Basis#ZONE_ASSUMED}
   */
  public record ZoneRule(ZoneId zone, Basis basis) {}

  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, ZoneId> said;
  private final Map<String, ZoneId> told;
  private final @Nullable ZoneId incidentZone;
  private final @Nullable Instant reference;
  private final @Nullable Instant from;
  private final @Nullable Instant until;
  private final @Nullable DateOrder dateOrder;

  /**
   * Rules in the order of DESIGN §4.2: the incident's sources, then {@code commandLine} ({@code
   * --zone}), then the incident's zone.
   *
   * @param reference {@code --reference}; null takes the incident's
   * @param from rows before it are filtered; null for no limit
   * @param until rows at or after it are filtered; null for no limit
   */
  public ReadingRules(
      Incident incident,
      List<SourceRule> commandLine,
      @Nullable Instant reference,
      @Nullable Instant from,
      @Nullable Instant until) {
    this(incident, commandLine, reference, from, until, null);
  }

  /**
   * The same, with how dates in figures are read.
   *
   * @param dateOrder null where nobody said so
   */
  public ReadingRules(
      Incident incident,
      List<SourceRule> commandLine,
      @Nullable Instant reference,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable DateOrder dateOrder) {
    for (SourceRule rule : incident.sources()) {
      rules.add(compile(rule));
    }
    for (SourceRule rule : commandLine) {
      rules.add(compile(rule));
    }
    this.said = Map.of();
    this.told = Map.of();
    this.dateOrder = dateOrder;
    this.incidentZone = incident.zone();
    this.reference = reference != null ? reference : incident.reference();
    this.from = from;
    this.until = until;
  }

  private ReadingRules(
      ReadingRules rules, Map<String, ZoneId> said, Map<String, ? extends ZoneId> told) {
    this.rules.addAll(rules.rules);
    this.said = Map.copyOf(said);
    this.told = Map.copyOf(told);
    this.incidentZone = rules.incidentZone;
    this.reference = rules.reference;
    this.from = rules.from;
    this.until = rules.until;
    this.dateOrder = rules.dateOrder;
  }

  /** The same, with zones that pieces of evidence say themselves: those come first. */
  public ReadingRules saying(Map<String, ZoneId> zones) {
    return new ReadingRules(this, zones, told);
  }

  /** The same, with zones that the lines of pieces of evidence tell: those come last. */
  public ReadingRules telling(Map<String, ? extends ZoneId> zones) {
    return new ReadingRules(this, said, zones);
  }

  private static Rule compile(SourceRule rule) {
    return new Rule(
        FileSystems.getDefault().getPathMatcher("glob:" + rule.path()),
        rule.path().indexOf('/') < 0,
        rule);
  }

  /** Whether a rule is about that evidence. */
  public static boolean isAbout(SourceRule rule, String evidence) {
    return compile(rule).matches(evidence);
  }

  /** The zone of stamps without one in that evidence. */
  public ZoneRule zone(String evidence) {
    ZoneId stated = stated(evidence);
    ZoneId zone = stated != null ? stated : told.get(evidence);
    return zone != null
        ? new ZoneRule(zone, Basis.ZONE_CONFIGURED)
        : new ZoneRule(ZoneOffset.UTC, Basis.ZONE_ASSUMED);
  }

  /** Whether nobody stated the zone of that evidence, but its own lines tell it. */
  public boolean isTold(String evidence) {
    return told.containsKey(evidence) && stated(evidence) == null;
  }

  private @Nullable ZoneId stated(String evidence) {
    ZoneId own = said.get(evidence);
    if (own != null) {
      return own;
    }
    for (Rule rule : rules) {
      ZoneId zone = rule.stated().zone();
      if (zone != null && rule.matches(evidence)) {
        return zone;
      }
    }
    return incidentZone;
  }

  /** The zone that is stated for that piece of evidence by its name, not by a pattern for many. */
  public Optional<ZoneId> zoneByName(String evidence) {
    for (Rule rule : rules) {
      ZoneId zone = rule.stated().zone();
      if (zone != null && rule.matches(evidence)) {
        return rule.stated().path().chars().anyMatch(c -> "*?[{".indexOf(c) >= 0)
            ? Optional.empty()
            : Optional.of(zone);
      }
    }
    return Optional.empty();
  }

  /** The service that evidence is about, if somebody stated it. */
  public Optional<String> service(String evidence) {
    for (Rule rule : rules) {
      String service = rule.stated().service();
      if (service != null && rule.matches(evidence)) {
        return Optional.of(service);
      }
    }
    return Optional.empty();
  }

  /** What is added to that evidence's clock; zero when nothing is stated. */
  public Duration clockOffset(String evidence) {
    for (Rule rule : rules) {
      Duration offset = rule.stated().clockOffset();
      if (offset != null && rule.matches(evidence)) {
        return offset;
      }
    }
    return Duration.ZERO;
  }

  /** A moment near the incident, for stamps without a year. */
  public Optional<Instant> reference() {
    return Optional.ofNullable(reference);
  }

  /** How dates in figures are read, if somebody said so. */
  public Optional<DateOrder> dateOrder() {
    return Optional.ofNullable(dateOrder);
  }

  /** Whether no time was asked for, so that every instant is covered. */
  public boolean coversAll() {
    return from == null && until == null;
  }

  /** Whether the asked time covers that instant: from included, until not. */
  public boolean covers(Instant at) {
    return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
  }
}
