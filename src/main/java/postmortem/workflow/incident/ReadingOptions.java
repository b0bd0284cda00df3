package postmortem.workflow.incident;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.DateOrder;
import postmortem.evidence.Limits;
import postmortem.incident.SourceRule;

/**
 * What every command that reads evidence is told.
 *
 * @param evidence files and folders, as given
 * @param id of the post-mortem; null to find or make one
 * @param incident the file with what people state; null to look for it
 * @param zones zones of stamps without one
 * @param reference a moment near the incident, for stamps without a year; null when not given
 * @param from rows before it are filtered; null for no limit
 * @param until rows at or after it are filtered; null for no limit
 * @param threads at least 1
 * @param ceilings on the input
 * @param formats files and folders with log formats and sources of the user's own
 * @param align clocks that run differently are corrected
 * @param strict unusable evidence ends the run with findings
 * @param dateOrder how dates in figures are read where they do not tell; null when not given
 */
public record ReadingOptions(
    List<Path> evidence,
    @Nullable String id,
    @Nullable Path incident,
    List<StatedZone> zones,
    @Nullable Instant reference,
    @Nullable Instant from,
    @Nullable Instant until,
    int threads,
    Ceilings ceilings,
    List<Path> formats,
    boolean align,
    boolean strict,
    @Nullable DateOrder dateOrder) {
  public ReadingOptions {
    evidence = List.copyOf(evidence);
    zones = List.copyOf(zones);
    formats = List.copyOf(formats);
  }

  /**
   * A zone that the command line states.
   *
   * @param glob over names of evidence
   * @param zone of stamps without one in it
   */
  public record StatedZone(String glob, ZoneId zone) {}

  /**
   * Limits as given; null takes the default. What each means: {@link Limits}.
   *
   * @param fileBytes see {@link Limits#maxFileBytes}
   * @param lineBytes see {@link Limits#maxLineBytes}
   * @param ratio see {@link Limits#maxRatio}
   * @param files see {@link Limits#maxMembers}
   * @param depth see {@link Limits#maxDepth}
   * @param records see {@link Limits#maxRecords}
   * @param nesting see {@link Limits#maxNesting}
   */
  public record Ceilings(
      @Nullable Long fileBytes,
      @Nullable Integer lineBytes,
      @Nullable Integer ratio,
      @Nullable Integer files,
      @Nullable Integer depth,
      @Nullable Long records,
      @Nullable Integer nesting) {}

  /** The limits of the run. */
  Limits limits() {
    Limits standard = Limits.DEFAULT;
    return new Limits(
        ceilings.fileBytes() == null ? standard.maxFileBytes() : ceilings.fileBytes(),
        ceilings.lineBytes() == null ? standard.maxLineBytes() : ceilings.lineBytes(),
        ceilings.ratio() == null ? standard.maxRatio() : ceilings.ratio(),
        ceilings.files() == null ? standard.maxMembers() : ceilings.files(),
        ceilings.depth() == null ? standard.maxDepth() : ceilings.depth(),
        ceilings.records() == null ? standard.maxRecords() : ceilings.records(),
        ceilings.nesting() == null ? standard.maxNesting() : ceilings.nesting());
  }

  /** The zones as rules. */
  List<SourceRule> sourceRules() {
    return zones.stream().map(z -> new SourceRule(z.glob(), z.zone(), null, null)).toList();
  }
}
