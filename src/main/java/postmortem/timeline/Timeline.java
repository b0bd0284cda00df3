package postmortem.timeline;

import java.util.List;

/**
 * All placed events in order of instant, stream position and id, and the account of the evidence.
 *
 * @param events in order
 * @param manifest by name of evidence
 * @param coverage by name of evidence and time
 */
public record Timeline(
    List<PlacedEvent> events, List<ManifestEntry> manifest, List<CoverageGap> coverage) {
  public Timeline {
    events = List.copyOf(events);
    manifest = List.copyOf(manifest);
    coverage = List.copyOf(coverage);
  }
}
