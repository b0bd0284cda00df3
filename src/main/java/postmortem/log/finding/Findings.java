package postmortem.log.finding;

import java.util.ArrayList;
import java.util.List;
import postmortem.log.summary.Citer;
import postmortem.log.summary.LogSummary;

/** Turns the finished summary of a stream into a handful of findings. */
public final class Findings {

  private static final Finder RESTARTS = new Restarts();

  private static final List<Finder> FINDERS =
      List.of(
          new FirstSights(),
          new ErrorRates(),
          new RefusedRequests(),
          new Silences(),
          new SlowRequests(),
          new SchemaChanges(),
          new HostChanges());

  private Findings() {}

  /**
   * What a reader should know of the streams of one workload; nothing of empty ones. A process
   * starts by itself; what is new, and how much there is of it, only all of them tell: pods come
   * and go, and what a new one says first the others have said for long.
   *
   * @param replicas at least one; the first is merged with the others
   */
  public static List<Finding> of(List<LogSummary> replicas, Citer texts) {
    List<Finding> restarts = new ArrayList<>();
    for (LogSummary replica : replicas) {
      restarts.addAll(found(List.of(RESTARTS), new StreamView(replica, texts)));
    }
    LogSummary all = replicas.get(0);
    replicas.stream().skip(1).forEach(all::merge);
    List<Finding> found = new ArrayList<>(found(FINDERS, new StreamView(all, texts)));
    found.addAll(restarts);
    return found;
  }

  private static List<Finding> found(List<Finder> finders, StreamView stream) {
    return stream.isEmpty()
        ? List.of()
        : finders.stream().flatMap(finder -> finder.find(stream).stream()).toList();
  }
}
