package postmortem.log;

import java.util.List;

/**
 * What the beginning of a file told about its records.
 *
 * @param format index of the format that takes most of them in the library, or -1
 * @param companions indices of further formats, each of which takes a share of the records that the
 *     first one does not: a line that one of them takes starts a record of its own
 */
record Fit(int format, List<Integer> companions) {

  /** No format takes any line. */
  static final Fit NONE = of(-1);

  Fit {
    companions = List.copyOf(companions);
  }

  /** One format, and nothing else. */
  static Fit of(int format) {
    return new Fit(format, List.of());
  }
}
