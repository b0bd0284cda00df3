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

  /** The value, or one step above or below it now and then. */
  double steps(double value, double step) {
    int draw = random.nextInt(10);
    return draw < 2 ? value - step : draw < 4 ? value + step : value;
  }
}
