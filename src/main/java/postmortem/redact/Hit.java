package postmortem.redact;

import java.util.Comparator;

/**
 * A secret in a text.
 *
 * @param start of the secret
 * @param end behind it
 * @param from where what led to it starts: a key, a scheme; not behind {@code start}
 * @param rule whose it is
 */
record Hit(int start, int end, int from, Rule rule) {

  /**
   * Which of two hits on the same characters gives the name: the longer, else the narrower rule.
   */
  static final Comparator<Hit> NAMING =
      Comparator.comparingInt((Hit hit) -> hit.start() - hit.end())
          .thenComparing(hit -> hit.rule().generic())
          .thenComparing(hit -> hit.rule().name());

  boolean overlaps(Hit other) {
    return start < other.end && other.start < end;
  }

  /** Both as one. */
  Hit with(Hit other) {
    Rule named = NAMING.compare(this, other) <= 0 ? rule : other.rule;
    return new Hit(
        Math.min(start, other.start), Math.max(end, other.end), Math.min(from, other.from), named);
  }
}
