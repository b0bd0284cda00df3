package postmortem.log;

import java.util.List;

/** Turns the finished summary of a stream into a handful of findings. */
final class Findings {

  private static final List<Finder> FINDERS =
      List.of(
          new FirstSights(),
          new ErrorRates(),
          new Silences(),
          new Restarts(),
          new SlowRequests(),
          new SchemaChanges());

  private Findings() {}

  /** What a reader should know of a stream; nothing of an empty one. */
  static List<Finding> of(LogSummary summary, Citer texts) {
    StreamView stream = new StreamView(summary, texts);
    return stream.isEmpty()
        ? List.of()
        : FINDERS.stream().flatMap(finder -> finder.find(stream).stream()).toList();
  }
}
