package postmortem.document.read;

import java.util.List;

/**
 * A heading.
 *
 * @param level 1 to 6
 * @param title without markup
 * @param path titles from the outermost heading down to this one
 * @param at where its text begins
 */
public record Heading(int level, String title, List<String> path, Spot at) {
  public Heading {
    path = List.copyOf(path);
  }
}
