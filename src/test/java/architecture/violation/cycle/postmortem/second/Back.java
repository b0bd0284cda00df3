package architecture.violation.cycle.postmortem.second;

import architecture.violation.cycle.postmortem.first.Forth;

/** Uses {@link Forth}, which uses it. */
public final class Back {
  /** There. */
  public static Class<?> there() {
    return Forth.class;
  }

  private Back() {}
}
