package postmortem.timeline;

import java.util.List;
import postmortem.event.clock.ClockSkew;

/**
 * All placed events in order of instant, stream position and id, and the account of the evidence.
 *
 * @param events in order
 * @param episode which of them are the incident
 * @param manifest by name of evidence
 * @param coverage by name of evidence and time
 * @param clocks those that still run differently, by name of evidence
 * @param corrected those that ran differently and were corrected by what comparing them gave
 */
public record Timeline(
    List<PlacedEvent> events,
    Episode episode,
    List<ManifestEntry> manifest,
    List<CoverageGap> coverage,
    List<ClockSkew> clocks,
    List<ClockSkew> corrected) {
  public Timeline {
    events = List.copyOf(events);
    manifest = List.copyOf(manifest);
    coverage = List.copyOf(coverage);
    clocks = List.copyOf(clocks);
    corrected = List.copyOf(corrected);
  }

  /** A timeline of clocks that nobody compared. */
  public Timeline(
      List<PlacedEvent> events,
      Episode episode,
      List<ManifestEntry> manifest,
      List<CoverageGap> coverage) {
    this(events, episode, manifest, coverage, List.of(), List.of());
  }

  /** The same with what comparing the clocks gave. */
  public Timeline with(List<ClockSkew> skews, List<ClockSkew> alignedBy) {
    return new Timeline(events, episode, manifest, coverage, skews, alignedBy);
  }
}
