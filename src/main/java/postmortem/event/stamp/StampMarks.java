package postmortem.event.stamp;

import static postmortem.event.stamp.StampProgram.DAY;
import static postmortem.event.stamp.StampProgram.DAY_OF_YEAR;
import static postmortem.event.stamp.StampProgram.EPOCH;
import static postmortem.event.stamp.StampProgram.EPOCH_HEX;
import static postmortem.event.stamp.StampProgram.EPOCH_MS;
import static postmortem.event.stamp.StampProgram.EPOCH_NS;
import static postmortem.event.stamp.StampProgram.EPOCH_S;
import static postmortem.event.stamp.StampProgram.EPOCH_US;
import static postmortem.event.stamp.StampProgram.FRACTION;
import static postmortem.event.stamp.StampProgram.HOUR;
import static postmortem.event.stamp.StampProgram.JULIAN_DAY;
import static postmortem.event.stamp.StampProgram.LITERAL;
import static postmortem.event.stamp.StampProgram.MILLIS;
import static postmortem.event.stamp.StampProgram.MINUTE;
import static postmortem.event.stamp.StampProgram.MONTH;
import static postmortem.event.stamp.StampProgram.OPTIONAL;
import static postmortem.event.stamp.StampProgram.REGION;
import static postmortem.event.stamp.StampProgram.RFC3339;
import static postmortem.event.stamp.StampProgram.SECOND;
import static postmortem.event.stamp.StampProgram.TAI64N;
import static postmortem.event.stamp.StampProgram.YEAR;

/** Tells which {@link Marks} every stamp of a layout has. */
final class StampMarks {

  private static final byte[] RFC3339_BYTES = {'0', '-', ':'};

  private final int[] code;
  private final byte[][] literals;

  private StampMarks(int[] code, byte[][] literals) {
    this.code = code;
    this.literals = literals;
  }

  /** Those of the stamps that a program reads. */
  static long of(int[] code, byte[][] literals) {
    return new StampMarks(code, literals).all();
  }

  private long all() {
    if (code[0] == RFC3339) {
      return Marks.of(RFC3339_BYTES) | Marks.CLOCK | Marks.SECONDS;
    }
    long marks = 0;
    for (int pc = 0; pc < code.length; pc += 2) {
      switch (code[pc]) {
        case OPTIONAL -> pc += code[pc + 1];
        case LITERAL -> marks |= Marks.of(literals[code[pc + 1]]);
        case YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, FRACTION, MILLIS, DAY_OF_YEAR ->
            marks |= Marks.of((byte) '0');
        case EPOCH, EPOCH_S, EPOCH_MS, EPOCH_US, EPOCH_NS, EPOCH_HEX, JULIAN_DAY ->
            marks |= Marks.of((byte) '0');
        case TAI64N -> marks |= Marks.of((byte) '@');
        case REGION -> marks |= Marks.of((byte) '/');
        default -> {
          // Words, and what may be missing.
        }
      }
      if (follows(pc, HOUR, MINUTE) || follows(pc, MINUTE, SECOND)) {
        marks |= Marks.CLOCK;
        if (follows(pc, HOUR, MINUTE) && follows(pc + 4, MINUTE, SECOND)) {
          marks |= Marks.SECONDS;
        }
      }
    }
    return marks;
  }

  /** Whether one number stands there, then a colon, then another number of two digits. */
  private boolean follows(int pc, int one, int other) {
    return pc + 4 < code.length
        && code[pc] == one
        && code[pc + 2] == LITERAL
        && literals[code[pc + 3]].length == 1
        && literals[code[pc + 3]][0] == ':'
        && code[pc + 4] == other
        && code[pc + 5] == 2;
  }
}
