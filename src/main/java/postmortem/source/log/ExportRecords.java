package postmortem.source.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.log.format.Envelope;
import postmortem.log.wrapped.WrappedLog;
import postmortem.source.scan.Extraction;
import postmortem.source.scan.RecordBytes;

/**
 * The record of an export that was reached: where it stands, and the envelope that it is put in.
 */
abstract class ExportRecords implements WrappedLog.Cursor {

  final EvidenceFile file;
  final Limits limits;
  final RecordBytes in;
  final Extraction found;
  final Surroundings around;
  final RecordValues values;
  final Envelope envelope = new Envelope();

  /** Records before this byte are stepped over. */
  long sought;

  long offset;
  int length;
  long line;
  int lines;
  boolean noEvent;
  long lost;
  final List<Diagnostic> troubles = new ArrayList<>();
  private boolean saidLong;

  /**
   * The records of a file.
   *
   * @param plan how they become envelopes; null when they are matched as they are
   */
  ExportRecords(EvidenceFile file, Limits limits, @Nullable LogPlan plan) throws IOException {
    this.file = file;
    this.limits = limits;
    this.found = new Extraction(plan == null ? 0 : plan.captures());
    this.around = new Surroundings(plan == null ? 0 : plan.capturesAround());
    this.values = new RecordValues(found, around, plan == null ? List.of() : plan.tests());
    this.in = new RecordBytes(file.openAhead());
  }

  /**
   * Notes where a record lies in {@link #in}, whose bytes are pinned; false when it is not sought.
   */
  final boolean reached(int start, int end) {
    offset = in.offset(start);
    if (offset < sought) {
      return false;
    }
    length = end - start;
    line = in.line(start);
    lines = (int) (in.line(end) - line) + 1;
    return true;
  }

  /** Counts a record that is longer than records may be. */
  final void tooLong() {
    lost++;
    if (!saidLong) {
      saidLong = true;
      troubles.add(
          Diagnostic.warning(
                  "PM-S004",
                  "a record is longer than " + limits.maxLineBytes() + " bytes; it is left out")
              .at(Location.of(file.name(), (int) in.line(in.at())))
              .helping("raise --max-line-bytes"));
    }
  }

  @Override
  public final boolean seek(long wanted) throws IOException {
    sought = wanted;
    return next() && offset == wanted;
  }

  @Override
  public byte[] bytes() {
    return envelope.bytes();
  }

  @Override
  public int from() {
    return 0;
  }

  @Override
  public int textFrom() {
    return envelope.textFrom();
  }

  @Override
  public int to() {
    return envelope.length();
  }

  @Override
  public final boolean isNoEvent() {
    return noEvent;
  }

  @Override
  public final long offset() {
    return offset;
  }

  @Override
  public final int length() {
    return length;
  }

  @Override
  public final long line() {
    return line;
  }

  @Override
  public final int lines() {
    return lines;
  }

  @Override
  public final byte[] raw() {
    return Arrays.copyOfRange(in.buf(), in.pinned(), in.pinned() + length);
  }

  @Override
  public final long passed() {
    return in.passed();
  }

  @Override
  public final long lost() {
    return lost;
  }

  @Override
  public final List<Diagnostic> troubles() {
    return List.copyOf(troubles);
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }
}
