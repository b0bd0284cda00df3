package postmortem.log.scan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.event.Basis;
import postmortem.event.clock.Anchors;
import postmortem.evidence.EvidenceFile;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.summary.LogSummary;
import postmortem.log.wrapped.WrappedLog;

/**
 * What the scan of one file gave, or of a piece of one: then lines count from the piece's first.
 */
public final class FileReport {

  private static final int UNREADABLE_SHOWN = 3;
  private static final int MOST_OFFSETS = 8;

  final int file;
  Fit fit;
  final int format;
  final StreamClocks clocks;
  Beginning beginning = Beginning.NONE;
  final LogSummary summary = new LogSummary();
  final LogSummary untimed = new LogSummary();
  final Anchors anchors = new Anchors();

  /** What it says minute by minute; null where no other file can be an export of the same. */
  @Nullable Minutes minutes;

  long read;
  Repeats.@Nullable Repeat repeats;
  long repeated;
  long filtered;
  long unreadable;
  long noTime;
  final Course course = new Course();
  final DateOrders orders;
  final TwoClocks twoClocks = new TwoClocks();
  boolean innerWithoutZone;
  boolean innerWithZone;
  final long[] taken;
  @Nullable Instant first;
  @Nullable Instant last;
  final Set<Basis> basis = EnumSet.noneOf(Basis.class);
  final Set<Integer> offsets = new LinkedHashSet<>();
  @Nullable Diagnostic damage;
  final List<Diagnostic> troubles = new ArrayList<>();
  boolean zoneNeeded;
  long zoneDisputed;
  long unitDoubted;
  boolean yearNeeded;
  boolean prose;
  long lines;

  /** How many lines were over the limit. */
  long longLines;

  /** The number of the first of them, or 0. */
  long firstLongLine;

  final List<Long> unreadableLines = new ArrayList<>();
  byte @Nullable [] firstUnreadable;

  FileReport(int file, Fit fit, StreamClocks clocks, FormatIndex formats) {
    this.taken = new long[formats.formats().size() + 1];
    this.orders = new DateOrders(formats, fit);
    this.file = file;
    this.fit = fit;
    this.format = fit.format();
    this.clocks = clocks;
  }

  /** That a file broke off for a reason which is not its own. */
  public static Diagnostic unfinished(EvidenceFile file) {
    return Diagnostic.error("PM-L001", "the file could not be read to its end")
        .at(Location.of(file.name()))
        .helping("what was read before is used; check that nobody moves or changes it");
  }

  private long first(long here, long there) {
    return here == 0 && there > 0 ? lines + there : here;
  }

  /** Counts records of a text that is about the evidence, and none itself. */
  public void isNoEvidence() {
    prose = true;
    filtered += unreadable;
    unreadable = 0;
  }

  /** How many records have a time that was asked for. */
  public long timed() {
    return read - filtered - unreadable - repeated;
  }

  /** Counts the records of an export that were lost in it. */
  void lost(WrappedLog.Cursor cursor) {
    read += cursor.lost();
    unreadable += cursor.lost();
    taken[0] += cursor.lost();
    troubles.addAll(cursor.troubles());
  }

  void offset(int seconds) {
    if (offsets.size() < MOST_OFFSETS) {
      offsets.add(seconds);
    }
  }

  void unreadableLine(long line) {
    if (unreadableLines.size() < UNREADABLE_SHOWN) {
      unreadableLines.add(line);
    }
  }

  /** Adds what the scan of the next piece gave, which is used up. */
  void append(FileReport next) {
    next.summary.moveLines(lines);
    next.untimed.moveLines(lines);
    summary.merge(next.summary);
    untimed.merge(next.untimed);
    anchors.merge(next.anchors);
    Minutes theirs = next.minutes;
    if (minutes != null && theirs != null) {
      minutes.merge(theirs);
    }
    read += next.read;
    repeated += next.repeated;
    filtered += next.filtered;
    unreadable += next.unreadable;
    noTime += next.noTime;
    course.append(next.course, lines);
    orders.append(next.orders, lines);
    twoClocks.merge(next.twoClocks);
    innerWithoutZone |= next.innerWithoutZone;
    innerWithZone |= next.innerWithZone;
    for (int i = 0; i < taken.length; i++) {
      taken[i] += next.taken[i];
    }
    Instant theirFirst = next.first;
    Instant theirLast = next.last;
    first =
        first == null || (theirFirst != null && theirFirst.isBefore(first)) ? theirFirst : first;
    last = last == null || (theirLast != null && theirLast.isAfter(last)) ? theirLast : last;
    basis.addAll(next.basis);
    next.offsets.forEach(this::offset);
    damage = damage == null ? next.damage : damage;
    zoneNeeded |= next.zoneNeeded;
    zoneDisputed = first(zoneDisputed, next.zoneDisputed);
    unitDoubted = first(unitDoubted, next.unitDoubted);
    yearNeeded |= next.yearNeeded;
    next.unreadableLines.forEach(line -> unreadableLine(lines + line));
    firstUnreadable = firstUnreadable == null ? next.firstUnreadable : firstUnreadable;
    firstLongLine =
        firstLongLine == 0 && next.firstLongLine > 0 ? lines + next.firstLongLine : firstLongLine;
    longLines += next.longLines;
    lines += next.lines;
    next.clocks.inherit(clocks);
    clocks.become(next.clocks);
  }

  /** Index of the file among all files of the run. */
  public int file() {
    return file;
  }

  /** Which formats its records are of. */
  public Fit fit() {
    return fit;
  }

  /** Index of the format of most of its records, or -1. */
  public int format() {
    return format;
  }

  /** What its clocks began with. */
  public Beginning beginning() {
    return beginning;
  }

  /** What its records with a time say. */
  public LogSummary summary() {
    return summary;
  }

  /** Of the records without a time, as if they were all written at once. */
  public LogSummary untimed() {
    return untimed;
  }

  /** When it first wrote what other sources may write as well. */
  public Anchors anchors() {
    return anchors;
  }

  /** How many records there were. */
  public long read() {
    return read;
  }

  /** Which file says the same in some minutes; null when none does. */
  public Repeats.@Nullable Repeat repeats() {
    return repeats;
  }

  /** How many of its records stand in another file as well, and count there. */
  public long repeated() {
    return repeated;
  }

  /** How many of them lie outside of the time that was asked for. */
  public long filtered() {
    return filtered;
  }

  /** How many of them could not be read. */
  public long unreadable() {
    return unreadable;
  }

  /** How many of those have a format and no time. */
  public long noTime() {
    return noTime;
  }

  /** How its stamps run. */
  public Course course() {
    return course;
  }

  /** In which order they tell day and month. */
  public DateOrders orders() {
    return orders;
  }

  /** How far the stamps of wrapped lines are from those of their envelopes. */
  public TwoClocks twoClocks() {
    return twoClocks;
  }

  /** Whether a wrapped line's stamp says no zone. */
  public boolean innerWithoutZone() {
    return innerWithoutZone;
  }

  /** Whether one of them says how it lies to UTC. */
  public boolean innerWithZone() {
    return innerWithZone;
  }

  /** How many records each format took, by its index plus one; first those that none took. */
  public long[] taken() {
    return taken;
  }

  /** The first instant; null when no record has one. */
  public @Nullable Instant first() {
    return first;
  }

  /** The last instant; null when no record has one. */
  public @Nullable Instant last() {
    return last;
  }

  /** How its instants were found. */
  public Set<Basis> basis() {
    return basis;
  }

  /** Offsets to UTC that its stamps carry, in seconds, in the order in which they were met. */
  public Set<Integer> offsets() {
    return offsets;
  }

  /** Why the file could not be read to its end, if it could not. */
  public @Nullable Diagnostic damage() {
    return damage;
  }

  /** What an export says of records that are lost in it. */
  public List<Diagnostic> troubles() {
    return troubles;
  }

  /** Whether a stamp says no zone, and nobody stated one. */
  public boolean zoneNeeded() {
    return zoneNeeded;
  }

  /** The line of the first stamp that says two zones, or 0. */
  public long zoneDisputed() {
    return zoneDisputed;
  }

  /** The line of the first count that cannot be in the unit that its format says, or 0. */
  public long unitDoubted() {
    return unitDoubted;
  }

  /** Whether a stamp says no year, and nothing tells it. */
  public boolean yearNeeded() {
    return yearNeeded;
  }

  /** Whether it is a text that comes along with evidence, such as a licence. */
  public boolean prose() {
    return prose;
  }

  /** How many lines begin in it. */
  public long lines() {
    return lines;
  }

  /** Lines of the first records that could not be read. */
  public List<Long> unreadableLines() {
    return unreadableLines;
  }

  /** The first line of the first of them, cut. */
  public byte @Nullable [] firstUnreadable() {
    return firstUnreadable;
  }
}
