package postmortem.log.signature;

import java.util.ArrayList;
import java.util.List;

/** A signature in pieces: words, and single characters of what stands between them. */
final class Atoms {

  private static final String GLUE = " =,;:()[]{}<>|\"'";
  private static final String JOINTS = "._-:/@%+#~&$*\\?";
  private static final String ENDINGS = ".!?";

  private Atoms() {}

  /** Whether a piece is a word. */
  static boolean isWord(String atom) {
    char first = atom.charAt(0);
    return atom.length() > 1 || (GLUE.indexOf(first) < 0 && ENDINGS.indexOf(first) < 0);
  }

  /** The pieces of a signature, in order; may be changed. */
  static List<String> of(String text) {
    List<String> atoms = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length()) {
        if (text.startsWith(Shape.ANY, end)) {
          end += Shape.ANY.length();
        } else if (GLUE.indexOf(text.charAt(end)) < 0) {
          end++;
        } else if (end > at && isScope(text, end)) {
          end += 2;
        } else {
          break;
        }
      }
      if (end == at) {
        atoms.add(text.substring(at, at + 1));
        at++;
        continue;
      }
      int core = end;
      while (core > at && ENDINGS.indexOf(text.charAt(core - 1)) >= 0) {
        core--;
      }
      if (core > at) {
        atoms.add(simple(text.substring(at, core)));
      }
      for (int i = core; i < end; i++) {
        atoms.add(text.substring(i, i + 1));
      }
      at = end;
    }
    return atoms;
  }

  /** Whether two colons join names, as {@code Orders::Export}. */
  private static boolean isScope(String text, int at) {
    return text.startsWith("::", at)
        && at + 2 < text.length()
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && Character.isLetter(text.charAt(at + 2));
  }

  /** A word in which variables that are joined by nothing but joints are one. */
  private static String simple(String word) {
    int first = word.indexOf(Shape.ANY);
    if (first < 0) {
      return isStars(word) ? Shape.ANY : word;
    }
    StringBuilder simple = new StringBuilder();
    int at = 0;
    while (at < word.length()) {
      int any = word.indexOf(Shape.ANY, at);
      int end = any < 0 ? word.length() : any;
      String between = word.substring(at, end);
      if (!isJoints(between)) {
        // A sign belongs to the number behind it.
        simple.append(
            any >= 0 && between.endsWith("_-")
                ? between.substring(0, between.length() - 1)
                : between);
      }
      if (any < 0) {
        break;
      }
      if (!simple.toString().endsWith(Shape.ANY)) {
        simple.append(Shape.ANY);
      }
      at = any + Shape.ANY.length();
    }
    return simple.toString();
  }

  private static boolean isStars(String word) {
    return word.length() > 1 && word.chars().allMatch(c -> c == '*');
  }

  private static boolean isJoints(String text) {
    return text.chars().allMatch(c -> JOINTS.indexOf(c) >= 0);
  }
}
