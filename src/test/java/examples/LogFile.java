package examples;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of one text log, put in the order in which the program wrote them. */
final class LogFile {
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(Instant written, String text, @Nullable String mark) {}

  /** Adds a record; at equal instants the order of the calls stays. */
  void add(Instant written, String text) {
    entries.add(new Entry(written, text, null));
  }

  /** Adds a record whose line is asked for later. */
  void mark(Instant written, String text, String mark) {
    entries.add(new Entry(written, text, mark));
  }

  /** The whole file, and where its marked records begin. */
  Rendered render() {
    List<Entry> ordered = new ArrayList<>(entries);
    ordered.sort(Comparator.comparing(Entry::written));
    StringBuilder text = new StringBuilder(ordered.size() * 120);
    Map<String, Integer> lines = new HashMap<>();
    int line = 1;
    for (Entry entry : ordered) {
      if (entry.mark() != null) {
        lines.put(entry.mark(), line);
      }
      text.append(entry.text()).append('\n');
      line += 1 + (int) entry.text().chars().filter(c -> c == '\n').count();
    }
    return new Rendered(text.toString(), Map.copyOf(lines), line - 1);
  }

  /**
   * @param lines first line of each marked record, from 1
   * @param lineCount lines of the file
   */
  record Rendered(String text, Map<String, Integer> lines, int lineCount) {
    int lineOf(String mark) {
      Integer line = lines.get(mark);
      if (line == null) {
        throw new IllegalArgumentException("no record is marked " + mark);
      }
      return line;
    }
  }
}
