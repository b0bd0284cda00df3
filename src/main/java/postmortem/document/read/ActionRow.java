package postmortem.document.read;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row of an action-item table. A table is one when its header has the column Action and one more
 * of {@link Column}; the order of columns does not matter.
 *
 * @param cells by column; columns that the table does not have are absent
 * @param at where the row begins
 */
public record ActionRow(Map<Column, Cell> cells, Spot at) {

  /** The columns, found by their name in the header. */
  public enum Column {
    ID,
    ACTION,
    OWNER,
    DEADLINE,
    PRIORITY,
    TYPE,
    DONE_WHEN,
    ISSUE,
    STATUS;

    /** The column whose name a header cell holds; null for other columns. */
    public static @Nullable Column named(String header) {
      String name = header.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_");
      return switch (name) {
        case "ID", "NO", "NUMBER" -> ID;
        case "ACTION", "ACTION_ITEM", "TASK", "ITEM" -> ACTION;
        // As German, French, Spanish, Portuguese, Italian and Dutch name them, without other
        // letters.
        case "MASSNAHME", "MASSNAHMEN", "AUFGABE", "T_CHE", "ACCI_N", "A_O", "AZIONE", "ACTIE" ->
            ACTION;
        case "VERANTWORTLICH", "VERANTWORTLICHE", "VERANTWORTLICHER", "ZUST_NDIG" -> OWNER;
        case "RESPONSABLE", "RESPONS_VEL", "RESPONSABILE", "VERANTWOORDELIJK" -> OWNER;
        case "FRIST", "F_LLIG", "F_LLIG_AM", "F_LLIG_BIS", "_CH_ANCE", "PRAZO", "SCADENZA" ->
            DEADLINE;
        case "FECHA_L_MITE", "DATE_LIMITE" -> DEADLINE;
        case "PRIORIT_T", "PRIORIT_", "PRIORIDAD", "PRIORIDADE" -> PRIORITY;
        case "ERLEDIGT_WENN", "FERTIG_WENN" -> DONE_WHEN;
        case "OWNER", "ASSIGNEE", "ASSIGNED_TO", "RESPONSIBLE", "DRI", "WHO" -> OWNER;
        case "DEADLINE", "DUE", "DUE_DATE", "BY_WHEN", "TARGET_DATE", "TARGET", "ETA", "DUE_BY" ->
            DEADLINE;
        case "PRIORITY", "PRIO" -> PRIORITY;
        case "TYPE", "CATEGORY" -> TYPE;
        case "DONE_WHEN", "DEFINITION_OF_DONE", "END_STATE", "VERIFIED_BY" -> DONE_WHEN;
        case "ISSUE", "TICKET", "BUG", "TRACKING" -> ISSUE;
        case "STATUS", "STATE" -> STATUS;
        default -> null;
      };
    }
  }

  public ActionRow {
    EnumMap<Column, Cell> copy = new EnumMap<>(Column.class);
    copy.putAll(cells);
    cells = Collections.unmodifiableMap(copy);
  }

  /** The cell of a column, if the table has it; it may be blank. */
  public Optional<Cell> cell(Column column) {
    return Optional.ofNullable(cells.get(column));
  }

  /** What is written in a column; empty when the table does not have it or nothing is written. */
  public Optional<String> text(Column column) {
    return cell(column).map(Cell::text).filter(text -> !text.isBlank());
  }
}
