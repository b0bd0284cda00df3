package postmortem.document.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a person may do to a document, by chance. */
final class Edits {

  private final Random random;
  private final List<String> lines;
  private final List<String> added = new ArrayList<>();
  private boolean deletedTable;

  Edits(Random random, String text) {
    this.random = random;
    this.lines = new ArrayList<>(text.lines().toList());
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      once(i);
    }
  }

  /** Words that have to be there after any merge. */
  List<String> added() {
    return added;
  }

  /** Whether the timeline may have nowhere to go. */
  boolean deletedTable() {
    return deletedTable;
  }

  String text() {
    List<String> shown = new ArrayList<>(lines);
    if (random.nextInt(4) == 0) {
      shown.replaceAll(Edits::linedUp);
    }
    if (random.nextInt(4) == 0) {
      shown.replaceAll(line -> line.startsWith("|") ? withoutKind(line) : line);
    }
    String text = String.join("\n", shown) + (random.nextInt(4) == 0 ? "" : "\n");
    return random.nextInt(4) == 0 ? text.replace("\n", "\r\n") : text;
  }

  /** As an editor lines up the columns of a table. */
  static String linedUp(String line) {
    if (!line.startsWith("|") || line.contains("human")) {
      return line;
    }
    return line.startsWith("|---")
        ? line.replace("---", "-------")
        : line.replaceAll(" *\\| *", "     | ").strip();
  }

  /** A row of the timeline without its third column; other lines as they are. */
  static String withoutKind(String line) {
    return line.replaceFirst("^(\\|(?:[^|]*\\|){2})[^|]*\\|([^|]*\\|)$", "$1$2");
  }

  private void once(int number) {
    String word = "human" + number + "x" + random.nextInt(1_000_000);
    int at = 9 + random.nextInt(Math.max(1, lines.size() - 9));
    if (at >= lines.size()) {
      return;
    }
    String line = lines.get(at);
    switch (random.nextInt(8)) {
      case 0 -> {
        deletedTable |= line.startsWith("|") || line.startsWith("#");
        if (!line.contains("human")) {
          lines.remove(at);
        }
      }
      case 1 -> edit(at, line + " " + word, word);
      case 2 -> insert(at, List.of("", word, ""), word);
      case 3 -> insert(at, List.of("- " + word), word);
      case 4 -> {
        int row = anyRow();
        if (row > 0) {
          insert(
              row + 1,
              List.of("| 2024-05-01 10:0" + random.nextInt(9) + " | " + word + " | | |"),
              word);
        }
      }
      case 5 -> {
        int row = anyRow();
        if (row > 0) {
          edit(row, lines.get(row).replace("happened", word), word);
        }
      }
      case 6 -> insert(lines.size(), List.of("", "## " + word, "", word + " text"), word + " text");
      default -> {
        int row = anyRow();
        if (row > 0 && !lines.get(row).contains("human")) {
          lines.remove(row);
        }
      }
    }
  }

  private void edit(int at, String changed, String word) {
    if (lines.get(at).isBlank() || !changed.contains(word) || lines.get(at).startsWith("|---")) {
      return;
    }
    deletedTable |= lines.get(at).startsWith("#");
    added.removeIf(lines.get(at)::contains);
    lines.set(at, changed);
    added.add(word);
  }

  private void insert(int at, List<String> more, String word) {
    lines.addAll(at, more);
    added.add(word);
  }

  private int anyRow() {
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("| 2024")) {
        rows.add(i);
      }
    }
    Collections.shuffle(rows, random);
    return rows.isEmpty() ? 0 : rows.get(0);
  }
}
