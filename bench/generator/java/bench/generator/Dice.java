package bench.generator;

/** SplitMix64 of Steele, Lea and Flood (OOPSLA 2014): small, fast, the same everywhere. */
final class Dice {
  private long state;

  Dice(long seed) {
    state = seed * 0x9e3779b97f4a7c15L + 1;
  }

  long bits() {
    state += 0x9e3779b97f4a7c15L;
    long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** From 0 to the bound, which is left out. */
  int below(int bound) {
    return (int) (((bits() >>> 32) * bound) >>> 32);
  }

  int between(int from, int to) {
    return from + below(to - from + 1);
  }

  byte[] of(byte[][] choices) {
    return choices[below(choices.length)];
  }
}
