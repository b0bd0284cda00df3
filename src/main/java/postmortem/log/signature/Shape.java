package postmortem.log.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * A signature as its words and what stands between them. What may be written in several ways and
 * means the same is written in one: units behind a number, truth values, dates in words, lists of
 * any length, values that may be empty.
 *
 * @param glue what stands between the words, with {@link #HOLE} in the place of each
 * @param words in order; empty where a value is missing
 */
record Shape(String glue, List<String> words) {

  static final String ANY = "<*>";

  /** Stands for a word. */
  static final char HOLE = '\0';

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");

  Shape {
    words = List.copyOf(words);
  }

  /** The shape of a signature. */
  static Shape of(String signature) {
    List<String> atoms = Atoms.of(signature);
    EnclosedValues.close(atoms);
    Spellings.unify(atoms);
    StringBuilder glue = new StringBuilder();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < atoms.size(); i++) {
      String atom = atoms.get(i);
      if (METHODS.contains(atom) && i > 0 && atoms.get(i - 1).equals("\"")) {
        // What was asked for is no value.
        glue.append(atom);
      } else if (Atoms.isWord(atom)) {
        glue.append(HOLE);
        words.add(atom);
      } else {
        glue.append(atom);
        if (atom.equals("=") && isMissing(atoms, i + 1)) {
          glue.append(HOLE);
          words.add("");
        }
      }
    }
    return new Shape(glue.toString(), words);
  }

  /** The shape of the signature of a request, of which the parts of its path are words. */
  static Shape ofRequest(String signature) {
    StringBuilder glue = new StringBuilder();
    List<String> words = new ArrayList<>();
    StringTokenizer parts = new StringTokenizer(signature, " /", true);
    while (parts.hasMoreTokens()) {
      String part = parts.nextToken();
      boolean word = !part.equals(" ") && !part.equals("/");
      boolean isPath = glue.indexOf("/") >= 0 && glue.indexOf(" ", glue.indexOf("/")) < 0;
      glue.append(word && isPath ? String.valueOf(HOLE) : part);
      if (word && isPath) {
        words.add(part);
      }
    }
    return new Shape(glue.toString(), words);
  }

  /** Whether the first word is the name of a field: it says which, and is no value. */
  boolean beginsWithField() {
    return glue.length() > 1
        && glue.charAt(0) == HOLE
        && (glue.charAt(1) == '=' || glue.startsWith(" =", 1));
  }

  /** The signature again, with other words. */
  String text(List<String> others) {
    StringBuilder text = new StringBuilder();
    int word = 0;
    for (int i = 0; i < glue.length(); i++) {
      if (glue.charAt(i) == HOLE) {
        text.append(others.get(word++));
      } else {
        text.append(glue.charAt(i));
      }
    }
    return text.toString();
  }

  /** Whether no value stands there: a name with a value of its own is none. */
  private static boolean isMissing(List<String> atoms, int at) {
    if (at >= atoms.size()) {
      return true;
    }
    String next = atoms.get(at);
    if (next.equals(" ")) {
      boolean another =
          at + 2 < atoms.size() && Atoms.isWord(atoms.get(at + 1)) && atoms.get(at + 2).equals("=");
      return at + 1 >= atoms.size() || another;
    }
    return next.equals(",")
        || next.equals(";")
        || next.equals(")")
        || next.equals("}")
        || next.equals("]");
  }
}
