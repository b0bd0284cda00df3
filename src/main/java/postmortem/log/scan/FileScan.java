package postmortem.log.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;
import postmortem.event.stamp.StampResolver;
import postmortem.evidence.EvidenceException;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;
import postmortem.log.detection.Sample;
import postmortem.log.format.LogRecord;
import postmortem.log.record.LineBefore;
import postmortem.log.record.Piece;
import postmortem.log.record.RecordMatcher;
import postmortem.log.record.RecordReader;
import postmortem.log.record.StreamHistory;
import postmortem.log.signature.ByteHash;
import postmortem.log.signature.TokenMask;
import postmortem.log.summary.LogSummary;
import postmortem.log.summary.Sight;
import postmortem.log.wrapped.AheadRecords;
import postmortem.log.wrapped.RecordBatch;
import postmortem.log.wrapped.Records;
import postmortem.log.wrapped.WrappedLog;
import postmortem.log.wrapped.WrappedRecords;

/** Reads a piece of a file once, record by record, into a {@link FileReport}. */
public final class FileScan {

  /** Told about every record; for output that lists them. */
  public interface Listener {
    /** A record with the matcher that just looked at it; {@code sight} is null without a time. */
    void record(Records reader, RecordMatcher matcher, @Nullable Sight sight);
  }

  private static final int LONGEST_SHOWN = 1 << 14;

  private final ScanSettings settings;
  private final ReadingRules rules;
  private final EvidenceFile file;
  private final @Nullable WrappedLog wrapped;
  private final Piece piece;
  private final StreamClocks clocks;
  private final StampBases bases;
  private final FileReport report;
  private final RecordMatcher matcher;
  private final Duration clockOffset;
  private final Sight sight = new Sight();
  private final Sight first = new Sight();
  private final Sight last = new Sight();
  private final boolean coversAll;

  /** What another file has said already. */
  private Repeats.@Nullable Repeat repeated;

  private boolean any;

  /** Whether the last stamp was in an hour that exists twice, and nothing decided. */
  private boolean ambiguous;

  /** The second of the last stamp, before the clock was corrected. */
  private long written;

  /**
   * A scan of a piece.
   *
   * @param clocks what is known of the stream before it
   */
  FileScan(ScanSettings settings, EvidenceFile file, Piece piece, StreamClocks clocks) {
    this.settings = settings;
    this.rules = settings.rules();
    this.file = file;
    this.wrapped = settings.wrapped().get(file.name());
    this.piece = piece;
    this.clocks = clocks;
    this.report = new FileReport(piece.file(), piece.fit(), clocks, settings.formats());
    this.matcher = new RecordMatcher(settings.formats(), piece.fit());
    this.bases = new StampBases(settings.formats(), rules.zone(file.name()).basis(), report.stamps);
    this.clockOffset = rules.clockOffset(file.name());
    this.coversAll = rules.coversAll();
    this.sight.file(piece.file());
  }

  /** Says what the report will be appended to. */
  void expect(FileReport before) {
    report.summary.expect(before.summary);
    report.untimed.expect(before.untimed);
  }

  /** Asks for what the file says minute by minute. */
  FileScan withMinutes() {
    report.minutes = new Minutes();
    return this;
  }

  /** Leaves out what another file has said already; it is counted. */
  FileScan without(Repeats.Repeat said) {
    repeated = said;
    return this;
  }

  /** Reads the piece. What cannot be read on is reported; what was read before counts. */
  FileReport run(@Nullable Listener listener) {
    WrappedLog export = wrapped;
    if (export != null) {
      wrapped(export, listener);
    } else {
      lines(listener);
    }
    return finished();
  }

  /** Reads records of the file that somebody found. */
  FileReport take(RecordBatch records) {
    try {
      all(records, null);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("records in memory cannot be read", e);
    }
    return finished();
  }

  private FileReport finished() {
    if (any) {
      report.stamps.reach(
          Instant.ofEpochSecond(first.second(), first.nano()),
          Instant.ofEpochSecond(last.second(), last.nano()));
    }
    return report;
  }

  private void lines(@Nullable Listener listener) {
    try {
      long begin = begin();
      read(begin, listener);
    } catch (EvidenceException e) {
      report.damage = e.diagnostic();
    } catch (IOException e) {
      report.damage = FileReport.unfinished(file);
    }
  }

  private void read(long begin, @Nullable Listener listener) throws IOException {
    try (InputStream in = open(begin)) {
      RecordReader reader =
          new RecordReader(
              in, settings.block(), settings.limits().maxLineBytes(), matcher, piece, begin);
      try {
        all(reader, listener);
      } finally {
        report.lines = Lines.of(reader);
      }
    }
  }

  /** Reads an export by its records; those that are lost between them are unreadable. */
  private void wrapped(WrappedLog export, @Nullable Listener listener) {
    try (WrappedLog.Cursor cursor = export.open()) {
      Records records = new WrappedRecords(cursor);
      try (AheadRecords ahead = settings.ahead() ? new AheadRecords(records) : null) {
        all(ahead == null ? records : ahead, listener);
      } finally {
        report.lost(cursor);
      }
    } catch (EvidenceException e) {
      report.damage = e.diagnostic();
    } catch (IOException e) {
      report.damage = FileReport.unfinished(file);
    }
  }

  private void all(Records records, @Nullable Listener listener) throws IOException {
    long told = records.bytes();
    try {
      while (records.next()) {
        record(records, listener);
        if (records.bytes() - told > Sample.MOST) {
          settings.progress().advance(records.bytes() - told);
          told = records.bytes();
        }
      }
    } finally {
      settings.progress().advance(records.bytes() - told);
    }
  }

  /** Where reading begins: a line before the piece where the first line may go on with it. */
  private long begin() throws IOException {
    Path path = file.path();
    boolean joins = piece.format() >= 0 && settings.formats().get(piece.format()).asksLineBefore();
    return piece.isFirst() || path == null || !joins
        ? RecordReader.begin(piece)
        : LineBefore.start(path, piece.from(), StreamHistory.WINDOW);
  }

  private InputStream open(long begin) throws IOException {
    Path path = file.path();
    if (piece.isFirst() || path == null) {
      return settings.ahead() ? file.openAhead() : file.open();
    }
    FileChannel channel = FileChannel.open(path);
    channel.position(begin);
    return Channels.newInputStream(channel);
  }

  private void record(Records reader, @Nullable Listener listener) {
    report.rows.read++;
    boolean matched = matcher.match(reader.buf(), reader.from(), reader.firstTo(), reader.to());
    boolean noEvent = reader.isNoEvent() || (matched && matcher.isNoEvent());
    boolean timed = matched && !noEvent && time();
    if (timed) {
      report.orders.add(matcher, sight.second(), reader.line());
      // Exports have orders of their own.
      if (wrapped == null) {
        report.course.add(sight.second(), reader.line());
      }
      if (matcher.hasTwoClocks()) {
        twoClocks();
      }
    }
    place(reader);
    report.rows.take(matcher.format());
    if (noEvent) {
      report.rows.filtered++;
    } else if (!timed) {
      unreadable(reader);
      untimed(reader);
    } else if (coversAll || rules.covers(Instant.ofEpochSecond(sight.second(), sight.nano()))) {
      count(reader);
    } else {
      report.rows.filtered++;
    }
    if (listener != null) {
      listener.record(reader, matcher, timed ? sight : null);
    }
  }

  private boolean time() {
    LogRecord record = matcher.timed();
    if (record.stampFrom() < 0) {
      return false;
    }
    int format = matcher.timedFormat();
    long second = clocks.epochSecond(format, record.stamp());
    if (second == StampResolver.NO_TIME) {
      return false;
    }
    written = second;
    boolean ordered = clocks.orderDecided(format);
    sight.time(second, record.stamp().nano(), ordered);
    ambiguous = clocks.isAmbiguous(format);
    if (!clockOffset.isZero()) {
      Instant corrected = Instant.ofEpochSecond(second, sight.nano()).plus(clockOffset);
      sight.time(corrected.getEpochSecond(), corrected.getNano(), ordered);
    }
    return true;
  }

  /** The stamp of the envelope counts; the one inside says how the program's clock goes. */
  private void twoClocks() {
    LogRecord inner = matcher.innerTimed();
    long second = clocks.epochSecond(matcher.innerTimedFormat(), inner.stamp());
    if (second == StampResolver.NO_TIME) {
      return;
    }
    int nanos = inner.stamp().nano() - matcher.timed().stamp().nano();
    report.twoClocks.add((second - written) * 1000 + nanos / 1_000_000, inner.stamp().hasOffset());
  }

  private void place(Records reader) {
    sight.place(reader.offset(), reader.line(), reader.lines(), reader.length());
    sight.format(matcher.format());
  }

  private void count(Records reader) {
    if (!any) {
      any = true;
      first.set(sight);
      last.set(sight);
    } else if (sight.isBefore(first)) {
      first.set(sight);
    } else if (last.isBefore(sight)) {
      last.set(sight);
    }
    bases.add(matcher.timed().stamp(), matcher.timedFormat(), sight, ambiguous);
    Minutes minutes = report.minutes;
    if (minutes != null) {
      minutes.add(sight.second(), ByteHash.of(reader.buf(), reader.from(), reader.to()));
    }
    if (repeated != null && repeated.holds(sight.second())) {
      report.rows.repeated++;
      return;
    }
    add(reader, report.summary);
    long identifier = matcher.signature().identifier();
    if (identifier != 0 && report.anchors.takes(identifier)) {
      report.anchors.add(identifier, sight.second(), sight.nano());
    }
    long micros = matcher.said().durationMicros();
    if (micros != LogRecord.NO_DURATION) {
      report.summary.durations.add(sight, micros);
    }
  }

  private void add(Records reader, LogSummary summary) {
    TokenMask mask =
        matcher.signature().of(reader.buf(), reader.from(), reader.firstTo(), reader.to());
    Severity severity = matcher.severity();
    summary.add(mask.bytes(), mask.length(), mask.hash(), severity, matcher.statusClass(), sight);
  }

  /** What has no time says something all the same. */
  private void untimed(Records reader) {
    sight.time(0, 0, false);
    add(reader, report.untimed);
  }

  private void unreadable(Records reader) {
    report.rows.unreadable(reader.line(), matcher.format() >= 0);
    if (report.rows.lacksUnreadable()) {
      int to = Math.min(reader.firstTo(), reader.textFrom() + LONGEST_SHOWN);
      report.rows.firstUnreadable(Arrays.copyOfRange(reader.buf(), reader.textFrom(), to));
    }
    if (matcher.format() >= 0) {
      LogRecord timed = matcher.timed();
      if (timed.stampFrom() >= 0 && !timed.stamp().hasYear()) {
        report.stamps.needYear();
      }
    }
  }
}
