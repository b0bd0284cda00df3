package postmortem.tracker;

import java.util.regex.Pattern;

/**
 * A label to be created.
 *
 * @param name at most 50 characters
 * @param colour six hexadecimal digits
 * @param description at most 100 characters
 */
public record Label(String name, String colour, String description) {

  private static final Pattern COLOUR = Pattern.compile("[0-9a-f]{6}");

  public Label {
    if (name.isBlank() || !COLOUR.matcher(colour).matches() || description.length() > 100) {
      throw new IllegalArgumentException("not a label: " + name + " " + colour);
    }
  }
}
