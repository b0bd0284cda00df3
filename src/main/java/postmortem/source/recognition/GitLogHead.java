package postmortem.source.recognition;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.source.head.Head;

/** Tells by its beginning whether a file is what {@code git log} printed, and in which form. */
public final class GitLogHead {

  private static final int MOST_LINES = 12;
  private static final int FEWEST = 3;

  /** Hashes that begin alike with so many digits are none. */
  private static final int ALIKE = 3;

  private static final Pattern GRAPH = Pattern.compile("^[*|\\\\/_ ]*[*|\\\\/_] ?");
  private static final Pattern DRAWN = Pattern.compile("[*|\\\\/_ .-]+");

  /** Where a commit's block begins: its hash, those of its parents, its names. */
  public static final Pattern COMMIT =
      Pattern.compile("commit ([0-9a-f]{7,64})((?: [0-9a-f]{7,64})*)(?: \\((.*)\\))?\\s*");

  /** A line of a block's head. */
  public static final Pattern FIELD =
      Pattern.compile(
          "((?:Author|AuthorDate|Commit|CommitDate|Date|Merge|Reflog message|Reflog)(?=:)"
              + "|(?:author|committer|tree|parent|gpgsig|encoding)(?= )):?\\s*(.*)");

  /** A line that is a whole commit: its hash, its names, the rest. */
  public static final Pattern LINE =
      Pattern.compile("[*|\\\\/_ ]*([0-9a-f]{7,40})\\b[ |,;:\\t\"'-]*(?:\\((.*?)\\) ?)?(.*)");

  /** A commit whose parts have bars between them, which nothing else prints. */
  private static final Pattern PIPED = Pattern.compile("^[0-9a-f]{7,40} ?\\|.*\\|.*\\|");

  private GitLogHead() {}

  /** Whether a file is one. */
  public static boolean isLog(Head head) {
    return hasBlocks(head) || isLines(head);
  }

  private static List<String> begin(Head head, int most) {
    if (head.shape() == Head.Shape.JSON || head.shape() == Head.Shape.EMPTY) {
      return List.of();
    }
    List<String> lines =
        new String(head.bytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .limit(most)
            .toList();
    boolean cut = !head.whole() && lines.size() > 1 && lines.size() < most;
    return cut ? lines.subList(0, lines.size() - 1) : lines;
  }

  /** Whether each commit has a block of lines. */
  public static boolean hasBlocks(Head head) {
    List<String> lines = begin(head, MOST_LINES);
    if (lines.isEmpty() || !COMMIT.matcher(plain(lines.get(0))).matches()) {
      return false;
    }
    return lines.stream().skip(1).anyMatch(line -> FIELD.matcher(plain(line)).matches());
  }

  /** Whether each commit has a line. */
  private static boolean isLines(Head head) {
    List<String> lines = begin(head, 2 * MOST_LINES);
    return (lines.size() >= FEWEST || lines.stream().allMatch(line -> PIPED.matcher(line).find()))
        && !lines.isEmpty()
        && lines.stream()
            .allMatch(line -> LINE.matcher(line).matches() || DRAWN.matcher(line).matches())
        && lines.stream().anyMatch(GitLogHead::hasLetterAndDigit)
        && areHashes(lines);
  }

  /**
   * Whether what the lines begin with may be hashes of commits. Other identifiers repeat, which a
   * hash does in a reflog alone, or count up from line to line, as times in hexadecimal digits do.
   */
  private static boolean areHashes(List<String> lines) {
    List<String> all =
        lines.stream().map(LINE::matcher).filter(Matcher::matches).map(m -> m.group(1)).toList();
    Set<String> begun = new HashSet<>();
    all.forEach(hash -> begun.add(hash.substring(0, ALIKE)));
    boolean repeats = new HashSet<>(all).size() < all.size();
    boolean reflog = lines.stream().allMatch(line -> line.contains("@{"));
    return reflog || (!repeats && (all.size() < 2 || begun.size() > 1));
  }

  /** An abbreviated hash has both, but for rare ones; other columns of numbers have not. */
  private static boolean hasLetterAndDigit(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        && matcher.group(1).chars().anyMatch(c -> c >= 'a')
        && matcher.group(1).chars().anyMatch(c -> c <= '9');
  }

  /** A line without what {@code --graph} draws before it. */
  public static String plain(String line) {
    String text = GRAPH.matcher(line).replaceFirst("").stripTrailing();
    // A merge is drawn with room for its branches.
    return text.startsWith("  commit ") ? text.strip() : text;
  }

  /** Whether branches are drawn before the lines. */
  public static boolean isGraph(Head head) {
    List<String> lines = begin(head, 1);
    return !lines.isEmpty() && lines.get(0).startsWith("*");
  }
}
