package postmortem.document.merge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import postmortem.document.merge.Block.Kind;

/**
 * Puts the tool's tables into the columns that a person gave them, before anything is merged:
 * columns that a person took away, added, moved or renamed stay so in rows that are new.
 */
final class Columns {

  private static final int NONE = -1;

  private final List<Block> base;
  private final List<Block> mine;

  private Columns(List<Block> base, List<Block> mine) {
    this.base = base;
    this.mine = mine;
  }

  /** Both documents of the tool, with the tables as wide as a person's. */
  record Fitted(List<Block> base, List<Block> generated) {}

  /** Fits the documents; what a person left alone stays as it is. */
  static Fitted fit(List<Block> base, List<Block> mine, List<Block> generated) {
    return new Columns(base, mine).fit(generated);
  }

  private Fitted fit(List<Block> generated) {
    Map<Integer, Column[]> inBase = new HashMap<>();
    Map<Integer, Column[]> inGenerated = new HashMap<>();
    if (hasOtherHeads()) {
      Matching toMine = Matching.of(base, mine, i -> null, Set.of());
      Matching toGenerated = Matching.of(base, generated, i -> null, Set.of());
      for (int b = 0; b < base.size(); b++) {
        int m = base.get(b).kind() == Kind.TABLE_HEAD ? toMine.to(b) : NONE;
        if (m == NONE) {
          continue;
        }
        int[] before = places(base.get(b), mine.get(m));
        if (before.length == 0) {
          continue;
        }
        inBase.put(b, columns(base.get(b), base.get(b), mine.get(m), before, identity(b)));
        int g = toGenerated.to(b);
        if (g != NONE) {
          int[] after = places(generated.get(g), base.get(b));
          int[] same = after.length == 0 ? identity(b) : after;
          inGenerated.put(g, columns(generated.get(g), base.get(b), mine.get(m), before, same));
        }
      }
    }
    return new Fitted(inColumns(base, inBase), inColumns(generated, inGenerated));
  }

  private boolean hasOtherHeads() {
    List<List<String>> own =
        mine.stream().filter(b -> b.kind() == Kind.TABLE_HEAD).map(Columns::names).toList();
    return base.stream()
        .filter(b -> b.kind() == Kind.TABLE_HEAD)
        .anyMatch(head -> !own.contains(names(head)));
  }

  /**
   * A column of a person's table.
   *
   * @param from its place in the tool's table; -1 when the tool has none
   * @param name its head
   * @param dashes what stands below its head
   */
  private record Column(int from, String name, String dashes) {}

  private int[] identity(int head) {
    int[] places = new int[names(base.get(head)).size()];
    Arrays.setAll(places, i -> i);
    return places;
  }

  /**
   * Where each column of {@code wanted} stands in {@code there}: by its name; of two tables that
   * are as wide, the others are taken for renamed ones in their order. Empty when the columns are
   * the same, or none is.
   */
  private static int[] places(Block there, Block wanted) {
    List<String> from = names(there);
    List<String> to = names(wanted);
    if (from.equals(to)) {
      return new int[0];
    }
    int[] places = to.stream().mapToInt(from::indexOf).toArray();
    int known = (int) Arrays.stream(places).filter(place -> place != NONE).count();
    Deque<Integer> renamed = new ArrayDeque<>();
    for (int i = 0; i < from.size(); i++) {
      if (!to.contains(from.get(i))) {
        renamed.add(i);
      }
    }
    for (int i = 0; i < places.length && from.size() == to.size(); i++) {
      if (places[i] == NONE && !renamed.isEmpty()) {
        places[i] = renamed.remove();
      }
    }
    return known == 0 ? new int[0] : places;
  }

  /** The names of the columns, for comparing. */
  private static List<String> names(Block head) {
    return Rows.cells(head.text().lines().findFirst().orElse("")).stream()
        .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The columns of {@code own}, as rows of {@code tool} fill them. */
  private static Column[] columns(Block tool, Block base, Block own, int[] toBase, int[] toTool) {
    List<List<String>> ours = lines(own);
    List<List<String>> before = lines(base);
    List<List<String>> now = lines(tool);
    Column[] columns = new Column[toBase.length];
    for (int i = 0; i < columns.length; i++) {
      int b = toBase[i];
      int t = b == NONE || b >= toTool.length ? NONE : toTool[b];
      boolean renamed = b == NONE || !at(before, 0, b).equalsIgnoreCase(at(ours, 0, i));
      // A name that the tool changes, such as that of a zone, is its to change.
      String name =
          t == NONE || (renamed && at(now, 0, t).equals(at(before, 0, b)))
              ? at(ours, 0, i)
              : at(now, 0, t);
      columns[i] = new Column(t, name, t == NONE ? at(ours, 1, i) : at(now, 1, t));
    }
    return columns;
  }

  private static List<List<String>> lines(Block head) {
    return head.text().lines().map(Rows::cells).toList();
  }

  private static String at(List<List<String>> lines, int line, int cell) {
    List<String> cells = line < lines.size() ? lines.get(line) : List.of();
    return cell < cells.size() ? cells.get(cell).strip() : "";
  }

  /** The document with its tables in these columns; the very blocks when there are none. */
  private static List<Block> inColumns(List<Block> blocks, Map<Integer, Column[]> tables) {
    if (tables.isEmpty()) {
      return blocks;
    }
    StringBuilder text = new StringBuilder();
    Column[] columns = null;
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (block.kind() == Kind.TABLE_HEAD) {
        columns = tables.get(i);
      } else if (block.kind() != Kind.TABLE_ROW) {
        columns = null;
      }
      text.append(columns == null ? block.raw() : lines(block, columns)).append(block.gap());
    }
    return BlockSplitter.split(text.toString());
  }

  private static String lines(Block block, Column[] columns) {
    if (block.kind() == Kind.TABLE_HEAD) {
      return Rows.row(Arrays.stream(columns).map(Column::name).toList())
          + "\n"
          + Rows.row(Arrays.stream(columns).map(Column::dashes).toList());
    }
    List<String> cells = Rows.cells(block.text());
    List<String> fitted = new ArrayList<>();
    for (Column column : columns) {
      fitted.add(
          column.from() == NONE || column.from() >= cells.size() ? "" : cells.get(column.from()));
    }
    return Rows.row(fitted);
  }
}
