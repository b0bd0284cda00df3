package postmortem.log;

import java.util.ArrayList;
import java.util.List;

/**
 * What the beginning of a file told about its records.
 *
 * @param format index of the format that takes most of them in the library, or -1
 * @param companions indices of further formats, each of which takes a share of the records that the
 *     first one does not: a line that one of them takes starts a record of its own
 * @param wrapsRecords whether it is an envelope, and some format takes a share of what it wraps
 * @param twin index of the format that reads all its lines as well, day and month exchanged, and is
 *     one of the companions; -1 where there is none
 */
record Fit(int format, List<Integer> companions, boolean wrapsRecords, int twin) {

  /** No format takes any line. */
  static final Fit NONE = of(-1);

  Fit {
    companions = List.copyOf(companions);
  }

  /** The same with its twin in its place. */
  Fit exchanged() {
    List<Integer> others = new ArrayList<>(companions);
    others.replaceAll(other -> other == twin ? format : other);
    return new Fit(/* format= */ twin, others, wrapsRecords, /* twin= */ format);
  }

  /** The same where it turned out that the twin does not read all lines. */
  Fit decided() {
    List<Integer> others = companions.stream().filter(other -> other != twin).toList();
    return new Fit(format, others, wrapsRecords, -1);
  }

  /** One format, and nothing else. */
  static Fit of(int format) {
    return new Fit(format, List.of(), false, -1);
  }
}
