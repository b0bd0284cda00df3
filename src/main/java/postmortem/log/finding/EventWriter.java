package postmortem.log.finding;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.CountedText;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Position;
import postmortem.event.ShortText;
import postmortem.log.summary.CitedRecord;
import postmortem.series.Reading;
import postmortem.series.SeriesEvents;

/** Puts findings into words. */
public final class EventWriter {

  /** Attribute: class of the exception that a record names. */
  static final String EXCEPTION = "exception";

  private static final String ERRORS = "errors per minute";
  private static final String DURATION = "p95 duration";
  private static final String PER_MINUTE = "1/min";
  private static final int LONGEST_MESSAGE = 200;

  private EventWriter() {}

  /**
   * The event of a finding.
   *
   * @param record the record that it cites
   * @param until the record with which it ended; null when it has no end
   * @param also further records that it cites
   * @param counted the logs that it was counted in
   */
  public static Event write(
      Finding finding,
      CitedRecord record,
      @Nullable CitedRecord until,
      List<CitedRecord> also,
      ReadTogether.Counted counted) {
    boolean rate = finding.type() == EventType.RATE_ONSET || finding.type() == EventType.RATE_END;
    boolean slow = finding.type().kind() == Kind.METRIC;
    String status = finding.grounds().status();
    String counts = status == null ? ERRORS : "HTTP " + status + " per minute";
    String measured = rate ? counts : slow ? DURATION : null;
    Event.Builder event =
        Event.of(
                EventId.of(
                    finding.type().kind(),
                    record.format(),
                    finding.type().label(),
                    measured != null ? measured : record.template(),
                    EventTime.format(record.written())),
                record.time(),
                finding.type(),
                record.format())
            .severity(finding.severity())
            .service(record.service())
            .summary(summary(finding, record, also, counted))
            .count(finding.count())
            .cite(record.citation())
            .position(
                new Position(record.citation().evidence(), Math.max(0, finding.at().offset())));
    if (until != null) {
      Instant end = until.time().at();
      event.until(end.isBefore(record.time().at()) ? null : end);
      if (finding.type() == EventType.SILENCE) {
        event.cite(until.citation());
      }
    }
    also.forEach(other -> event.cite(other.citation()));
    if (measured != null) {
      event
          .attribute(Attribute.METRIC, measured)
          .attribute(Attribute.BEFORE, plain(finding.before()))
          .attribute(Attribute.AFTER, plain(finding.after()))
          .attribute(SeriesEvents.TEST, finding.grounds().test())
          .attribute(Attribute.UNIT, rate ? PER_MINUTE : "ms");
      if (rate && until == null && !also.isEmpty()) {
        event.attribute(Attribute.LATEST, EventTime.format(also.get(0).time().at()));
      }
      if (counted.count() > 0 && (isOnset(finding) || slow)) {
        // The slow request and the first quick one may stand in files of two replicas.
        event.attribute(Attribute.LOGS, counted.names());
      }
      if (isOnset(finding) && counted.count() > 0) {
        event.attribute(Attribute.LOG_COUNT, Integer.toString(counted.count()));
      }
      Requests requests = finding.grounds().requests();
      if (requests != null) {
        event
            .attribute(Attribute.REQUESTS, Long.toString(requests.all()))
            .attribute(Attribute.REQUESTS_FAILED, Long.toString(requests.failed()))
            .attribute(
                Attribute.REQUESTS_REFUSED, status == null ? null : Long.toString(finding.count()));
      }
    } else if (finding.type() != EventType.SILENCE) {
      event
          .attribute(Attribute.SIGNATURE, record.template())
          .attribute(EXCEPTION, record.exception())
          .attribute(Attribute.CODE, record.code())
          .attribute(Attribute.TRACE, record.trace());
    }
    return event.build();
  }

  /** What a rate is of, as a sentence about it begins. */
  private static String counted(Finding finding) {
    String status = finding.grounds().status();
    return status == null ? "Errors" : "HTTP " + status;
  }

  /** Whether it tells of a time that it begins. */
  private static boolean isOnset(Finding finding) {
    return finding.type() == EventType.RATE_ONSET || finding.type() == EventType.METRIC_SHIFT;
  }

  private static String change(String message) {
    String host = HostChanges.said(message);
    return host == null
        ? "Statement that changes the database: " + SchemaChanges.statement(message)
        : host;
  }

  private static String summary(
      Finding finding, CitedRecord record, List<CitedRecord> also, ReadTogether.Counted counted) {
    return switch (finding.type()) {
      case RATE_ONSET ->
          counted(finding)
              + " rose: "
              + number(finding.before())
              + " \u2192 "
              + number(finding.after())
              + " per minute ("
              + CountedText.records(finding.count())
              + (counted.streams() > 1
                  ? " in " + CountedText.whole(counted.streams()) + " logs"
                  : "")
              + (finding.until() != null
                  ? ")"
                  : counted.streams() > 1 ? ", no end in them)" : ", no end in this log)");
      case RATE_END ->
          counted(finding)
              + " back to normal: "
              + number(finding.before())
              + " \u2192 "
              + number(finding.after())
              + " per minute (this is the last of "
              + CountedText.records(finding.count())
              + ")";
      case SILENCE ->
          "Silence: no records after this one, where there were "
              + number(finding.before())
              + " per minute"
              + (also.isEmpty() ? "" : "; before it: " + message(also.get(0)));
      case METRIC_SHIFT ->
          "p95 duration rose: "
              + moved(finding)
              + " (this is the slowest request of the first minute)";
      case METRIC_RECOVERY -> "p95 duration back to normal: " + moved(finding);
      case RESTART -> "Started again: " + message(record);
      case INFRASTRUCTURE, CONFIGURATION -> change(message(record));
      case RECORD -> message(record) + code(record);
      default ->
          CountedText.line(
              heading(finding, record) + message(record) + code(record),
              finding.count(),
              finding.templates());
    };
  }

  private static String moved(Finding finding) {
    return Reading.of(finding.before(), finding.after(), "ms")
        .map(read -> read.before() + " \u2192 " + read.after())
        .orElseThrow();
  }

  private static String heading(Finding finding, CitedRecord record) {
    String what =
        finding.earlier() > 0
            ? "became frequent: "
            : finding.grounds().asLogBegins() ? "first seen as the log begins: " : "first seen: ";
    String status = record.template().substring(record.template().lastIndexOf(' ') + 1);
    return record.request()
        ? "HTTP " + (finding.severity().isError() ? "5xx" : status) + " " + what
        : what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
  }

  private static String message(CitedRecord record) {
    String text = record.message().strip();
    int end = text.indexOf('\n');
    String first = (end < 0 ? text : text.substring(0, end)).replaceAll("\\s+", " ");
    String line = ShortText.telling(first, LONGEST_MESSAGE);
    String exception = record.exception();
    return exception == null || line.contains(exception) ? line : line + " [" + exception + "]";
  }

  private static String code(CitedRecord record) {
    String code = record.code();
    return code == null || record.message().contains(code) ? "" : " at " + code;
  }

  /** Two digits. */
  private static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(2));
    return new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(rounded);
  }

  private static String plain(double value) {
    return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }
}
