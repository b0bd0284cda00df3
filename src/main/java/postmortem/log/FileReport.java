package postmortem.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;

/** What the scan of one file gave. */
final class FileReport {
  final int file;
  final int format;
  final LogSummary summary = new LogSummary();

  /** Of the records without a time, as if they were all written at once. */
  final LogSummary untimed = new LogSummary();

  long read;
  long filtered;
  long unreadable;
  long noTime;
  @Nullable Instant first;
  @Nullable Instant last;
  final Set<Basis> basis = EnumSet.noneOf(Basis.class);

  /** Offsets to UTC that its stamps carry, in seconds. */
  final Set<Integer> offsets = new TreeSet<>();

  /** The one added last, so that equal ones in a row cost nothing. */
  int lastOffset;

  /** Whether the file could not be read to its end, which is said elsewhere. */
  boolean damaged;

  boolean zoneNeeded;
  boolean yearNeeded;

  /** Lines of the first records that could not be read. */
  final List<Long> unreadableLines = new ArrayList<>();

  /** The first line of the first of them, cut. */
  byte @Nullable [] firstUnreadable;

  FileReport(int file, int format) {
    this.file = file;
    this.format = format;
  }
}
