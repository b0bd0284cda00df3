package architecture.violation.cycle.postmortem.first;

import architecture.violation.cycle.postmortem.second.Back;

/** Uses {@link Back}, which uses it. */
public final class Forth {
  /** There. */
  public static Class<?> there() {
    return Back.class;
  }

  private Forth() {}
}
