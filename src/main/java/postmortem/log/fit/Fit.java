package postmortem.log.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * What the beginning of a file told about its records.
 *
 * @param format index of the format that takes most of them in the library, or -1
 * @param companions indices of further formats, each of which takes a share of the records that the
 *     first one does not: a line that one of them takes starts a record of its own
 * @param wraps what its lines wrap, where it is an envelope
 * @param twin index of the format that reads all its lines as well, day and month exchanged, and is
 *     one of the companions; -1 where there is none
 * @param inside indices of layouts that were found in what its lines wrap, for lines of which the
 *     declared formats tell less
 * @param dates how dates in figures are read in what its lines wrap
 * @param indent how many blanks are left out before each line, since nothing is read with them
 */
public record Fit(
    int format,
    List<Integer> companions,
    WrappedPrograms wraps,
    int twin,
    List<Integer> inside,
    InnerDates dates,
    int indent) {

  /** No format takes any line. */
  public static final Fit NONE = of(-1);

  public Fit {
    companions = List.copyOf(companions);
    inside = List.copyOf(inside);
  }

  /** Of a file in whose wrapped lines no layout was looked for. */
  public Fit(int format, List<Integer> companions, WrappedPrograms wraps, int twin) {
    this(format, companions, wraps, twin, List.of(), InnerDates.NONE, 0);
  }

  /** The same with layouts of what its lines wrap. */
  public Fit wrapping(List<Integer> layouts) {
    return new Fit(format, companions, wraps, twin, layouts, dates, indent);
  }

  /** The same where dates in figures are read that its lines wrap. */
  public Fit dating(InnerDates inner) {
    return new Fit(format, companions, wraps, twin, inside, inner, indent);
  }

  /** The same for lines that all stand behind so many blanks. */
  public Fit indented(int blanks) {
    return new Fit(format, companions, wraps, twin, inside, dates, blanks);
  }

  /** What is to be known to read a record again that a format took. */
  public Fit again(int taken) {
    return of(taken).wrapping(inside).dating(dates);
  }

  /** Everything that it names. */
  List<Integer> all() {
    List<Integer> all = new ArrayList<>(List.of(format));
    all.addAll(companions);
    all.addAll(inside);
    return all;
  }

  /** Whether the order of day and month in its dates is only assumed. */
  public boolean isOrderOpen() {
    return twin >= 0 || dates.assumed();
  }

  /** The same with the other order of day and month. */
  public Fit exchanged() {
    if (twin < 0) {
      return dating(dates.exchanged());
    }
    List<Integer> others = new ArrayList<>(companions);
    others.replaceAll(other -> other == twin ? format : other);
    return new Fit(/* format= */ twin, others, wraps, /* twin= */ format, inside, dates, indent);
  }

  /**
   * The same where this order is right by what is known besides the figures. The other one still
   * takes what this does not.
   */
  public Fit told() {
    return new Fit(format, companions, wraps, -1, inside, dates, indent);
  }

  /** The same where it turned out that only this order takes all lines. */
  public Fit decided() {
    List<Integer> others = companions.stream().filter(other -> other != twin).toList();
    return new Fit(format, others, wraps, -1, inside, dates.decided(), indent);
  }

  /** One format, and nothing else. */
  public static Fit of(int format) {
    return new Fit(format, List.of(), WrappedPrograms.NONE, -1);
  }
}
