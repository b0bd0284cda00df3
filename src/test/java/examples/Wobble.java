package examples;

import java.util.SplittableRandom;

/** Seeded noise around a value. */
final class Wobble {
  private final SplittableRandom random;

  Wobble(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A value at most this share above or below. */
  double around(double value, double share) {
    return value * (1 + share * (2 * random.nextDouble() - 1));
  }
}
