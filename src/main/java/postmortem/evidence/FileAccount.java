package postmortem.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;

/**
 * What reading one piece of evidence gave, before the timeline decides which events it places. Rows
 * handed on as events are those that some event names as its first citation; the timeline splits
 * them into placed and merged.
 *
 * @param evidence its name
 * @param sha256 of its bytes as they lie
 * @param bytes as they lie
 * @param reader the log format or the source that read it; null when none did
 * @param log whether {@code reader} is a log format
 * @param read all rows
 * @param handed rows that became events: distinct first citations of the events handed on
 * @param repeated rows that stand in other evidence as well and count there
 * @param aggregated rows that went only into counts or series
 * @param filtered rows outside the asked time or declared non-events
 * @param unreadable rows without format or time
 * @param first earliest instant among its rows; null when none has one
 * @param last latest instant
 * @param zone id of the zone its zone-less stamps were read in; null when none was needed
 * @param basis of its stamps, all that occur
 * @param clockOffset what its clock was corrected by; zero when it was not
 * @param shares how many rows each log format took where a log holds several; empty otherwise
 */
public record FileAccount(
    String evidence,
    ContentHash sha256,
    long bytes,
    @Nullable String reader,
    boolean log,
    long read,
    long handed,
    long repeated,
    long aggregated,
    long filtered,
    long unreadable,
    @Nullable Instant first,
    @Nullable Instant last,
    @Nullable String zone,
    List<Basis> basis,
    Duration clockOffset,
    SortedMap<String, Long> shares) {

  public FileAccount {
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    basis = basis.stream().sorted().distinct().toList();
    if (read != handed + repeated + aggregated + filtered + unreadable) {
      throw new IllegalArgumentException(
          "rows lost in "
              + evidence
              + ": "
              + read
              + " read, but "
              + handed
              + " handed on + "
              + repeated
              + " repeated + "
              + aggregated
              + " aggregated + "
              + filtered
              + " filtered + "
              + unreadable
              + " unreadable");
    }
  }

  /** The account of evidence that one reader has read. */
  public FileAccount(
      String evidence,
      ContentHash sha256,
      long bytes,
      @Nullable String reader,
      boolean log,
      long read,
      long handed,
      long aggregated,
      long filtered,
      long unreadable,
      @Nullable Instant first,
      @Nullable Instant last,
      @Nullable String zone,
      List<Basis> basis,
      Duration clockOffset) {
    this(
        evidence,
        sha256,
        bytes,
        reader,
        log,
        read,
        handed,
        0,
        aggregated,
        filtered,
        unreadable,
        first,
        last,
        zone,
        basis,
        clockOffset,
        Collections.emptySortedMap());
  }

  /** Whether both are of the same bytes; they are read for it only where they are as many. */
  public boolean isOfSameBytesAs(FileAccount other) {
    return bytes == other.bytes && sha256.equals(other.sha256);
  }

  /** The same, with some of the rows that were only counted told as events of their own. */
  public FileAccount telling(long rows) {
    long more = Math.min(rows, aggregated);
    return new FileAccount(
        evidence,
        sha256,
        bytes,
        reader,
        log,
        read,
        handed + more,
        repeated,
        aggregated - more,
        filtered,
        unreadable,
        first,
        last,
        zone,
        basis,
        clockOffset,
        shares);
  }

  /** The account of evidence in which nothing could be read. */
  public static FileAccount unreadable(Evidence evidence) {
    return unreadable(evidence, 1);
  }

  /** The account of evidence whose rows can be counted, but not read. */
  public static FileAccount unreadable(Evidence evidence, long rows) {
    return unreadable(evidence.name(), ContentHash.of(evidence), evidence.bytes(), rows);
  }

  /** The same, told by the parts: one unreadable row. */
  public static FileAccount unreadable(String evidence, ContentHash sha256, long bytes) {
    return unreadable(evidence, sha256, bytes, 1);
  }

  private static FileAccount unreadable(
      String evidence, ContentHash sha256, long bytes, long rows) {
    return new FileAccount(
        evidence,
        sha256,
        bytes,
        null,
        false,
        rows,
        0,
        0,
        0,
        rows,
        null,
        null,
        null,
        List.of(),
        Duration.ZERO);
  }
}
