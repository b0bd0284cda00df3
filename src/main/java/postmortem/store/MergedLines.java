package postmortem.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.action.Field;
import postmortem.action.HistoryEntry;
import postmortem.action.HistoryEntry.What;
import postmortem.action.Snapshot;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.diagnostic.DiagnosticException;

/**
 * An item that two branches changed, as a merge of Git leaves it: with both sides of the history,
 * and with both values of keys that stand beside each other. The history tells which of two values
 * came from the other. Where both sides changed one thing nothing is guessed: the text stays as Git
 * left it, and is refused when it is read.
 */
final class MergedLines {

  private static final Pattern KEY = Pattern.compile("([a-z][a-z-]*):(?:\\s.*)?");
  private static final String HISTORY = "history";
  private static final String POLICY = "deadline-policy";

  private MergedLines() {}

  /** The text with one value of each key; the same text when there is nothing to settle. */
  static String settled(String file, String text) {
    String union = union(text);
    Map<String, List<Integer>> places = places(union.lines().toList());
    boolean twice = places.values().stream().anyMatch(lines -> lines.size() > 1);
    if (!twice && union.equals(text)) {
      return text;
    }
    try {
      return withoutOldValues(file, union, places).filter(t -> isWhole(file, t)).orElse(text);
    } catch (DiagnosticException e) {
      // The whole file is about to be read: that says what is wrong with it, and where.
      return text;
    }
  }

  /** Whether the file says what its history says: else a value was lost that nobody took away. */
  private static boolean isWhole(String file, String text) {
    return Snapshot.unrecorded(ActionItemFile.read(file, text)).isEmpty();
  }

  /** Both sides of every conflict, one after the other. */
  private static String union(String text) {
    if (!text.contains("<<<<<<< ")) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    boolean base = false;
    for (String line : text.split("(?<=\n)", -1)) {
      if (line.startsWith("<<<<<<< ") || line.startsWith(">>>>>>> ")) {
        continue;
      }
      if (line.startsWith("||||||| ") || line.strip().equals("=======")) {
        base = line.startsWith("|");
        continue;
      }
      if (!base) {
        out.append(line);
      }
    }
    return out.toString();
  }

  /** The lines that begin each key. */
  private static Map<String, List<Integer>> places(List<String> lines) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher key = KEY.matcher(lines.get(i));
      if (key.matches()) {
        places
            .computeIfAbsent(Objects.requireNonNull(key.group(1)), name -> new ArrayList<>())
            .add(i);
      }
    }
    return places;
  }

  /** Empty when it cannot be told which values are old. */
  private static Optional<String> withoutOldValues(
      String file, String text, Map<String, List<Integer>> places) {
    List<String> lines = text.lines().toList();
    List<Integer> histories = places.getOrDefault(HISTORY, List.of());
    if (histories.size() != 1) {
      return Optional.empty();
    }
    String told = block(lines, histories.get(0));
    List<HistoryEntry> history = fields(file, told).list(HISTORY, ActionItemFile::entry);
    Set<Integer> old = new TreeSet<>();
    for (Map.Entry<String, List<Integer>> entry : places.entrySet()) {
      String key = entry.getKey();
      if (entry.getValue().size() > 1 && !key.equals(POLICY)) {
        Integer kept = newest(file, lines, key, entry.getValue(), history);
        if (kept == null) {
          return Optional.empty();
        }
        entry.getValue().stream().filter(i -> !i.equals(kept)).forEach(old::add);
      }
    }
    // What set a deadline stands below it.
    List<Integer> policies = places.getOrDefault(POLICY, List.of());
    List<Integer> kept = policies.stream().filter(i -> !old.contains(i - 1)).toList();
    if (policies.size() > 1 && kept.size() != 1) {
      return Optional.empty();
    }
    policies.stream().filter(i -> !kept.contains(i)).forEach(old::add);
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    StringBuilder out = new StringBuilder();
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < lines.size(); i++) {
      // An entry that both sides have, because one of them had it from the other.
      boolean again =
          i > histories.get(0) && lines.get(i).contains("{at:") && !seen.add(lines.get(i));
      if (!old.contains(i) && !again) {
        out.append(lines.get(i)).append(end);
      }
    }
    return Optional.of(out.toString());
  }

  /** The key of a line and the lines that belong to it. */
  private static String block(List<String> lines, int begin) {
    int end = begin + 1;
    while (end < lines.size() && !KEY.matcher(lines.get(end)).matches()) {
      end++;
    }
    return String.join("\n", lines.subList(begin, end)) + "\n";
  }

  /** Part of a file, read like a whole one. */
  private static Fields fields(String file, String part) {
    return Declaration.fields(file, "schema: 1\n" + part);
  }

  private static @Nullable String value(String file, List<String> lines, int line, String key) {
    return fields(file, lines.get(line) + "\n").optionalText(key).orElse(null);
  }

  /** The line whose value the others were changed to; null when there is none such. */
  private static @Nullable Integer newest(
      String file, List<String> lines, String key, List<Integer> at, List<HistoryEntry> history) {
    for (int line : at) {
      int next = line + 1;
      if (next < lines.size() && lines.get(next).startsWith(" ")) {
        // Values of several lines are left to people.
        return null;
      }
    }
    for (int line : at) {
      String value = value(file, lines, line, key);
      boolean all = true;
      for (int other : at) {
        String before = value(file, lines, other, key);
        all &= Objects.equals(before, value) || leads(key, before, value, history);
      }
      if (all) {
        return line;
      }
    }
    return null;
  }

  /** Whether a field went from one value to the other, and never the other way. */
  private static boolean leads(
      String key, @Nullable String from, @Nullable String to, List<HistoryEntry> history) {
    return reaches(key, from, to, history) && !reaches(key, to, from, history);
  }

  private static boolean reaches(
      String key, @Nullable String from, @Nullable String to, List<HistoryEntry> history) {
    Set<String> reached = new TreeSet<>();
    reached.add(String.valueOf(from));
    // As often as there are entries: the two sides may stand in any order.
    for (int round = 0; round < history.size(); round++) {
      for (HistoryEntry entry : history) {
        Field field = entry.field();
        if (entry.what() == What.CHANGED
            && field != null
            && field.label().equals(key)
            && reached.contains(String.valueOf(entry.from()))) {
          reached.add(String.valueOf(entry.to()));
        }
      }
    }
    return reached.contains(String.valueOf(to));
  }
}
