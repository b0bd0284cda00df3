package postmortem.log.signature;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What stands in brackets and is a value, whatever it looks like: objects, lists, phrases. */
final class EnclosedValues {

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

  private EnclosedValues() {}

  /**
   * What stands in braces is data, whatever it looks like, and so is what stands in brackets behind
   * an equals sign or a colon: an object or a list. Empty brackets hold a value that is missing,
   * and words in brackets are one.
   */
  static void close(List<String> atoms) {
    List<String> closed = new ArrayList<>();
    int[] closings = closings(atoms);
    for (int i = 0; i < atoms.size(); i++) {
      String atom = atoms.get(i);
      int end = closings[i];
      boolean named = !closed.isEmpty() && Atoms.isWord(last(closed, 0));
      String before = last(closed, named ? 1 : 0);
      boolean value = before.equals("=") || before.equals(":");
      if (named && before.equals("=") && goesOn(atoms, i)) {
        closed.set(closed.size() - 1, Shape.ANY);
        i++;
        continue;
      }
      if (end < 0 && "{[(".contains(atom) && isCut(atoms, i, closed)) {
        if (named && (atom.equals("{") || isObject(atoms, i, last(closed, 0)))) {
          closed.set(closed.size() - 1, Shape.ANY);
          closeAll(atoms, closings, i, closed);
        } else {
          closed.add(atom);
          closed.add(Shape.ANY);
          closeAll(atoms, closings, i + 1, closed);
        }
        break;
      }
      value |= isLabelled(atom, end, atoms, closed);
      boolean braces = atom.equals("{") && (i > 0 || end + 1 < atoms.size());
      int angle = !named && before.equals("=") && atom.equals("<") ? closingAngle(atoms, i) : -1;
      if (angle > 0) {
        closed.add(atom);
        closed.add(Shape.ANY);
        closed.add(atoms.get(angle));
        i = angle;
      } else if (end < 0) {
        closed.add(atom);
      } else if (end == i + 2 && end == atoms.size() - 1 && isLogger(atoms.get(i + 1))) {
        closed.add(atom);
        closed.add(Shape.ANY);
        closed.add(atoms.get(end));
        i = end;
      } else if (value) {
        if (named) {
          closed.remove(closed.size() - 1);
        }
        closed.add(Shape.ANY);
        i = end;
      } else if (braces && named) {
        closed.set(closed.size() - 1, Shape.ANY);
        i = end;
      } else if (braces || (end == i + 1 && !named && !atom.equals("("))) {
        closed.add(atom);
        closed.add(Shape.ANY);
        closed.add(atoms.get(end));
        i = end;
      } else if (isObject(atoms, i, named ? last(closed, 0) : "")) {
        closed.set(closed.size() - 1, Shape.ANY);
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

  /** Whether an object or a list begins there of which the end is cut off. */
  private static boolean isCut(List<String> atoms, int open, List<String> closed) {
    boolean named = !closed.isEmpty() && Atoms.isWord(last(closed, 0));
    String before = last(closed, 0);
    return open > 0
        && (atoms.get(open).equals("{")
            || before.equals("=")
            || before.equals(":")
            || isObject(atoms, open, named ? before : ""));
  }

  /** Closes what is open before a place. */
  private static void closeAll(List<String> atoms, int[] closings, int to, List<String> closed) {
    for (int i = to - 1; i >= 0; i--) {
      int bracket = closings[i] < 0 ? "{[(".indexOf(atoms.get(i)) : -1;
      if (bracket >= 0) {
        closed.add("}])".substring(bracket, bracket + 1));
      }
    }
  }

  /** Whether a list is all that stands behind a label: {@code parts: [a:1, b:2]}. */
  private static boolean isLabelled(String atom, int end, List<String> atoms, List<String> closed) {
    return atom.equals("[")
        && end > 0
        && last(closed, 0).equals(" ")
        && last(closed, 1).equals(":")
        && Atoms.isWord(last(closed, 2) + " ")
        && (end + 1 == atoms.size() || "])},;".contains(atoms.get(end + 1)));
  }

  /** Where the value of a field in angle brackets ends, as in {@code from=<>}; -1 if nowhere. */
  private static int closingAngle(List<String> atoms, int open) {
    int depth = 0;
    for (int i = open; i < atoms.size() && !atoms.get(i).equals("="); i++) {
      depth += atoms.get(i).equals("<") ? 1 : atoms.get(i).equals(">") ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Whether it is the full name of a class, as some layouts write the logger at the end: a name of
   * parts of which the last but one is lower case. An exception says what happened.
   */
  private static boolean isLogger(String word) {
    int last = word.lastIndexOf('.');
    if (last <= 0 || last == word.length() - 1 || word.indexOf('.') == last) {
      return false;
    }
    return Character.isUpperCase(word.charAt(last + 1))
        && Character.isLowerCase(word.charAt(word.lastIndexOf('.', last - 1) + 1))
        && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".$_".indexOf(c) >= 0)
        && !word.endsWith("Exception")
        && !word.endsWith("Error");
  }

  /** Whether the value that ends there has another part, as {@code get,set}. */
  private static boolean goesOn(List<String> atoms, int at) {
    return ",;:".contains(atoms.get(at))
        && at + 1 < atoms.size()
        && Atoms.isWord(atoms.get(at + 1))
        && (at + 2 == atoms.size() || !atoms.get(at + 2).equals("="));
  }

  /**
   * Whether brackets behind a name hold the fields of an object, as {@code Point(x=1)} and {@code
   * acme.Point[x = 1]}, or the items of a collection.
   */
  private static boolean isObject(List<String> atoms, int open, String name) {
    if (name.isEmpty()) {
      return false;
    }
    boolean round = atoms.get(open).equals("(");
    int equals = open + 2;
    if (equals < atoms.size() && atoms.get(equals).equals(" ")) {
      equals++;
    }
    boolean fields =
        equals < atoms.size() && Atoms.isWord(atoms.get(open + 1)) && atoms.get(equals).equals("=");
    int own = Math.min(name.lastIndexOf('.') + 1, name.length() - 1);
    return (round && COLLECTIONS.contains(name))
        || ((round || atoms.get(open).equals("["))
            && fields
            && Character.isUpperCase(name.charAt(own)));
  }

  /** Whether there are but words and spaces, and no variable. */
  private static boolean isPhrase(List<String> atoms, int from, int to) {
    for (int i = from; i < to; i++) {
      String atom = atoms.get(i);
      if (atom.contains(Shape.ANY) || !(atom.equals(" ") || Atoms.isWord(atom))) {
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
}
