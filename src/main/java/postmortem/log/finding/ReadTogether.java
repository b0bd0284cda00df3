package postmortem.log.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.StreamName;
import postmortem.log.summary.Sight;

/**
 * Logs that are counted as one: rotated files, replicas, the pods of a workload.
 *
 * @param logs in order of their names
 */
public record ReadTogether(List<Span> logs) {

  private static final int MINUTE = 60;

  /**
   * A log and when it was written.
   *
   * @param first its first record; null when it has none
   * @param last its last record; null when it has none
   */
  public record Span(String name, @Nullable Instant first, @Nullable Instant last) {}

  /**
   * Those of them that count: a statement about many must not be put down to one.
   *
   * @param names one name, or what many share, with {@code *} for what differs
   * @param count how many
   * @param streams how many without those that only go on with each other, or overlap: rotated
   *     files and exports of one log
   */
  record Counted(String names, int count, int streams) {}

  public ReadTogether {
    logs = List.copyOf(logs);
  }

  /** Those that were written in the minutes from one record to another; null is their end. */
  public Counted during(Sight from, @Nullable Sight until) {
    Instant begin = Instant.ofEpochSecond(Math.floorDiv(from.second(), MINUTE) * MINUTE);
    Instant end =
        until == null
            ? Instant.MAX
            : Instant.ofEpochSecond((Math.floorDiv(until.second(), MINUTE) + 1) * MINUTE);
    List<String> names = new ArrayList<>();
    for (Span log : logs) {
      if (log.first != null
          && log.last != null
          && log.first.isBefore(end)
          && !log.last.isBefore(begin)) {
        names.add(log.name);
      }
    }
    int streams = (int) names.stream().map(StreamName::of).distinct().count();
    return new Counted(shared(names), names.size(), streams);
  }

  /** What names share at their beginning and at their end; empty for none. */
  private static String shared(List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String first = names.get(0);
    int head = first.length();
    int tail = first.length();
    for (String name : names) {
      int most = Math.min(first.length(), name.length());
      int same = 0;
      while (same < most && first.charAt(same) == name.charAt(same)) {
        same++;
      }
      head = Math.min(head, same);
      same = 0;
      while (same < most
          && first.charAt(first.length() - 1 - same) == name.charAt(name.length() - 1 - same)) {
        same++;
      }
      tail = Math.min(tail, same);
    }
    int shortest = names.stream().mapToInt(String::length).min().orElse(0);
    tail = Math.min(tail, shortest - head);
    return names.stream().distinct().count() == 1
        ? first
        : first.substring(0, head) + "*" + first.substring(first.length() - tail);
  }
}
