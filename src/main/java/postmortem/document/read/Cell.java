package postmortem.document.read;

import java.util.List;

/**
 * A cell of a table.
 *
 * @param text without markup and without the space around it; empty when nothing is written
 * @param at where its text begins; behind the bar when it is empty
 * @param links in it
 */
public record Cell(String text, Spot at, List<Link> links) {
  public Cell {
    links = List.copyOf(links);
  }

  /** Whether nothing is written in it. */
  public boolean isBlank() {
    return text.isBlank();
  }
}
