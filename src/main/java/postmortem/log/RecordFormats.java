package postmortem.log;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Rank;
import postmortem.log.format.Role;
import postmortem.log.layout.FieldFinder;

/** Tells whether objects of a JSON document are records of a log. */
public final class RecordFormats {

  private static final double MOST = 0.6;
  private static final double AS_MANY = 0.8;
  private static final List<Role> WHERE =
      List.of(Role.LOGGER, Role.HOST, Role.SERVICE, Role.THREAD, Role.TRACE, Role.EXCEPTION);

  private RecordFormats() {}

  /**
   * The log format that most of some objects are of. A time alone makes no record of a log: it says
   * how bad it is, wraps a line, or says something and where.
   *
   * @param bytes in which the objects lie
   * @param objects beginning and end of each
   */
  public static Optional<LogFormat> of(FormatLibrary library, byte[] bytes, List<int[]> objects) {
    @Nullable LogFormat best = null;
    int most = 0;
    LogRecord record = new LogRecord();
    for (LogFormat format : library.formats()) {
      if (!format.readsJson() || !format.standsAlone()) {
        continue;
      }
      int taken = 0;
      for (int[] object : objects) {
        taken += isRecord(format, bytes, object[0], object[1], record) ? 1 : 0;
      }
      // The more special ones come first; a later one has to take clearly more.
      if (taken * AS_MANY > most) {
        best = format;
        most = taken;
      }
    }
    return most > 0 && most >= MOST * objects.size() ? Optional.ofNullable(best) : Optional.empty();
  }

  private static boolean isRecord(
      LogFormat format, byte[] bytes, int from, int to, LogRecord record) {
    if (!format.match(bytes, from, to, record) || record.stampFrom() < 0) {
      return false;
    }
    boolean says =
        record.has(Role.MESSAGE)
            && (record.bytes(Role.MESSAGE) != bytes || record.from(Role.MESSAGE) != from);
    return record.has(Role.INNER)
        || (says
            && (record.severity() != Severity.UNKNOWN || WHERE.stream().anyMatch(record::has)));
  }

  /**
   * Whether an object says how bad it is, and the time in a way that the beginning of a log shows:
   * its layout is none of the declared ones.
   */
  public static boolean maySayTime(FormatLibrary library, byte[] bytes, int from, int to) {
    return library.formats().stream()
        .filter(format -> format.readsJson() && format.rank() == Rank.GENERAL)
        .anyMatch(format -> FieldFinder.isTimed(format, bytes, from, to));
  }

  /**
   * Whether some format takes a line and the time in it.
   *
   * @param line without its end
   */
  public static boolean takes(FormatLibrary library, byte[] line) {
    LogRecord record = new LogRecord();
    return library.formats().stream()
        .anyMatch(format -> format.match(line, 0, line.length, record) && record.stampFrom() >= 0);
  }
}
