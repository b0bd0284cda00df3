package postmortem.event.stamp;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postmortem.event.Precision;

/**
 * What a written stamp says, before it is an instant: calendar fields, or a count since 1970.
 * Mutable and reused: a {@link StampLayout} fills it, a {@link StampResolver} makes an instant of
 * it. Not thread-safe.
 */
public final class Stamp {

  /** A number that is not written in the stamp. */
  public static final int ABSENT = Integer.MIN_VALUE;

  private static final long UNKNOWN = Long.MIN_VALUE;

  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  int nano;
  int fractionDigits;
  int halfDay;
  int offset;
  boolean offsetUncertain;

  /** What a second word about the zone says in seconds, where it contradicts {@link #offset}. */
  int otherOffset;

  boolean epoch;
  boolean unitInferred;

  /** Whether the unit that was declared cannot be meant, so that the size told it. */
  boolean unitDoubted;

  long epochSecond;

  /** What {@link #localSecond} says when a year is written, once it was asked. */
  private long local = UNKNOWN;

  /** What was read last, by which program, up to which byte it was alike. */
  private final Memo memo = new Memo();

  /** An empty stamp, to be filled. */
  public Stamp() {
    clear();
  }

  void clear() {
    year = ABSENT;
    month = ABSENT;
    day = ABSENT;
    hour = ABSENT;
    minute = ABSENT;
    second = ABSENT;
    nano = 0;
    fractionDigits = 0;
    halfDay = ABSENT;
    offset = ABSENT;
    offsetUncertain = false;
    otherOffset = ABSENT;
    unitDoubted = false;
    epoch = false;
    unitInferred = false;
    epochSecond = 0;
    local = UNKNOWN;
  }

  /**
   * The beginning of the stamp that was read last. Lines in a row mostly share the second, and so
   * all that stands before its fraction.
   */
  private static final class Memo {
    private final byte[] text = new byte[MOST_REMEMBERED];
    private @Nullable StampProgram program;
    private int length;
    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private long local;
  }

  /** The longest beginning that is remembered. */
  static final int MOST_REMEMBERED = 32;

  /** Takes over what the last stamp of that program began with, if this one begins alike. */
  boolean recall(StampProgram program, byte[] buf, int from, int to) {
    Memo last = memo;
    if (last.program != program
        || to - from < last.length
        || !Arrays.equals(buf, from, from + last.length, last.text, 0, last.length)) {
      return false;
    }
    year = last.year;
    month = last.month;
    day = last.day;
    hour = last.hour;
    minute = last.minute;
    second = last.second;
    local = last.local;
    return true;
  }

  /** Remembers the first bytes of a stamp that was read and is settled. */
  void remember(StampProgram program, byte[] buf, int from, int length) {
    memo.program = program;
    memo.length = length;
    System.arraycopy(buf, from, memo.text, 0, length);
    memo.year = year;
    memo.month = month;
    memo.day = day;
    memo.hour = hour;
    memo.minute = minute;
    memo.second = second;
    memo.local = year == ABSENT ? UNKNOWN : localSecond(year);
  }

  /** Takes over everything that another stamp says. */
  public void set(Stamp other) {
    year = other.year;
    month = other.month;
    day = other.day;
    hour = other.hour;
    minute = other.minute;
    second = other.second;
    nano = other.nano;
    fractionDigits = other.fractionDigits;
    halfDay = other.halfDay;
    offset = other.offset;
    offsetUncertain = other.offsetUncertain;
    otherOffset = other.otherOffset;
    unitDoubted = other.unitDoubted;
    epoch = other.epoch;
    unitInferred = other.unitInferred;
    epochSecond = other.epochSecond;
    local = UNKNOWN;
  }

  /** Whether it counts from 1970; then there are no calendar fields. */
  public boolean isEpoch() {
    return epoch;
  }

  /** Whether the unit of the count was told by its size. */
  public boolean isUnitInferred() {
    return unitInferred;
  }

  /** Whether the count cannot be in the unit that was declared, so that its size told it. */
  public boolean isUnitDoubted() {
    return unitDoubted;
  }

  /** Whether it says two zones that lie apart: an offset, and behind it another zone's name. */
  public boolean isZoneDisputed() {
    return otherOffset != ABSENT;
  }

  /** Notes another offset, in seconds, that is said of it; the same one says nothing new. */
  public void alsoSays(int seconds) {
    otherOffset = seconds == offset ? ABSENT : seconds;
  }

  /** Whether a year is written, or none is needed. */
  public boolean hasYear() {
    return epoch || year != ABSENT;
  }

  /** Whether month and day are written, or none are needed. */
  public boolean hasDate() {
    return epoch || month != ABSENT;
  }

  /** Whether it says how it lies to UTC: an offset, {@code Z}, a zone's name, a count from 1970. */
  public boolean hasOffset() {
    return epoch || offset != ABSENT;
  }

  /** Seconds east of UTC, or {@link #ABSENT}. */
  public int offsetSeconds() {
    return epoch ? 0 : offset;
  }

  /** The year, or {@link #ABSENT}. */
  public int year() {
    return year;
  }

  /** Sets the date that something else says: a line before it, the name of the file. */
  public void date(int newYear, int newMonth, int newDay) {
    year = newYear;
    month = newMonth;
    day = newDay;
    local = UNKNOWN;
  }

  /** Moves a time before noon, which is written without AM or PM, to behind it. */
  public void afternoon() {
    if (hour != ABSENT && hour < 12) {
      hour += 12;
      local = UNKNOWN;
    }
  }

  /** Says which half of the day the hour is in; false where a clock of twelve has no such hour. */
  boolean half(boolean afternoon) {
    if (hour < 1 || hour > 12) {
      return false;
    }
    hour = hour % 12 + (afternoon ? 12 : 0);
    local = UNKNOWN;
    return true;
  }

  /** Moves the noon of a clock of twelve hours, written without AM or PM, to midnight. */
  public void midnight() {
    if (hour == 12) {
      hour = 0;
      local = UNKNOWN;
    }
  }

  /** Takes nanoseconds that stand elsewhere, if it counts whole seconds; else it says enough. */
  public void fraction(int nanos) {
    if (epoch && fractionDigits == 0 && nanos >= 0 && nanos < 1_000_000_000) {
      nano = nanos;
      fractionDigits = 9;
    }
  }

  /** Nanoseconds of the second. */
  public int nano() {
    return nano;
  }

  /** The smallest unit that is written. */
  public Precision precision() {
    if (epoch) {
      return Precision.ofFractionDigits(fractionDigits);
    }
    if (hour == ABSENT) {
      return Precision.DAY;
    }
    return second == ABSENT ? Precision.MINUTE : Precision.ofFractionDigits(fractionDigits);
  }

  /**
   * Seconds since 1970 of the written fields as if they were in UTC. A missing year is {@code
   * otherwise}; missing month and day are 1 January. A leap second (:60) counts as the second after
   * :59.
   */
  public long localSecond(int otherwise) {
    if (epoch) {
      return epochSecond;
    }
    if (year == ABSENT) {
      return localSecondOf(otherwise);
    }
    if (local == UNKNOWN) {
      local = localSecondOf(year);
    }
    return local;
  }

  private long localSecondOf(int y) {
    int m = month == ABSENT ? 1 : month;
    int d = day == ABSENT ? 1 : day;
    return epochDay(y, m, d) * 86_400L + secondOfDay();
  }

  /** Seconds since midnight as written; what is missing is 0. */
  int secondOfDay() {
    return (hour == ABSENT ? 0 : hour) * 3600
        + (minute == ABSENT ? 0 : minute) * 60
        + (second == ABSENT ? 0 : second);
  }

  /** Time since midnight as written, with its fraction. */
  public Duration timeOfDay() {
    return Duration.ofSeconds(secondOfDay(), nano);
  }

  /**
   * Days since 1970 of a date in the Gregorian calendar, by counting years from March so that the
   * leap day is the last of its year.
   */
  static long epochDay(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468L;
  }

  static boolean isLeap(int year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  static int daysOf(int year, int month) {
    if (month == 2) {
      return year == ABSENT || isLeap(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /** Whether the fields make a date and a time; settles the half of the day. */
  boolean settle() {
    if (epoch) {
      return true;
    }
    if (month != ABSENT || day != ABSENT) {
      if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
        return false;
      }
    } else if (year != ABSENT) {
      return false;
    }
    if (hour == ABSENT) {
      return month != ABSENT && minute == ABSENT && second == ABSENT;
    }
    if (halfDay != ABSENT) {
      if (hour < 1 || hour > 12) {
        return false;
      }
      hour = hour % 12 + halfDay;
      halfDay = ABSENT;
    }
    return hour <= 23 && minute != ABSENT && minute <= 59 && (second == ABSENT || second <= 60);
  }
}
