package postmortem.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventTime;
import postmortem.event.Place;
import postmortem.event.Severity;
import postmortem.incident.ReadingRules;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.log.record.RecordMatcher;
import postmortem.log.wrapped.WrappedLog;
import postmortem.log.wrapped.WrappedRecords;
import postmortem.redact.Redactor;

/**
 * What the log engine understands of one record of an export, for those who test a declaration. All
 * text is redacted.
 *
 * @param place where it stands
 * @param time when it was written; null when that is not said
 * @param severity what the record says, or what it wraps
 * @param service who wrote it; null when that is not said
 * @param host where; null when that is not said
 * @param trace id; null when there is none
 * @param exception the trace of an exception; null when there is none
 * @param message what the program wrote, of a wrapped line only its message
 * @param status of the request that it is about; 0 when it is about none
 * @param inner name of the format of the line that it wraps; null when it wraps none
 * @param innerTime when that line says that it was written; null when it does not
 */
public record WrappedRecord(
    Place place,
    @Nullable EventTime time,
    Severity severity,
    @Nullable String service,
    @Nullable String host,
    @Nullable String trace,
    @Nullable String exception,
    String message,
    int status,
    @Nullable String inner,
    @Nullable EventTime innerTime) {

  /** The records of an export that are events, in the order of the file. */
  public static List<WrappedRecord> read(
      WrappedLog export, FormatLibrary library, ReadingRules rules, Redactor redactor)
      throws IOException {
    List<LogFormat> formats = new ArrayList<>(library.formats());
    export.formats().stream().filter(format -> !formats.contains(format)).forEach(formats::add);
    FormatIndex index = new FormatIndex(formats);
    RecordMatcher matcher = new RecordMatcher(index, Fit.of(fitting(export, index)));
    List<WrappedRecord> all = new ArrayList<>();
    try (WrappedLog.Cursor cursor = export.open()) {
      WrappedRecords records = new WrappedRecords(cursor);
      while (records.next()) {
        if (records.isNoEvent()
            || !matcher.match(records.buf(), records.from(), records.firstTo(), records.to())
            || matcher.isNoEvent()) {
          continue;
        }
        LogRecord timed = matcher.timed();
        LogRecord said = matcher.said();
        boolean wraps = said != matcher.outermost();
        all.add(
            new WrappedRecord(
                cursor.place(),
                time(
                    timed,
                    matcher.timedBytes(records.buf()),
                    formats.get(matcher.timedFormat()),
                    export,
                    rules,
                    redactor),
                matcher.severity(),
                text(matcher, Role.SERVICE, redactor),
                text(matcher, Role.HOST, redactor),
                text(matcher, Role.TRACE, redactor),
                text(matcher, Role.EXCEPTION, redactor),
                redactor.text(
                    said.bytes(Role.MESSAGE), said.from(Role.MESSAGE), said.to(Role.MESSAGE)),
                said.status(),
                wraps ? formats.get(matcher.saidFormat()).name() : null,
                wraps && said != timed
                    ? time(
                        said,
                        matcher.saidBytes(),
                        formats.get(matcher.saidFormat()),
                        export,
                        rules,
                        redactor)
                    : null));
      }
    }
    return List.copyOf(all);
  }

  /** The format of the export that takes most of its records: dates may have two orders. */
  private static int fitting(WrappedLog export, FormatIndex index) throws IOException {
    int fitting = -1;
    int most = -1;
    for (LogFormat format : export.formats()) {
      int each = index.formats().indexOf(format);
      RecordMatcher matcher = new RecordMatcher(index, Fit.of(each));
      int taken = 0;
      try (WrappedLog.Cursor cursor = export.open()) {
        WrappedRecords records = new WrappedRecords(cursor);
        while (records.next()) {
          boolean matched =
              matcher.match(each, records.buf(), records.from(), records.firstTo(), records.to());
          taken += matched && matcher.timed().stampFrom() >= 0 ? 1 : 0;
        }
      }
      if (taken > most) {
        most = taken;
        fitting = each;
      }
    }
    return fitting;
  }

  private static @Nullable EventTime time(
      LogRecord record,
      byte[] bytes,
      LogFormat format,
      WrappedLog export,
      ReadingRules rules,
      Redactor redactor) {
    if (record.stampFrom() < 0) {
      return null;
    }
    Optional<EventTime> time =
        RecordMatcher.resolver(format, rules, export.file().name(), null)
            .resolve(record.stamp(), redactor.text(bytes, record.stampFrom(), record.stampTo()));
    return time.orElse(null);
  }

  private static @Nullable String text(RecordMatcher matcher, Role role, Redactor redactor) {
    LogRecord record = matcher.with(role);
    return record.has(role)
        ? redactor.text(record.bytes(role), record.from(role), record.to(role))
        : null;
  }
}
