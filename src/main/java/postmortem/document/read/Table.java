package postmortem.document.read;

import java.util.List;

/**
 * A table.
 *
 * @param section titles of the headings above it, outermost first
 * @param header its first row
 * @param rows the others; a row may have fewer or more cells than the header
 * @param at where it begins
 */
public record Table(List<String> section, List<Cell> header, List<List<Cell>> rows, Spot at) {
  public Table {
    section = List.copyOf(section);
    header = List.copyOf(header);
    rows = rows.stream().map(List::copyOf).toList();
  }
}
