package postmortem.document.merge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;
import org.eclipse.jgit.merge.MergeResult;

/** Merges the text inside of one block that both sides changed. */
final class TextMerge {

  /** Words, runs of white space, and other characters one by one. */
  private static final Pattern TOKEN = Pattern.compile("(?s)[\\p{L}\\p{N}_.:-]+|[ \t]+|.");

  private TextMerge() {}

  /** The text with both changes; empty when they touch the same words. */
  static Optional<String> merge(String base, String mine, String generated) {
    Optional<String> merged = once(base, mine, generated);
    // A run may be killed after writing: the same changes again must not change the result.
    return merged.filter(text -> once(base, text, generated).equals(merged));
  }

  private static Optional<String> once(String base, String mine, String generated) {
    List<RawText> sides = List.of(tokens(base), tokens(mine), tokens(generated));
    MergeResult<RawText> result =
        new MergeAlgorithm()
            .merge(RawTextComparator.DEFAULT, sides.get(0), sides.get(1), sides.get(2));
    StringBuilder out = new StringBuilder();
    for (MergeChunk chunk : result) {
      if (chunk.getConflictState() != ConflictState.NO_CONFLICT) {
        return Optional.empty();
      }
      RawText side = sides.get(chunk.getSequenceIndex());
      for (int i = chunk.getBegin(); i < chunk.getEnd(); i++) {
        String token = side.getString(i);
        out.append(token.equals(LINE_END) ? "\n" : token);
      }
    }
    return Optional.of(out.toString());
  }

  /** Stands for a line end among tokens, which JGit reads one a line. */
  private static final String LINE_END = "\u0001\u0001";

  private static RawText tokens(String text) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(matcher.group().equals("\n") ? LINE_END : matcher.group());
    }
    String joined = tokens.isEmpty() ? "" : String.join("\n", tokens) + "\n";
    return new RawText(joined.getBytes(StandardCharsets.UTF_8));
  }
}
