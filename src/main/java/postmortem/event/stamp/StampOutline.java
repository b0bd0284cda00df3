package postmortem.event.stamp;

import static postmortem.event.stamp.Outline.BLANK;
import static postmortem.event.stamp.Outline.COLON;
import static postmortem.event.stamp.Outline.COMMA;
import static postmortem.event.stamp.Outline.DASH;
import static postmortem.event.stamp.Outline.DIGIT;
import static postmortem.event.stamp.Outline.LETTER;
import static postmortem.event.stamp.Outline.OTHER;
import static postmortem.event.stamp.Outline.POINT;

/**
 * Tells by the outline of a line where a stamp may end that begins somewhere in it. It knows the
 * kinds of bytes only, so it may find ends where no stamp is, but misses none. Places are bits;
 * that of {@link Outline#length} stands for all beyond.
 */
final class StampOutline {

  private static final int DIGITS = Outline.any(DIGIT);
  private static final int LETTERS = Outline.any(LETTER);
  private static final int LONGEST_ZONE = 4;
  private static final int SHORT_NAME = 3;

  /** Bytes of the name of a month in any language: {@code septiembre}. */
  private static final int LONGEST_MONTH = 10;

  /** Bytes of the name of a day in any language, and a point: {@code segunda-feira}. */
  private static final int LONGEST_WEEKDAY = 14;

  private static final int SHORTEST_WEEKDAY = 2;

  /** Digits of the day before the seconds. */
  private static final int JULIAN_DAYS = 5;

  /** The date and the time of RFC 3339, a letter or a space between. */
  private static final int[] RFC3339 = {
    DIGIT, DIGIT, DIGIT, DIGIT, DASH, DIGIT, DIGIT, DASH, DIGIT, DIGIT, -1, DIGIT, DIGIT, COLON,
    DIGIT, DIGIT, COLON, DIGIT, DIGIT
  };

  private final int[] code;
  private final byte[][] literals;
  private final Outline outline;

  /** How much of the line is known. */
  private final int length;

  StampOutline(int[] code, byte[][] literals, Outline outline) {
    this.code = code;
    this.literals = literals;
    this.outline = outline;
    this.length = outline.length();
  }

  /** Where a stamp may end that begins at a place, together with what may belong to it. */
  int ends(int from) {
    int ends = steps(0, code.length, 1 << from);
    if (isEpoch()) {
      return ends;
    }
    int all = ends;
    for (int at = 0; at < length; at++) {
      if ((ends >>> at & 1) != 0 && mayGoOn(at)) {
        all |= Outline.places(at, length);
      }
    }
    return all;
  }

  /** Whether AM, PM, an offset or a region may stand behind, see {@link StampLayout#rest}. */
  private boolean mayGoOn(int at) {
    int next = is(at, BLANK) ? at + 1 : at;
    return next + 1 >= length
        || (next == at && is(at, OTHER) && is(at + 1, LETTER))
        || (is(next, LETTER) && (is(next + 1, LETTER) || is(next + 1, POINT)))
        || (is(next, OTHER) && is(next + 1, OTHER))
        || (next > at && (is(next, DASH) || is(next, OTHER)) && is(next + 1, DIGIT));
  }

  /** Whether it counts from 1970: nothing behind such a number belongs to it. */
  private boolean isEpoch() {
    return switch (code[0]) {
      case StampProgram.EPOCH, StampProgram.EPOCH_S, StampProgram.EPOCH_MS -> true;
      case StampProgram.EPOCH_US, StampProgram.EPOCH_NS, StampProgram.EPOCH_HEX -> true;
      default -> false;
    };
  }

  private int steps(int start, int end, int from) {
    int places = from;
    for (int pc = start; pc < end && places != 0; pc += 2) {
      int argument = code[pc + 1];
      if (code[pc] == StampProgram.OPTIONAL) {
        places |= steps(pc + 2, pc + 2 + argument, places);
        pc += argument;
      } else {
        int next = places & 1 << length;
        for (int at = 0; at < length; at++) {
          if ((places >>> at & 1) != 0) {
            next |= step(code[pc], argument, at);
          }
        }
        places = next;
      }
    }
    return places;
  }

  private int step(int op, int argument, int at) {
    return switch (op) {
      case StampProgram.LITERAL -> place(outline.behind(at, literals[argument]));
      case StampProgram.YEAR, StampProgram.FRACTION, StampProgram.DAY_OF_YEAR ->
          digits(at, argument);
      case StampProgram.MILLIS -> digits(at, 1) | digits(at, 2) | digits(at, 3);
      case StampProgram.MONTH_NAME, StampProgram.WEEKDAY -> name(at, argument == 4);
      case StampProgram.MONTH_WORD -> is(at, LETTER) ? monthWord(at) : 0;
      case StampProgram.WEEKDAY_WORD -> is(at, LETTER) ? weekday(at) : 0;
      case StampProgram.FRACTION_IF_ANY -> 1 << at | (isPoint(at) ? number(at + 1) : 0);
      case StampProgram.OFFSET -> offset(at);
      case StampProgram.ZONE_NAME -> zone(at);
      case StampProgram.ORDINAL -> is(at, LETTER) ? place(at + 2) : 0;
      case StampProgram.HALF_DAY -> is(at, LETTER) ? halfDay(at) : 0;
      case StampProgram.ZONE_WORDS -> Outline.places(at, length);
      case StampProgram.RFC3339 -> rfc3339(at);
      case StampProgram.EPOCH, StampProgram.EPOCH_S, StampProgram.EPOCH_MS -> epoch(at);
      case StampProgram.EPOCH_US, StampProgram.EPOCH_NS -> epoch(at);
      case StampProgram.REGION -> is(at, LETTER) ? Outline.places(at, length) : 0;
      case StampProgram.TAI64N -> is(at, OTHER) ? place(at + OtherCount.TAI64N_LENGTH) : 0;
      case StampProgram.EPOCH_HEX ->
          is(at, DIGIT)
              ? place(at + OtherCount.HEX_LENGTH) | place(at + OtherCount.HEX_NANOS_LENGTH)
              : 0;
      case StampProgram.JULIAN_DAY -> digits(at, JULIAN_DAYS) != 0 ? Outline.places(at, length) : 0;
      default -> oneOrTwo(at, argument);
    };
  }

  private boolean is(int at, int kind) {
    return outline.kind(at) == kind;
  }

  /** Whether a decimal point or comma stands there. */
  private boolean isPoint(int at) {
    return is(at, POINT) || is(at, COMMA);
  }

  private int place(int at) {
    return at < 0 ? 0 : 1 << Math.min(at, length);
  }

  private int digits(int at, int count) {
    int end = Math.min(length, at + count);
    return outline.run(at, DIGITS) >= end ? place(end) : 0;
  }

  /** Digits as far as they go. */
  private int number(int at) {
    int end = at < length ? outline.run(at, DIGITS) : length;
    return end > at || end == length ? place(end) : 0;
  }

  private int oneOrTwo(int at, int count) {
    if (count == StampProgram.PADDED && is(at, BLANK)) {
      return digits(Math.min(at + 1, length), 1);
    }
    return count == 1 ? digits(at, 1) | digits(at, 2) : digits(at, 2);
  }

  private int name(int at, boolean whole) {
    int end = outline.run(at, LETTERS);
    if (end < Math.min(length, at + SHORT_NAME)) {
      return 0;
    }
    return whole && end > at + SHORT_NAME
        ? Outline.places(at + SHORT_NAME - 1, end)
        : place(at + SHORT_NAME);
  }

  /** A name that may have other letters than those of ASCII, and a point behind it. */
  private int monthWord(int at) {
    return at + SHORT_NAME >= length
        ? place(length)
        : Outline.places(at + SHORT_NAME - 1, Math.min(length, at + LONGEST_MONTH));
  }

  private int weekday(int at) {
    return at + SHORTEST_WEEKDAY >= length
        ? place(length)
        : Outline.places(at + SHORTEST_WEEKDAY - 1, Math.min(length, at + LONGEST_WEEKDAY));
  }

  /** Two letters, or letters with points and perhaps a blank between. */
  private int halfDay(int at) {
    return at + 1 >= length || is(at + 1, POINT) ? Outline.places(at, length) : place(at + 2);
  }

  private int offset(int at) {
    if (is(at, LETTER)) {
      return place(at + 1);
    }
    return is(at, DASH) || is(at, OTHER) ? Outline.places(at, length) : 0;
  }

  private int zone(int at) {
    int end = outline.run(at, LETTERS);
    if (end == at || end > at + LONGEST_ZONE) {
      return 0;
    }
    boolean ahead = end < length && (is(end, DASH) || is(end, OTHER));
    return place(end) | (ahead ? Outline.places(end, length) : 0);
  }

  private int rfc3339(int from) {
    for (int i = 0; i < RFC3339.length && from + i < length; i++) {
      int wanted = RFC3339[i];
      if (wanted >= 0 ? !is(from + i, wanted) : !is(from + i, LETTER) && !is(from + i, BLANK)) {
        return 0;
      }
    }
    int second = from + RFC3339.length;
    if (second >= length) {
      return place(length);
    }
    int zone = isPoint(second) ? outline.run(second + 1, DIGITS) : second;
    return zone < length ? offset(zone) : place(length);
  }

  private int epoch(int from) {
    int at = is(from, DASH) ? from + 1 : from;
    int places = number(at);
    int end = outline.run(at, DIGITS);
    if (places == 0 || end >= length || !isPoint(end)) {
      return places;
    }
    int fraction = outline.run(end + 1, DIGITS);
    boolean exponent = fraction < length && is(fraction, LETTER);
    return places | number(end + 1) | (exponent ? Outline.places(fraction, length) : 0);
  }
}
