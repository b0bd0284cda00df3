package postmortem.log.detection;

import java.util.ArrayList;
import java.util.List;
import postmortem.log.fit.Fit;
import postmortem.log.fit.WrappedPrograms;

/**
 * What the formats make of the sample.
 *
 * @param lines how many lines were looked at
 * @param candidates best first; without those that were given up
 * @param companions best first: what they take of that which the best does not
 * @param wraps see {@link Fit}
 * @param twin see {@link Fit}
 */
public record Detection(
    int lines,
    List<Trial.Candidate> candidates,
    List<Trial.Candidate> companions,
    WrappedPrograms wraps,
    int twin) {
  /** Index of the format in the library, or -1. */
  int format() {
    return candidates.isEmpty() ? -1 : candidates.get(0).format();
  }

  Fit fit() {
    List<Integer> others = new ArrayList<>();
    if (twin >= 0) {
      others.add(twin);
    }
    companions.forEach(companion -> others.add(companion.format()));
    return new Fit(format(), others, wraps, twin);
  }
}
