package postmortem.log.signature;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final String GLUE = " =,;:()[]{}<>|\"'";
  private static final String JOINTS = "._-:/@%+#~&$*\\?";
  private static final String ENDINGS = ".!?";
  private static final Set<String> UNITS =
      Set.of(
          "B", "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "ns", "us", "\u00b5s",
          "ms", "s", "sec", "secs");
  private static final Set<String> COLLECTIONS =
      Set.of(
          "Set",
          "HashSet",
          "List",
          "ArrayBuffer",
          "Vector",
          "Seq",
          "Array",
          "Map",
          "HashMap",
          "Some",
          "Optional",
          "OrderedDict");
  private static final Set<String> VALUES =
      Set.of("true", "false", "True", "False", "TRUE", "FALSE", "null", "None", "nil");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");
  private static final Set<String> SWITCHES = Set.of("on", "off", "yes", "no");
  private static final Set<String> DAYS_AND_MONTHS =
      Set.of(
          "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  Shape {
    words = List.copyOf(words);
  }

  /** The shape of a signature. */
  static Shape of(String signature) {
    List<String> atoms = atoms(signature);
    closeValues(atoms);
    replaceWords(atoms);
    dropUnits(atoms);
    joinLists(atoms);
    StringBuilder glue = new StringBuilder();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < atoms.size(); i++) {
      String atom = atoms.get(i);
      if (METHODS.contains(atom) && i > 0 && atoms.get(i - 1).equals("\"")) {
        // What was asked for is no value.
        glue.append(atom);
      } else if (isWord(atom)) {
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

  private static boolean isWord(String atom) {
    char first = atom.charAt(0);
    return atom.length() > 1 || (GLUE.indexOf(first) < 0 && ENDINGS.indexOf(first) < 0);
  }

  /** Words, and single characters of glue. */
  private static List<String> atoms(String text) {
    List<String> atoms = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length()) {
        if (text.startsWith(ANY, end)) {
          end += ANY.length();
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
    int first = word.indexOf(ANY);
    if (first < 0) {
      return isStars(word) ? ANY : word;
    }
    StringBuilder simple = new StringBuilder();
    int at = 0;
    while (at < word.length()) {
      int any = word.indexOf(ANY, at);
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
      if (!simple.toString().endsWith(ANY)) {
        simple.append(ANY);
      }
      at = any + ANY.length();
    }
    return simple.toString();
  }

  private static boolean isStars(String word) {
    return word.length() > 1 && word.chars().allMatch(c -> c == '*');
  }

  private static boolean isJoints(String text) {
    return text.chars().allMatch(c -> JOINTS.indexOf(c) >= 0);
  }

  /**
   * What stands in braces is data, whatever it looks like, and so is what stands in brackets behind
   * an equals sign or a colon: an object or a list. Empty brackets hold a value that is missing,
   * and words in brackets are one.
   */
  private static void closeValues(List<String> atoms) {
    List<String> closed = new ArrayList<>();
    int[] closings = closings(atoms);
    for (int i = 0; i < atoms.size(); i++) {
      String atom = atoms.get(i);
      int end = closings[i];
      boolean named = !closed.isEmpty() && isWord(last(closed, 0));
      String before = last(closed, named ? 1 : 0);
      boolean value = before.equals("=") || before.equals(":");
      if (named && before.equals("=") && goesOn(atoms, i)) {
        closed.set(closed.size() - 1, ANY);
        i++;
        continue;
      }
      boolean braces = atom.equals("{") && (i > 0 || end + 1 < atoms.size());
      if (end < 0) {
        closed.add(atom);
      } else if (value) {
        if (named) {
          closed.remove(closed.size() - 1);
        }
        closed.add(ANY);
        i = end;
      } else if (braces && named) {
        closed.set(closed.size() - 1, ANY);
        i = end;
      } else if (braces || (end == i + 1 && !named && !atom.equals("("))) {
        closed.add(atom);
        closed.add(ANY);
        closed.add(atoms.get(end));
        i = end;
      } else if (isObject(atoms, i, named ? last(closed, 0) : "")) {
        closed.set(closed.size() - 1, ANY);
        i = end;
      } else if (i > 0 && isPhrase(atoms, i + 1, end)) {
        closed.add(atom);
        closed.add(String.join("", atoms.subList(i + 1, end)));
        closed.add(atoms.get(end));
        i = end;
      } else {
        closed.add(atom);
      }
    }
    atoms.clear();
    atoms.addAll(closed);
  }

  /** Whether the value that ends there has another part, as {@code get,set}. */
  private static boolean goesOn(List<String> atoms, int at) {
    return ",;:".contains(atoms.get(at))
        && at + 1 < atoms.size()
        && isWord(atoms.get(at + 1))
        && (at + 2 == atoms.size() || !atoms.get(at + 2).equals("="));
  }

  /** Whether brackets behind a name hold the fields of an object or the items of a collection. */
  private static boolean isObject(List<String> atoms, int open, String name) {
    boolean fields =
        open + 2 < atoms.size() && isWord(atoms.get(open + 1)) && atoms.get(open + 2).equals("=");
    return atoms.get(open).equals("(")
        && !name.isEmpty()
        && (COLLECTIONS.contains(name) || (fields && Character.isUpperCase(name.charAt(0))));
  }

  /** Whether there are but words and spaces, and no variable. */
  private static boolean isPhrase(List<String> atoms, int from, int to) {
    for (int i = from; i < to; i++) {
      String atom = atoms.get(i);
      if (atom.contains(ANY) || !(atom.equals(" ") || isWord(atom))) {
        return false;
      }
    }
    return to > from + 1;
  }

  private static String last(List<String> atoms, int before) {
    int at = atoms.size() - 1 - before;
    return at < 0 ? "" : atoms.get(at);
  }

  /** Where each bracket is closed; -1 where it is not, and for what is none. */
  private static int[] closings(List<String> atoms) {
    int[] closings = new int[atoms.size()];
    Arrays.fill(closings, -1);
    ArrayDeque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < atoms.size(); i++) {
      if ("{[(".contains(atoms.get(i))) {
        open.push(i);
      } else if ("}])".contains(atoms.get(i)) && !open.isEmpty()) {
        closings[open.pop()] = i;
      }
    }
    return closings;
  }

  private static void replaceWords(List<String> atoms) {
    boolean date = false;
    for (int i = 0; i < atoms.size(); i++) {
      String atom = atoms.get(i);
      if (VALUES.contains(atom) || (SWITCHES.contains(atom) && isValue(atoms, i))) {
        atoms.set(i, ANY);
      } else if (DAYS_AND_MONTHS.contains(atom)) {
        String next = i + 2 < atoms.size() && atoms.get(i + 1).equals(" ") ? atoms.get(i + 2) : "";
        if (date || next.equals(ANY) || DAYS_AND_MONTHS.contains(next)) {
          atoms.set(i, ANY);
        }
        date = true;
        continue;
      }
      date = atom.equals(" ") ? date : atom.equals(ANY);
    }
  }

  /** Whether it stands behind what a value stands behind. */
  private static boolean isValue(List<String> atoms, int at) {
    int i = at - 1;
    while (i >= 0 && atoms.get(i).equals(" ")) {
      i--;
    }
    return i >= 0 && ("=:(".contains(atoms.get(i)) || atoms.get(i).equals(ANY));
  }

  private static void dropUnits(List<String> atoms) {
    for (int i = 0; i < atoms.size(); i++) {
      if (!atoms.get(i).equals(ANY)) {
        continue;
      }
      if (i + 2 < atoms.size()
          && atoms.get(i + 1).equals(" ")
          && UNITS.contains(atoms.get(i + 2))) {
        atoms.subList(i + 1, i + 3).clear();
      }
      boolean closed = i + 1 < atoms.size() && atoms.get(i + 1).equals(">");
      if (i > 0 && !closed && (atoms.get(i - 1).equals("<") || atoms.get(i - 1).equals(">"))) {
        // "<1 sec": a bound is a value.
        boolean alone = i == 1 || !isWord(atoms.get(i - 2));
        if (alone) {
          atoms.remove(i - 1);
          i--;
        }
      }
    }
  }

  /** Lists of variables, however long, are one variable; so are lists of words in brackets. */
  private static void joinLists(List<String> atoms) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < atoms.size(); i++) {
      String atom = atoms.get(i);
      joined.add(atom);
      if (isWord(atom) && atom.contains(ANY)) {
        int last = i;
        int length = 0;
        for (int next = i; next >= 0; next = sameBehind(atoms, last, atom)) {
          last = next;
          length++;
        }
        // What begins with "10.0.0.1,10.0.0.2" begins with a pair.
        i = i == 0 && length == 2 && last == 2 && atoms.get(1).equals(",") ? i : last;
      } else if (atom.equals("[")) {
        int end = endOfList(atoms, i + 1);
        if (end > 0) {
          joined.add(ANY);
          i = end - 1;
        }
      }
    }
    atoms.clear();
    atoms.addAll(joined);
  }

  /** Where the same word stands again behind a space, a comma or both; -1 if it does not. */
  private static int sameBehind(List<String> atoms, int at, String word) {
    int i = at + 1;
    if (i < atoms.size() && (atoms.get(i).equals(",") || atoms.get(i).equals(";"))) {
      i++;
    }
    if (i < atoms.size() && atoms.get(i).equals(" ")) {
      i++;
    }
    return i > at + 1 && i < atoms.size() && atoms.get(i).equals(word) ? i : -1;
  }

  /** The closing bracket of a list of at least two plain words; -1 if it is none. */
  private static int endOfList(List<String> atoms, int from) {
    int words = 0;
    for (int i = from; i < atoms.size(); i++) {
      String atom = atoms.get(i);
      if (atom.equals("]")) {
        return words > 1 ? i : -1;
      }
      if (isWord(atom)) {
        words++;
        boolean separated =
            i + 1 < atoms.size() && (atoms.get(i + 1).equals(",") || atoms.get(i + 1).equals("]"));
        if (!separated) {
          return -1;
        }
      } else if (!atom.equals(",") && !atom.equals(" ")) {
        return -1;
      }
    }
    return -1;
  }

  /** Whether no value stands there: a name with a value of its own is none. */
  private static boolean isMissing(List<String> atoms, int at) {
    if (at >= atoms.size()) {
      return true;
    }
    String next = atoms.get(at);
    if (next.equals(" ")) {
      boolean another =
          at + 2 < atoms.size() && isWord(atoms.get(at + 1)) && atoms.get(at + 2).equals("=");
      return at + 1 >= atoms.size() || another;
    }
    return next.equals(",")
        || next.equals(";")
        || next.equals(")")
        || next.equals("}")
        || next.equals("]");
  }
}
