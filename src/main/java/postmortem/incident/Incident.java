package postmortem.incident;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people state or correct about an incident: {@code incident.yaml}. Everything may be missing.
 *
 * @param id name of its folder; null until one is decided
 * @param title for readers; null when not stated
 * @param severity 1 (worst) to 5; null when not stated
 * @param services affected, as stated
 * @param displayZone zone shown beside UTC; null when not stated
 * @param zone of stamps without one; null when not stated
 * @param reference a moment near the incident, for stamps without a year; null when not stated
 * @param sources what is stated about files
 * @param people who is who
 * @param milestones moments that a person states; they win over the evidence
 * @param slo the objective that was broken, in words; null when not stated
 * @param notes timeline rows that people add
 */
public record Incident(
    @Nullable String id,
    @Nullable String title,
    @Nullable Integer severity,
    List<String> services,
    @Nullable ZoneId displayZone,
    @Nullable ZoneId zone,
    @Nullable Instant reference,
    List<SourceRule> sources,
    List<Person> people,
    Map<Milestone, Instant> milestones,
    @Nullable String slo,
    List<StatedNote> notes) {

  /** Nothing is stated. */
  public static final Incident EMPTY =
      new Incident(
          null, null, null, List.of(), null, null, null, List.of(), List.of(), Map.of(), null,
          List.of());

  public Incident {
    services = List.copyOf(services);
    sources = List.copyOf(sources);
    people = List.copyOf(people);
    notes = List.copyOf(notes);
    Map<Milestone, Instant> copy = new EnumMap<>(Milestone.class);
    copy.putAll(milestones);
    milestones = Collections.unmodifiableMap(copy);
  }

  /** The same, shown in another zone. */
  public Incident withDisplayZone(ZoneId other) {
    return new Incident(
        id,
        title,
        severity,
        services,
        other,
        zone,
        reference,
        sources,
        people,
        milestones,
        slo,
        notes);
  }
}
