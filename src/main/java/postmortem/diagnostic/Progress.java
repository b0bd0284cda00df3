package postmortem.diagnostic;

/** Told how far a long piece of work is. Implementations are thread-safe and never fail. */
public interface Progress {

  /** Tells nobody. */
  Progress NONE = bytes -> {};

  /** That many more bytes of evidence are read. */
  void advance(long bytes);

  /** One line that must be seen while it is true, such as why nothing happens. */
  default void say(String line) {}
}
