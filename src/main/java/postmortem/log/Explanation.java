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
 * @param layouts what was found in its lines, as patterns
 * @param companions further formats of records that the chosen one does not take
 * @param unfit the first lines which none of those takes, or just the first lines
 * @param looks what was seen farther behind
 */
public record Explanation(
    String evidence,
    @Nullable String chosen,
    int lines,
    List<Candidate> candidates,
    List<String> layouts,
    List<String> companions,
    List<Unfit> unfit,
    List<Look> looks) {

  /**
   * A format that takes some lines.
   *
   * @param format its name
   * @param matched how many records it reads
   * @param continued how many lines it takes as part of the record before
   * @param score what decides among those that take about as many: larger is better
   */
  public record Candidate(String format, int matched, int continued, long score) {}

  /**
   * A line that does not fit.
   *
   * @param place {@code line 12}, or the byte at which it begins where lines were not counted
   * @param snippet its text with a caret where matching stopped
   */
  public record Unfit(String place, Snippet snippet) {}

  /**
   * How many records a format took.
   *
   * @param format its name; null for those that none took
   * @param records at least 1
   */
  public record Share(@Nullable String format, long records) {}

  /**
   * What was seen in one place of a file.
   *
   * @param where the middle, or the end
   * @param offset its first byte
   * @param shares what took the records there, most first
   * @param unfit the first that did not fit
   */
  public record Look(String where, long offset, List<Share> shares, List<Unfit> unfit) {
    public Look {
      shares = List.copyOf(shares);
      unfit = List.copyOf(unfit);
    }
  }

  public Explanation {
    candidates = List.copyOf(candidates);
    layouts = List.copyOf(layouts);
    companions = List.copyOf(companions);
    unfit = List.copyOf(unfit);
    looks = List.copyOf(looks);
  }
}
