package postmortem.diagnostic;

/** Told how far a long piece of work is. Implementations are thread-safe and never fail. */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress NONE = bytes -> {};

  /**
   * How many bytes there are to read in all; -1 when that is not known, as of compressed files.
   * Told at most once, before the first {@link #advance}.
   */
  default void expect(long bytes) {}

  /** That many more bytes of evidence are read. */
  void advance(long bytes);

  /** One line that must be seen while it is true, such as why nothing happens. */
  default void say(String line) {}
}
