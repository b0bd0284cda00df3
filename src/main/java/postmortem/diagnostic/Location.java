package postmortem.diagnostic;

import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param file the name as the user knows it (evidence name, or path as given)
 * @param line from 1; 0 when the whole file is meant
 * @param column from 1, in UTF-16 units; 0 when the whole line is meant
 */
public record Location(String file, int line, int column) implements Comparable<Location> {

  private static final Comparator<Location> ORDER =
      Comparator.comparing(Location::file)
          .thenComparingInt(Location::line)
          .thenComparingInt(Location::column);

  public Location {
    if (file.isEmpty() || line < 0 || column < 0) {
      throw new IllegalArgumentException("no such place: " + file + ":" + line + ":" + column);
    }
  }

  /** The whole file. */
  public static Location of(String file) {
    return new Location(file, 0, 0);
  }

  /** A whole line. */
  public static Location of(String file, int line) {
    return new Location(file, line, 0);
  }

  /** The same of a line whose number may be too large to be told: then the whole file. */
  public static Location ofLine(String file, long line) {
    return line > Integer.MAX_VALUE ? of(file) : of(file, (int) line);
  }

  @Override
  public int compareTo(Location other) {
    return ORDER.compare(this, other);
  }

  /** {@code file}, {@code file:line} or {@code file:line:column}. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
