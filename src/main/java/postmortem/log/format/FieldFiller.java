package postmortem.log.format;

import java.util.List;
import postmortem.event.Severity;

/** Makes a record's pieces of its fields. Immutable; allocates nothing. */
final class FieldFiller {

  private static final int HIGHEST_PRIORITY = 191;

  private final int[][] roles = new int[Role.COUNT][];

  /** The roles that a record may have, as bits. */
  private final int possible;

  private final int[] level;
  private final int[] status;
  private final int[] duration;
  private final int[][] signature;
  private final LevelTable levels;
  private final Severity otherwise;
  private final boolean levelFromStatus;
  private final boolean levelFromPriority;
  private final double microsPerUnit;

  FieldFiller(FieldRoles declared) {
    int some = 1 << Role.MESSAGE.slot;
    for (Role role : Role.values()) {
      roles[role.slot] = array(declared.roles().getOrDefault(role, List.of()));
      some |= roles[role.slot].length > 0 ? 1 << role.slot : 0;
    }
    possible = some;
    level = array(declared.level());
    status = array(declared.status());
    duration = array(declared.duration());
    signature = declared.signature().stream().map(FieldFiller::array).toArray(int[][]::new);
    levels = declared.levels();
    otherwise = declared.otherwise();
    levelFromStatus = declared.levelFromStatus();
    levelFromPriority = declared.levelFromPriority();
    microsPerUnit = declared.nanosPerUnit() / 1000.0;
  }

  static int[] array(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int first(int[] candidates, LogRecord record) {
    for (int field : candidates) {
      if (record.fieldFrom[field] >= 0) {
        return field;
      }
    }
    return -1;
  }

  /** The roles for which it is worth asking {@link #find}, as bits of their slots. */
  int possible() {
    return possible;
  }

  /** Whether a field of the record holds that piece. */
  boolean finds(Role role, LogRecord record) {
    return first(roles[role.slot], record) >= 0;
  }

  /** Finds a piece of a record whose line lies from {@code start} to {@code end}. */
  void find(Role role, int start, int end, LogRecord record) {
    int field = first(roles[role.slot], record);
    if (field < 0) {
      if (role == Role.MESSAGE) {
        record.set(role, start, end);
      }
    } else if (record.fieldEscaped[field]) {
      record.setUnescaped(role, record.fieldFrom[field], record.fieldTo[field]);
    } else {
      record.set(role, record.fieldFrom[field], record.fieldTo[field]);
    }
  }

  void fill(byte[] buf, int start, int end, LogRecord record) {
    record.fillWith(this, start, end);
    int statusField = first(status, record);
    if (statusField >= 0) {
      record.status = status(buf, record.fieldFrom[statusField], record.fieldTo[statusField]);
    }
    int durationField = first(duration, record);
    if (durationField >= 0) {
      record.durationMicros =
          micros(buf, record.fieldFrom[durationField], record.fieldTo[durationField]);
    }
    for (int[] part : signature) {
      int field = first(part, record);
      if (field >= 0) {
        int from = record.fieldFrom[field];
        record.addSignaturePart(from, withoutQuery(buf, from, record.fieldTo[field]));
      }
    }
    record.severity = severity(buf, record);
  }

  private Severity severity(byte[] buf, LogRecord record) {
    for (int field : level) {
      int from = record.fieldFrom[field];
      if (from >= 0) {
        Severity found = levels.find(buf, from, record.fieldTo[field]);
        if (found != Severity.UNKNOWN) {
          return found;
        }
      }
    }
    if (levelFromStatus && record.status > 0) {
      return record.status >= 500
          ? Severity.ERROR
          : record.status >= 400 ? Severity.WARNING : Severity.INFO;
    }
    if (levelFromPriority) {
      Severity found = priority(buf, record);
      if (found != Severity.UNKNOWN) {
        return found;
      }
    }
    return otherwise;
  }

  /**
   * The lowest three bits of the number in the level's field: 0 emergency to 7 debug. Larger
   * numbers than RFC 5424 (6.2.1) knows are something else.
   */
  private Severity priority(byte[] buf, LogRecord record) {
    int field = first(level, record);
    if (field < 0) {
      return Severity.UNKNOWN;
    }
    int digits = record.fieldTo[field] - record.fieldFrom[field];
    int number = 0;
    for (int i = record.fieldFrom[field]; i < record.fieldTo[field]; i++) {
      number = number * 10 + (buf[i] - '0');
    }
    if (number < 0 || number > HIGHEST_PRIORITY || digits > 3) {
      return Severity.UNKNOWN;
    }
    return switch (number & 7) {
      case 0, 1, 2 -> Severity.CRITICAL;
      case 3 -> Severity.ERROR;
      case 4 -> Severity.WARNING;
      case 5 -> Severity.NOTICE;
      case 6 -> Severity.INFO;
      default -> Severity.DEBUG;
    };
  }

  /** What stands behind the question mark is the caller's data: it would split one signature. */
  private static int withoutQuery(byte[] buf, int from, int to) {
    return ByteSearch.indexOf(buf, from, to, (byte) '?');
  }

  private static int status(byte[] buf, int from, int to) {
    if (to - from != 3) {
      return 0;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = buf[i] - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private long micros(byte[] buf, int from, int to) {
    long digits = 0;
    double scale = 1;
    boolean fraction = false;
    int at = from;
    for (; at < to; at++) {
      byte b = buf[at];
      if (b >= '0' && b <= '9') {
        if (digits > Long.MAX_VALUE / 20) {
          return LogRecord.NO_DURATION;
        }
        digits = digits * 10 + (b - '0');
        scale = fraction ? scale * 10 : scale;
      } else if (b == '.' && !fraction) {
        fraction = true;
      } else {
        return LogRecord.NO_DURATION;
      }
    }
    return at == from || (at == from + 1 && fraction)
        ? LogRecord.NO_DURATION
        : Math.round(digits / scale * microsPerUnit);
  }
}
