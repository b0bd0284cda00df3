package postmortem.log;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Progress;
import postmortem.event.Basis;
import postmortem.event.Severity;
import postmortem.event.stamp.Stamp;
import postmortem.event.stamp.StampResolver;
import postmortem.event.stamp.StreamResolver;
import postmortem.evidence.EvidenceException;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.ZoneRule;
import postmortem.log.signature.TokenMask;

/** Reads one file once, record by record, into a {@link FileReport}. */
final class FileScan {

  /** Told about every record; for output that lists them. */
  interface Listener {
    /** A record with the matcher that just looked at it; {@code sight} is null without a time. */
    void record(RecordReader reader, RecordMatcher matcher, @Nullable Sight sight);
  }

  private static final int LONGEST_SHOWN = 1 << 14;
  private static final int UNREADABLE_SHOWN = 3;
  private static final int MOST_OFFSETS = 8;

  private final List<LogFormat> formats;
  private final ReadingRules rules;
  private final Limits limits;
  private final Diagnostics diagnostics;
  private final Progress progress;
  private final int block;
  private final boolean ahead;

  /**
   * @param ahead whether unpacking may have a thread of its own
   */
  FileScan(
      List<LogFormat> formats,
      ReadingRules rules,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress,
      int block,
      boolean ahead) {
    this.formats = formats;
    this.rules = rules;
    this.limits = limits;
    this.diagnostics = diagnostics;
    this.progress = progress;
    this.block = block;
    this.ahead = ahead;
  }

  /**
   * Reads a file. What cannot be read on is reported; what was read before counts.
   *
   * @param index of the file among all of the run
   * @param primary index of its format, or -1
   * @param reference for stamps without a year; null when there is none
   */
  FileReport run(
      int index,
      EvidenceFile file,
      int primary,
      @Nullable Instant reference,
      @Nullable Listener listener) {
    FileReport report = new FileReport(index, primary);
    RecordMatcher matcher = new RecordMatcher(formats, primary);
    StreamResolver[] resolvers = new StreamResolver[formats.size()];
    Duration offset = rules.clockOffset(file.name());
    Sight sight = new Sight();
    sight.file = index;
    Sight first = new Sight();
    Sight last = new Sight();
    try (InputStream in = ahead ? file.openAhead() : file.open()) {
      RecordReader reader = new RecordReader(in, block, limits.maxLineBytes(), matcher);
      long told = 0;
      try {
        while (reader.next()) {
          report.read++;
          boolean matched =
              matcher.match(reader.buf(), reader.from(), reader.firstTo(), reader.to());
          boolean noEvent = matched && matcher.isNoEvent();
          boolean timed =
              matched && !noEvent && time(file, matcher, resolvers, reference, offset, sight);
          if (noEvent) {
            report.filtered++;
          } else if (timed) {
            place(reader, matcher, sight);
            count(report, file, reader, matcher, sight, first, last);
          } else {
            unreadable(report, matcher, reader);
            untimed(report, matcher, reader, sight);
          }
          if (listener != null) {
            listener.record(reader, matcher, timed ? sight : null);
          }
          if (reader.bytes() - told > Detector.SAMPLE) {
            progress.advance(reader.bytes() - told);
            told = reader.bytes();
          }
        }
      } finally {
        progress.advance(reader.bytes() - told);
        longLines(file, reader);
      }
    } catch (EvidenceException e) {
      report.damaged = true;
      diagnostics.add(e.diagnostic());
    } catch (IOException e) {
      report.damaged = true;
      diagnostics.add(unfinished(file));
    }
    if (report.damaged && report.read == 0) {
      // As with everything of which nothing can be read: one row, so that the account names it.
      report.read = 1;
      report.unreadable = 1;
    }
    if (report.read > report.unreadable + report.filtered) {
      report.first = Instant.ofEpochSecond(first.second, first.nano);
      report.last = Instant.ofEpochSecond(last.second, last.nano);
    }
    return report;
  }

  private boolean time(
      EvidenceFile file,
      RecordMatcher matcher,
      StreamResolver[] resolvers,
      @Nullable Instant reference,
      Duration offset,
      Sight sight) {
    LogRecord record = matcher.timed();
    if (record.stampFrom() < 0) {
      return false;
    }
    int format = matcher.timedFormat();
    StreamResolver resolver = resolvers[format];
    if (resolver == null) {
      resolver =
          new StreamResolver(
              RecordMatcher.resolver(formats.get(format), rules, file.name(), reference));
      resolvers[format] = resolver;
    }
    long second = resolver.epochSecond(record.stamp());
    if (second == StampResolver.NO_TIME) {
      return false;
    }
    sight.second = second;
    sight.nano = record.stamp().nano();
    sight.orderDecided = resolver.orderDecided();
    if (!offset.isZero()) {
      Instant corrected = Instant.ofEpochSecond(second, sight.nano).plus(offset);
      sight.second = corrected.getEpochSecond();
      sight.nano = corrected.getNano();
    }
    return true;
  }

  private static void place(RecordReader reader, RecordMatcher matcher, Sight sight) {
    sight.offset = reader.offset();
    sight.line = reader.line();
    sight.lines = reader.lines();
    sight.length = reader.to() - reader.from();
    sight.format = matcher.format();
  }

  private void count(
      FileReport report,
      EvidenceFile file,
      RecordReader reader,
      RecordMatcher matcher,
      Sight sight,
      Sight first,
      Sight last) {
    if (!rules.covers(Instant.ofEpochSecond(sight.second, sight.nano))) {
      report.filtered++;
      return;
    }
    if (report.read - report.filtered - report.unreadable == 1) {
      first.set(sight);
      last.set(sight);
    } else if (sight.isBefore(first)) {
      first.set(sight);
    } else if (last.isBefore(sight)) {
      last.set(sight);
    }
    basis(report, file, matcher);
    TokenMask mask = matcher.signature(reader.buf(), reader.from(), reader.firstTo(), reader.to());
    Severity severity = matcher.severity();
    report.summary.add(
        mask.bytes(), mask.length(), mask.hash(), severity, matcher.statusClass(), sight);
    long micros = matcher.said().durationMicros();
    if (micros != LogRecord.NO_DURATION) {
      report.summary.durations.add(sight, micros);
    }
  }

  /** What has no time says something all the same. */
  private static void untimed(
      FileReport report, RecordMatcher matcher, RecordReader reader, Sight sight) {
    sight.second = 0;
    sight.nano = 0;
    place(reader, matcher, sight);
    TokenMask mask = matcher.signature(reader.buf(), reader.from(), reader.firstTo(), reader.to());
    report.untimed.add(
        mask.bytes(), mask.length(), mask.hash(), matcher.severity(), matcher.statusClass(), sight);
  }

  private void basis(FileReport report, EvidenceFile file, RecordMatcher matcher) {
    Stamp stamp = matcher.timed().stamp();
    if (stamp.isEpoch()) {
      report.basis.add(Basis.EPOCH);
      if (stamp.isUnitInferred()) {
        report.basis.add(Basis.UNIT_INFERRED);
      }
    } else if (stamp.hasOffset()) {
      report.basis.add(Basis.OFFSET);
      int seconds = stamp.offsetSeconds();
      if (seconds != 0 && seconds != report.lastOffset && report.offsets.size() < MOST_OFFSETS) {
        report.offsets.add(seconds);
        report.lastOffset = seconds;
      }
    } else if (formats.get(matcher.timedFormat()).zone() == ZoneRule.UTC) {
      report.basis.add(Basis.ZONE_CONFIGURED);
    } else {
      if (!report.zoneNeeded) {
        report.basis.add(rules.zone(file.name()).basis());
      }
      report.zoneNeeded = true;
    }
    if (!stamp.hasYear()) {
      report.basis.add(Basis.YEAR_INFERRED);
    }
  }

  /** That a file broke off for a reason which is not its own. */
  static Diagnostic unfinished(EvidenceFile file) {
    return Diagnostic.error("PM-L001", "the file could not be read to its end")
        .at(Location.of(file.name()))
        .helping("what was read before is used; check that nobody moves or changes it");
  }

  private static void unreadable(FileReport report, RecordMatcher matcher, RecordReader reader) {
    report.unreadable++;
    if (report.firstUnreadable == null) {
      report.firstUnreadable =
          Arrays.copyOfRange(
              reader.buf(),
              reader.from(),
              Math.min(reader.firstTo(), reader.from() + LONGEST_SHOWN));
    }
    if (matcher.format() >= 0) {
      report.noTime++;
      report.yearNeeded |= !matcher.timed().stamp().hasYear();
    }
    if (report.unreadableLines.size() < UNREADABLE_SHOWN) {
      report.unreadableLines.add(reader.line());
    }
  }

  private void longLines(EvidenceFile file, RecordReader reader) {
    if (reader.longLines() > 0) {
      diagnostics.add(
          Diagnostic.warning(
                  "PM-L002",
                  reader.longLines()
                      + (reader.longLines() == 1 ? " line is" : " lines are")
                      + " longer than "
                      + limits.maxLineBytes()
                      + " bytes and cut")
              .at(Location.of(file.name(), (int) reader.firstLongLine()))
              .helping("a larger limit is set with --max-line-bytes"));
    }
  }
}
