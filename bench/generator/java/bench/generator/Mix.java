package bench.generator;

import java.util.List;
import java.util.function.ToIntFunction;

/** Draws one of several things by weight, at the price of one look into a table. */
final class Mix {
  private static final int SLOTS = 1 << 16;

  private final short[] slots = new short[SLOTS];

  /** Everything gets a slot, however small its weight; what rounding leaves goes to the first. */
  <T> Mix(List<T> things, ToIntFunction<T> weight) {
    long total = things.stream().mapToLong(weight::applyAsInt).sum();
    int at = 0;
    for (int i = 0; i < things.size(); i++) {
      long most = SLOTS - at - (things.size() - i - 1L);
      long share = Math.max(1, weight.applyAsInt(things.get(i)) * (long) SLOTS / total);
      for (long n = Math.min(most, share); n > 0; n--) {
        slots[at++] = (short) i;
      }
    }
  }

  int draw(Dice dice) {
    return slots[dice.below(SLOTS)];
  }
}
