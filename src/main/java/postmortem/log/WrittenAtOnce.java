package postmortem.log;

import postmortem.event.Precision;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;

/**
 * Tells by the clock of an envelope which lines a program wrote with one call. The runtime cuts
 * what was written into lines and stamps each when it reads it: lines of one record are
 * microseconds apart. Only stamps that count microseconds or less tell; where lines have none at
 * all, those of one stream in a row are taken together, as in a file of the program's own. Holds
 * what the line before was; not thread-safe.
 */
final class WrittenAtOnce {

  /** Two lines that are farther apart, in nanoseconds, are two statements. */
  private static final long MOST = 1_000_000;

  /** In place of a stamp that does not tell. */
  private static final long UNKNOWN = -1;

  /** In place of a stamp where lines have none. */
  private static final long NONE = -2;

  private long before = UNKNOWN;
  private long streamBefore;

  /** The line before is none of the envelope's. */
  void forget() {
    before = UNKNOWN;
  }

  /**
   * Whether a line was written together with the one before it, which it takes the place of.
   *
   * @param buf in which the line lies
   */
  boolean goesOn(LogFormat format, byte[] buf, LogRecord line) {
    long now = nanos(line);
    long stream = stream(format, buf, line);
    boolean together =
        stream == streamBefore
            && (now == NONE
                ? before == NONE
                : now >= 0 && before >= 0 && now >= before && now - before <= MOST);
    before = now;
    streamBefore = stream;
    return together;
  }

  private static long nanos(LogRecord line) {
    if (line.stampFrom() < 0) {
      return NONE;
    }
    if (line.stamp().precision().compareTo(Precision.MICRO) < 0
        || !(line.stamp().isEpoch() || line.stamp().hasYear())) {
      return UNKNOWN;
    }
    return line.stamp().localSecond(0) * 1_000_000_000 + line.stamp().nano();
  }

  private static long stream(LogFormat format, byte[] buf, LogRecord line) {
    long hash = format.stream(buf, line);
    for (Role role : new Role[] {Role.HOST, Role.SERVICE}) {
      hash = hash * 31 + 7;
      for (int i = line.has(role) ? line.from(role) : 0;
          i < (line.has(role) ? line.to(role) : 0);
          i++) {
        hash = hash * 0x100000001B3L + line.bytes(role)[i];
      }
    }
    return hash;
  }
}
