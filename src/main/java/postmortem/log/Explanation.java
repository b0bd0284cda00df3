package postmortem.log;

import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Snippet;

/**
 * Why a file was read as it was.
 *
 * @param evidence name of the file
 * @param chosen name of the format; null when none takes any line
 * @param lines how many lines were looked at
 * @param candidates the formats that take at least one of them, best first
 * @param unfit the first lines which the chosen format does not take, or just the first lines
 */
public record Explanation(
    String evidence,
    @Nullable String chosen,
    int lines,
    List<Candidate> candidates,
    List<Unfit> unfit) {

  /**
   * A format that takes some lines.
   *
   * @param format its name
   * @param matched how many records it reads
   * @param continued how many lines it takes as part of the record before
   * @param score what decides: larger is better
   */
  public record Candidate(String format, int matched, int continued, long score) {}

  /**
   * A line that does not fit.
   *
   * @param line its number, from 1
   * @param snippet its text with a caret where matching stopped
   */
  public record Unfit(long line, Snippet snippet) {}

  public Explanation {
    candidates = List.copyOf(candidates);
    unfit = List.copyOf(unfit);
  }
}
