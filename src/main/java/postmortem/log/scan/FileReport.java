package postmortem.log.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
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

  final Rows rows;
  Lines lines = Lines.NONE;
  final Stamps stamps = new Stamps();
  Repeats.@Nullable Repeat repeats;
  final Course course = new Course();
  final DateOrders orders;
  final TwoClocks twoClocks = new TwoClocks();
  @Nullable Diagnostic damage;
  private final List<Diagnostic> troubles = new ArrayList<>();
  private boolean prose;

  FileReport(int file, Fit fit, StreamClocks clocks, FormatIndex formats) {
    this.rows = new Rows(formats.formats().size());
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

  /** Counts records of a text that is about the evidence, and none itself. */
  public void isNoEvidence() {
    prose = true;
    rows.isNoEvidence();
  }

  /** Counts the records of an export that were lost in it. */
  void lost(WrappedLog.Cursor cursor) {
    rows.lose(cursor);
    troubles.addAll(cursor.troubles());
  }

  /** Adds what the scan of the next piece gave, which is used up. */
  void append(FileReport next) {
    next.summary.moveLines(lines.count());
    next.untimed.moveLines(lines.count());
    summary.merge(next.summary);
    untimed.merge(next.untimed);
    anchors.merge(next.anchors);
    Minutes theirs = next.minutes;
    if (minutes != null && theirs != null) {
      minutes.merge(theirs);
    }
    rows.append(next.rows, lines.count());
    stamps.append(next.stamps, lines);
    course.append(next.course, lines.count());
    orders.append(next.orders, lines.count());
    twoClocks.merge(next.twoClocks);
    damage = damage == null ? next.damage : damage;
    lines = lines.and(next.lines);
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

  /** What became of its records. */
  public Rows rows() {
    return rows;
  }

  /** Its lines. */
  public Lines lines() {
    return lines;
  }

  /** What its stamps say. */
  public Stamps stamps() {
    return stamps;
  }

  /** Which file says the same in some minutes; null when none does. */
  public Repeats.@Nullable Repeat repeats() {
    return repeats;
  }

  /** How its stamps run. */
  public Course course() {
    return course;
  }

  /** In which order they tell day and month. */
  public DateOrders orders() {
    return orders;
  }

  /** Whether its stamps say times of day only. */
  public boolean isDayless() {
    return clocks.isDayless();
  }

  /** How far the stamps of wrapped lines are from those of their envelopes. */
  public TwoClocks twoClocks() {
    return twoClocks;
  }

  /** Why the file could not be read to its end, if it could not. */
  public @Nullable Diagnostic damage() {
    return damage;
  }

  /** What an export says of records that are lost in it. */
  public List<Diagnostic> troubles() {
    return List.copyOf(troubles);
  }

  /** Whether it is a text that comes along with evidence, such as a licence. */
  public boolean prose() {
    return prose;
  }
}
