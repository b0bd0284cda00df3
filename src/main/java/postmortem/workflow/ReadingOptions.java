package postmortem.workflow;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.evidence.Limits;
import postmortem.incident.SourceRule;

/**
 * What every command that reads evidence is told.
 *
 * @param evidence files and folders, as given
 * @param id of the post-mortem; null to find or make one
 * @param incident the file with what people state; null to look for it
 * @param zones zones given on the command line
 * @param reference a moment near the incident, for stamps without a year; null when not given
 * @param from rows before it are filtered; null for no limit
 * @param until rows at or after it are filtered; null for no limit
 * @param threads at least 1
 * @param limits on the input
 * @param formats files and folders with log formats and sources of the user's own
 * @param strict unusable evidence ends the run with findings
 */
public record ReadingOptions(
    List<Path> evidence,
    @Nullable String id,
    @Nullable Path incident,
    List<SourceRule> zones,
    @Nullable Instant reference,
    @Nullable Instant from,
    @Nullable Instant until,
    int threads,
    Limits limits,
    List<Path> formats,
    boolean strict) {
  public ReadingOptions {
    evidence = List.copyOf(evidence);
    zones = List.copyOf(zones);
    formats = List.copyOf(formats);
  }
}
