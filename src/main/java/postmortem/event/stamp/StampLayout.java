package postmortem.event.stamp;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * How a stamp is written, compiled to a parser of bytes. Immutable; safe for use by many threads.
 *
 * <p>A layout is one of the names {@code rfc3339} (date, {@code T} or space, time, any fraction,
 * {@code Z} or an offset), {@code epoch-s}, {@code epoch-ms}, {@code epoch-us}, {@code epoch-ns} (a
 * decimal count of that unit since 1970) and {@code epoch} (unit by size: below 1e11 seconds, below
 * 1e14 milliseconds, below 1e17 microseconds, else nanoseconds; at least 1e8), or a row of these
 * letters:
 *
 * <table>
 * <caption>Letters</caption>
 * <tr><td>{@code yyyy} {@code yy}</td><td>year; two digits are 1970 to 2069</td></tr>
 * <tr><td>{@code MM} {@code M} {@code MMM} {@code MMMM}</td><td>month: two digits, one or two, English short name, English name</td></tr>
 * <tr><td>{@code dd} {@code d} {@code _d}</td><td>day: two digits, one or two, padded with a space</td></tr>
 * <tr><td>{@code HH} {@code H} {@code _H}, {@code hh} {@code h} {@code _h} with {@code a}</td><td>hour of 24; of 12 with AM or PM</td></tr>
 * <tr><td>{@code mm} {@code ss}</td><td>minute, second; 60 is a leap second</td></tr>
 * <tr><td>{@code S} ...</td><td>fraction: exactly that many digits</td></tr>
 * <tr><td>{@code f}</td><td>fraction if there is one: point or comma, then any number of digits</td></tr>
 * <tr><td>{@code X} {@code XX} {@code XXX}</td><td>{@code Z}, or an offset: any form, {@code +hhmm}, {@code +hh:mm}</td></tr>
 * <tr><td>{@code z}</td><td>abbreviation of a zone, as its fixed offset</td></tr>
 * <tr><td>{@code EEE} {@code EEEE}</td><td>English day of the week: skipped</td></tr>
 * <tr><td>{@code [ ]}</td><td>the part between may be missing</td></tr>
 * <tr><td>{@code 'text'}</td><td>text as it is; {@code ''} is a quote; what is no letter needs no quotes</td></tr>
 * </table>
 */
public final class StampLayout {

  private static final Map<String, Integer> NAMED =
      Map.of(
          "rfc3339", StampProgram.RFC3339,
          "epoch", StampProgram.EPOCH,
          "epoch-s", StampProgram.EPOCH_S,
          "epoch-ms", StampProgram.EPOCH_MS,
          "epoch-us", StampProgram.EPOCH_US,
          "epoch-ns", StampProgram.EPOCH_NS);

  private final String pattern;
  private final StampProgram program;
  private final boolean offset;

  private StampLayout(String pattern, StampProgram program, boolean offset) {
    this.pattern = pattern;
    this.program = program;
    this.offset = offset;
  }

  /**
   * Compiles a layout.
   *
   * @throws StampLayoutException with the place of the mistake
   */
  public static StampLayout compile(String pattern) {
    Integer named = NAMED.get(pattern);
    if (named != null) {
      return new StampLayout(pattern, StampProgram.of(named), true);
    }
    LayoutCompiler compiler = new LayoutCompiler(pattern);
    return new StampLayout(pattern, compiler.program(), compiler.hasOffset());
  }

  /**
   * Reads a stamp that begins at {@code from}.
   *
   * @return where it ends, or -1 when there is none (then {@code out} is undefined)
   */
  public int parse(byte[] buf, int from, int to, Stamp out) {
    out.clear();
    int alike = program.alike();
    if (alike > 0 && out.recall(program, buf, from, to)) {
      return program.runOn(buf, from, to, out);
    }
    int end = program.run(buf, from, to, out);
    if (end < 0 || !out.settle()) {
      return -1;
    }
    if (alike > 0) {
      out.remember(program, buf, from, alike);
    }
    return end;
  }

  /** Adds the bytes that a stamp can begin with. */
  public void addFirsts(boolean[] firsts) {
    program.addFirsts(firsts);
  }

  /** Reads text that is nothing but a stamp; for what is not on a hot path. */
  public boolean parse(String text, Stamp out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parse(bytes, 0, bytes.length, out) == bytes.length;
  }

  /** The {@link Marks} that every stamp of this layout has: text that lacks one holds none. */
  public long marks() {
    return program.marks();
  }

  /** Whether stamps of this layout can say how they lie to UTC. */
  public boolean canHaveOffset() {
    return offset;
  }

  /** The layout as it was written. */
  @Override
  public String toString() {
    return pattern;
  }
}
