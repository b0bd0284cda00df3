package postmortem.event.stamp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Turns the letters of a layout into a {@link StampProgram}, left to right. */
final class LayoutCompiler {

  private final String pattern;
  private final List<Integer> ops = new ArrayList<>();
  private final List<byte[]> literals = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;
  private boolean offset;
  private boolean year;
  private boolean day;
  private boolean hour;
  private boolean halfDayHour;
  private boolean halfDay;

  LayoutCompiler(String pattern) {
    this.pattern = pattern;
  }

  StampProgram program() {
    if (pattern.isEmpty()) {
      throw new StampLayoutException("a layout cannot be empty", 0);
    }
    part(-1);
    if (!day && !hour) {
      throw new StampLayoutException("a layout needs a day (dd) or an hour (HH)", 0);
    }
    if (halfDayHour != halfDay) {
      throw new StampLayoutException("an hour of 12 (hh) and AM or PM (a) belong together", 0);
    }
    return new StampProgram(
        ops.stream().mapToInt(Integer::intValue).toArray(), literals.toArray(new byte[0][]));
  }

  boolean hasOffset() {
    return offset;
  }

  private void part(int opened) {
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == ']') {
        if (opened < 0) {
          throw new StampLayoutException("a ] without its [; as text it is ']' in quotes", at);
        }
        flush();
        at++;
        return;
      }
      if (c == '[') {
        flush();
        int start = at++;
        add(StampProgram.OPTIONAL, 0);
        int length = ops.size() - 1;
        part(start);
        ops.set(length, ops.size() - length - 1);
      } else if (c == '\'') {
        quoted();
      } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_') {
        flush();
        letters(c);
      } else {
        literal.append(c);
        at++;
      }
    }
    if (opened >= 0) {
      throw new StampLayoutException("the [ is not closed", opened);
    }
    flush();
  }

  private void add(int op, int argument) {
    ops.add(op);
    ops.add(argument);
  }

  private void flush() {
    if (!literal.isEmpty()) {
      add(StampProgram.LITERAL, literals.size());
      literals.add(literal.toString().getBytes(StandardCharsets.UTF_8));
      literal.setLength(0);
    }
  }

  private void quoted() {
    int start = at++;
    boolean empty = true;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      if (c == '\'' && at < pattern.length() && pattern.charAt(at) == '\'' && !empty) {
        at++;
      } else if (c == '\'') {
        if (empty) {
          literal.append('\'');
        }
        return;
      }
      literal.append(c);
      empty = false;
    }
    throw new StampLayoutException("the quote is not closed", start);
  }

  private void letters(char first) {
    int start = at;
    char letter = first;
    boolean padded = first == '_';
    if (padded) {
      at++;
      letter = at < pattern.length() ? pattern.charAt(at) : ' ';
    }
    int count = 0;
    while (at < pattern.length() && pattern.charAt(at) == letter) {
      at++;
      count++;
    }
    if (padded && (count != 1 || "dHh".indexOf(letter) < 0)) {
      throw new StampLayoutException("padding with a space is for _d, _H and _h", start);
    }
    int digits = padded ? StampProgram.PADDED : count;
    switch (letter) {
      case 'y' -> {
        number(StampProgram.YEAR, count, start, 2, 4);
        year = true;
      }
      case 'M' -> {
        number(count <= 2 ? StampProgram.MONTH : StampProgram.MONTH_NAME, count, start, 1, 2, 3, 4);
      }
      case 'L' -> number(StampProgram.MONTH_WORD, count, start, 3);
      case 'd' -> {
        number(StampProgram.DAY, digits, start, 1, 2, StampProgram.PADDED);
        day = true;
      }
      case 'D' -> {
        if (!year) {
          throw new StampLayoutException("a day of the year (DDD) stands behind its year", start);
        }
        number(StampProgram.DAY_OF_YEAR, count, start, 3);
        day = true;
      }
      case 'H' -> {
        number(StampProgram.HOUR, digits, start, 1, 2, StampProgram.PADDED);
        hour = true;
      }
      case 'h' -> {
        number(StampProgram.HOUR, digits, start, 1, 2, StampProgram.PADDED);
        hour = true;
        halfDayHour = true;
      }
      case 'a' -> {
        number(StampProgram.HALF_DAY, count, start, 1);
        halfDay = true;
      }
      case 'm' -> number(StampProgram.MINUTE, count, start, 1, 2);
      case 's' -> number(StampProgram.SECOND, count, start, 1, 2);
      case 'S' -> number(StampProgram.FRACTION, count, start, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      case 'f' -> number(StampProgram.FRACTION_IF_ANY, count, start, 1);
      case 'n' -> number(StampProgram.MILLIS, count, start, 1);
      case 'X' -> {
        number(StampProgram.OFFSET, count, start, 1, 2, 3);
        offset = true;
      }
      case 'z' -> {
        number(StampProgram.ZONE_NAME, count, start, 1);
        offset = true;
      }
      case 'o' -> {
        number(StampProgram.OFFSET, count, start, 1, 2);
        ops.set(ops.size() - 1, count + Offsets.MINUTES - 1);
        offset = true;
      }
      case 't' -> number(StampProgram.ORDINAL, count, start, 1);
      case 'v' -> number(StampProgram.ZONE_WORDS, count, start, 1);
      case 'V' -> {
        number(StampProgram.REGION, count, start, 2);
        offset = true;
      }
      case 'E' -> number(StampProgram.WEEKDAY, count, start, 3, 4);
      case 'c' -> number(StampProgram.WEEKDAY_WORD, count, start, 3);
      default ->
          throw new StampLayoutException(
              "the letter " + letter + " means nothing here; as text it stands in quotes", start);
    }
  }

  private void number(int op, int count, int start, int... allowed) {
    for (int one : allowed) {
      if (one == count) {
        add(op, count);
        return;
      }
    }
    throw new StampLayoutException(
        pattern.substring(start, at) + " has no meaning with that many letters", start);
  }
}
