package postmortem.document.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of the issue that holds the review of a week. What the tool writes stands between two
 * unseen lines; what people add above or below stays theirs.
 */
public final class ReviewIssueText {

  private static final String END = "<!-- postmortem:review-end -->";
  private static final Pattern BEGIN =
      Pattern.compile("<!-- postmortem:review (\\d{4}-W\\d{2}) (\\S{1,300}) -->");
  private static final String SECTION = "\n## ";

  private ReviewIssueText() {}

  /**
   * Which review a body holds.
   *
   * @param week ISO week, such as {@code 2025-W07}
   * @param register where the register is: {@code owner/name}, and the folder in it, if any
   */
  public record Key(String week, String register) {

    public Key {
      if (!BEGIN.matcher(line(week, register)).matches()) {
        throw new IllegalArgumentException("not a review: " + week + " of " + register);
      }
    }

    /** The unseen line. */
    public String marker() {
      return line(week, register);
    }

    private static String line(String week, String register) {
      return "<!-- postmortem:review " + week + " " + register + " -->";
    }

    /** Whether it is the same register; names of repositories are the same in any case. */
    public boolean isOf(String other) {
      return register.equalsIgnoreCase(other);
    }
  }

  /** The title. */
  public static String title(String week, String register, String repository) {
    return "Weekly review of action items, "
        + week
        + (register.equalsIgnoreCase(repository) ? "" : " (" + register + ")");
  }

  /**
   * The body of a new issue.
   *
   * @param review Markdown without a heading of the first level
   * @param previous number of the issue of the review before; null for none
   * @param file where the whole review is, for readers
   * @param most characters that it may have
   */
  public static String body(
      Key key, String review, @Nullable Integer previous, String file, int most) {
    String foot =
        "\n---\n\n"
            + (previous == null ? "" : "The review before this one: #" + previous + ". ")
            + "Written by `postmortem review --issue`, and renewed by it: comment below, or write"
            + " above or below this text.\n\n"
            + END
            + "\n";
    String head = key.marker() + "\n\n";
    return head + shortened(review, file, most - head.length() - foot.length()) + foot;
  }

  /** Whole sections from the end are left out, and named. */
  private static String shortened(String review, String file, int most) {
    if (review.length() <= most) {
      return review;
    }
    List<String> left = new ArrayList<>();
    String rest = review;
    while (true) {
      int section = rest.lastIndexOf(SECTION);
      if (section < 0) {
        int end = Math.max(0, most - note(left, file).length());
        int line = rest.lastIndexOf('\n', end);
        return rest.substring(0, Math.max(0, line + 1)) + note(left, file);
      }
      int begin = section + SECTION.length();
      int end = rest.indexOf('\n', begin);
      left.add(0, rest.substring(begin, end < 0 ? rest.length() : end));
      rest = rest.substring(0, section);
      String text = rest + (rest.endsWith("\n") ? "" : "\n") + note(left, file);
      if (text.length() <= most) {
        return text;
      }
    }
  }

  private static String note(List<String> left, String file) {
    return "\n> **Shortened**, because an issue holds 65,536 characters. Left out: "
        + String.join("; ", left)
        + ". The whole review is in `"
        + file
        + "`.\n";
  }

  /** Which review a body holds; empty for none. */
  public static Optional<Key> key(String body) {
    Matcher begin = BEGIN.matcher(body);
    return begin.find()
        ? Optional.of(
            new Key(Objects.requireNonNull(begin.group(1)), Objects.requireNonNull(begin.group(2))))
        : Optional.empty();
  }

  /**
   * What people wrote around the review.
   *
   * @param above may be empty
   * @param below may be empty
   */
  public record Surroundings(String above, String below) {

    /** How many characters of a body they take. */
    public int length() {
      return above.length() + below.length();
    }

    /** The body with another review in it. */
    public String around(String review) {
      return above + review.stripTrailing() + below;
    }
  }

  /**
   * What people wrote around the review; empty when the line that ends the review is gone, so that
   * nobody can say where their words begin.
   */
  public static Optional<Surroundings> surroundings(String body) {
    String text = body.replace("\r\n", "\n").replace('\r', '\n');
    Matcher begin = BEGIN.matcher(text);
    if (!begin.find()) {
      return Optional.empty();
    }
    int end = text.indexOf(END, begin.end());
    return end < 0
        ? Optional.empty()
        : Optional.of(
            new Surroundings(text.substring(0, begin.start()), text.substring(end + END.length())));
  }
}
