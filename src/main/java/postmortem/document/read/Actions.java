package postmortem.document.read;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.document.read.ActionRow.Column;

/** Tells action items among tables, and reads their rows. */
final class Actions {

  private Actions() {}

  /** Whether the header has the column Action and one more that we know. */
  static boolean isTable(Table table) {
    List<@Nullable Column> columns = columns(table);
    return columns.contains(Column.ACTION)
        && columns.stream().filter(column -> column != null).distinct().count() > 1;
  }

  private static List<@Nullable Column> columns(Table table) {
    List<@Nullable Column> columns = new ArrayList<>();
    for (Cell cell : table.header()) {
      columns.add(Column.named(cell.text()));
    }
    return columns;
  }

  /** The rows of an action-item table; rows in which nothing is written are left out. */
  static List<ActionRow> rows(Table table) {
    List<ActionRow> rows = new ArrayList<>();
    if (!isTable(table)) {
      return rows;
    }
    List<@Nullable Column> columns = columns(table);
    for (List<Cell> cells : table.rows()) {
      Map<Column, Cell> byColumn = new EnumMap<>(Column.class);
      for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
        Column column = columns.get(i);
        if (column != null) {
          byColumn.putIfAbsent(column, cells.get(i));
        }
      }
      if (byColumn.values().stream().anyMatch(cell -> !cell.isBlank())) {
        rows.add(new ActionRow(byColumn, cells.get(0).at()));
      }
    }
    return rows;
  }
}
