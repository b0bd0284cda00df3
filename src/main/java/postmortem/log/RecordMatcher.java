package postmortem.log;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.Severity;
import postmortem.event.stamp.StampResolver;
import postmortem.incident.ReadingRules;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.log.format.ZoneRule;
import postmortem.log.signature.TokenMask;

/**
 * Matches single records against the format of their file, then against the others, and derives
 * what the summary needs from a match. Reused; not thread-safe.
 *
 * <p>Whether a line starts a record is found by matching it where the format needs that, and what
 * was found is kept, so that no line is matched twice: {@code ready} is the match of the record
 * that is being read, {@code ahead} that of the line which ended it.
 */
final class RecordMatcher implements RecordReader.Start {

  private static final int LONGEST_NAME = 120;

  private final List<LogFormat> formats;
  private final int primary;
  private int matched = -1;
  private int innerFormat = -1;
  private final LogRecord other = new LogRecord();
  private LogRecord record = other;
  private LogRecord ready = new LogRecord();
  private LogRecord ahead = new LogRecord();
  private int readyFrom = -1;
  private int aheadFrom = -1;
  private final LogRecord inner = new LogRecord();
  private boolean wraps;
  private final TokenMask mask = new TokenMask();

  /** A matcher for a file of that format, or -1 where there is none: then nothing matches. */
  RecordMatcher(List<LogFormat> formats, int primary) {
    this.formats = formats;
    this.primary = primary;
  }

  @Override
  public boolean startsRecord(byte[] buf, int from, int to) {
    if (primary < 0) {
      return true;
    }
    LogFormat format = formats.get(primary);
    if (!format.matchesToStart()) {
      return format.startsRecord(buf, from, to, ahead);
    }
    if (aheadFrom >= 0) {
      LogRecord free = ready;
      ready = ahead;
      readyFrom = aheadFrom;
      ahead = free;
      aheadFrom = -1;
    }
    if (format.match(buf, from, to, ahead)) {
      aheadFrom = from;
      return true;
    }
    return format.startsRecord(buf, from, to, ahead);
  }

  @Override
  public void moved() {
    readyFrom = -1;
    aheadFrom = -1;
  }

  /**
   * Matches a record against all formats, those of its file first.
   *
   * @param firstTo where its first line ends, which is all that most formats look at
   * @param to where it ends
   */
  boolean match(byte[] buf, int from, int firstTo, int to) {
    matched = -1;
    if (primary < 0) {
      return false;
    }
    if (known(from) || matches(primary, buf, from, firstTo, to)) {
      return unwrap();
    }
    // Always in the same order: what a record is must not depend on those before it.
    for (int f = 0; f < formats.size(); f++) {
      if (f != primary && matches(f, buf, from, firstTo, to)) {
        return unwrap();
      }
    }
    return false;
  }

  /** Takes the match that was found when the line was judged, if it was. */
  private boolean known(int from) {
    LogRecord found = readyFrom == from ? ready : aheadFrom == from ? ahead : null;
    if (found == null) {
      return false;
    }
    record = found;
    matched = primary;
    return true;
  }

  /** Matches against one format only. */
  boolean match(int format, byte[] buf, int from, int firstTo, int to) {
    return matches(format, buf, from, firstTo, to) && unwrap();
  }

  /** Whether what was matched last is about the log itself. */
  boolean isNoEvent() {
    return formats.get(matched).isNoEvent(record);
  }

  private boolean matches(int format, byte[] buf, int from, int firstTo, int to) {
    record = other;
    if (formats.get(format).match(buf, from, firstTo, to, record)) {
      matched = format;
      return true;
    }
    return false;
  }

  private boolean unwrap() {
    wraps = false;
    if (!record.has(Role.INNER)) {
      return true;
    }
    byte[] buf = record.bytes(Role.INNER);
    int from = record.from(Role.INNER);
    int to = record.to(Role.INNER);
    for (int f = 0; f < formats.size() && !wraps; f++) {
      if (f != matched && formats.get(f).match(buf, from, to, inner)) {
        innerFormat = f;
        wraps = true;
      }
    }
    return true;
  }

  /** Index of the format that matched. */
  int format() {
    return matched;
  }

  /** The match whose stamp counts: the outer one, unless only the wrapped line has a stamp. */
  LogRecord timed() {
    return innerTime() ? inner : record;
  }

  /** Index of the format of {@link #timed}. */
  int timedFormat() {
    return innerTime() ? innerFormat : matched;
  }

  private boolean innerTime() {
    return wraps && record.stampFrom() < 0 && inner.stampFrom() >= 0;
  }

  /** The bytes in which the stamp of {@link #timed} lies, when the record lies in {@code buf}. */
  byte[] timedBytes(byte[] buf) {
    return innerTime() ? record.bytes(Role.INNER) : buf;
  }

  /** The match that says what happened: of the wrapped line where there is one. */
  LogRecord said() {
    return wraps ? inner : record;
  }

  /** What the record says, or what its HTTP status means. */
  Severity severity() {
    if (matched < 0) {
      return Severity.UNKNOWN;
    }
    Severity severity = said().severity();
    if (severity == Severity.UNKNOWN && wraps) {
      severity = record.severity();
    }
    int status = said().status();
    if (severity != Severity.UNKNOWN || status == 0) {
      return severity;
    }
    return status >= 500 ? Severity.ERROR : status >= 400 ? Severity.NOTICE : Severity.INFO;
  }

  /** First digit of the status where the record is about a request; 0 where it is about more. */
  int statusClass() {
    return matched >= 0 && said().signatureParts() > 0 ? said().status() / 100 : 0;
  }

  /** The signature of the record that was matched last, or that no format takes. */
  TokenMask signature(byte[] buf, int from, int firstTo, int to) {
    mask.clear();
    if (matched < 0) {
      mask.text(buf, from, firstTo);
      return mask;
    }
    LogRecord said = said();
    if (said.signatureParts() > 0) {
      byte[] bytes = wraps ? record.bytes(Role.INNER) : buf;
      for (int i = 0; i < said.signatureParts(); i++) {
        if (i > 0) {
          mask.space();
        }
        part(bytes, said.signatureFrom(i), said.signatureTo(i));
      }
      return mask;
    }
    if (said.has(Role.MESSAGE)) {
      mask.text(said.bytes(Role.MESSAGE), said.from(Role.MESSAGE), said.to(Role.MESSAGE));
    } else if (wraps || record.has(Role.INNER)) {
      mask.text(record.bytes(Role.INNER), record.from(Role.INNER), record.to(Role.INNER));
    } else {
      mask.text(buf, Math.max(from, record.stampTo()), firstTo);
    }
    if (severity().isError()) {
      exception(said, buf, firstTo, to);
    }
    return mask;
  }

  private void part(byte[] buf, int from, int to) {
    int digits = from;
    while (digits < to && buf[digits] >= '0' && buf[digits] <= '9') {
      digits++;
    }
    if (digits == to) {
      mask.literal(buf, from, to);
    } else if (from < to && buf[from] == '/') {
      mask.path(buf, from, to);
    } else {
      mask.text(buf, from, to);
    }
  }

  /** Adds the class of the exception: from its field, or from the second or the last line. */
  private void exception(LogRecord said, byte[] buf, int firstTo, int to) {
    if (said.has(Role.EXCEPTION)) {
      byte[] bytes = said.bytes(Role.EXCEPTION);
      int from = said.from(Role.EXCEPTION);
      int end = name(bytes, from, said.to(Role.EXCEPTION));
      if (end > from) {
        mask.space();
        mask.literal(bytes, from, end);
      }
      return;
    }
    if (to <= firstTo) {
      return;
    }
    int second = firstTo;
    while (second < to && (buf[second] == '\n' || buf[second] == '\r')) {
      second++;
    }
    int last = to;
    while (last > second && buf[last - 1] != '\n') {
      last--;
    }
    for (int from : new int[] {second, last}) {
      int end = name(buf, from, to);
      if (end > from && isException(buf, from, end)) {
        mask.space();
        mask.literal(buf, from, end);
        return;
      }
    }
  }

  private static int name(byte[] buf, int from, int to) {
    int at = from;
    while (at < to
        && at - from < LONGEST_NAME
        && (Character.isLetterOrDigit(buf[at])
            || buf[at] == '.'
            || buf[at] == '_'
            || buf[at] == '$')) {
      at++;
    }
    return at;
  }

  private static boolean isException(byte[] buf, int from, int to) {
    return endsWith(buf, from, to, "Exception") || endsWith(buf, from, to, "Error");
  }

  private static boolean endsWith(byte[] buf, int from, int to, String word) {
    if (to - from < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (buf[to - word.length() + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** How stamps of a format become instants in that evidence. */
  static StampResolver resolver(
      LogFormat format, ReadingRules rules, String evidence, @Nullable Instant reference) {
    Duration offset = rules.clockOffset(evidence);
    Optional<Instant> near = Optional.ofNullable(reference);
    if (format.zone() == ZoneRule.UTC) {
      return new StampResolver(ZoneOffset.UTC, Basis.ZONE_CONFIGURED, near, offset);
    }
    ReadingRules.ZoneRule zone = rules.zone(evidence);
    return new StampResolver(zone.zone(), zone.basis(), near, offset);
  }
}
