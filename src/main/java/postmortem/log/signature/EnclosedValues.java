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
      boolean braces = atom.equals("{") && (i > 0 || end + 1 < atoms.size());
      if (end < 0) {
        closed.add(atom);
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

  /** Whether the value that ends there has another part, as {@code get,set}. */
  private static boolean goesOn(List<String> atoms, int at) {
    return ",;:".contains(atoms.get(at))
        && at + 1 < atoms.size()
        && Atoms.isWord(atoms.get(at + 1))
        && (at + 2 == atoms.size() || !atoms.get(at + 2).equals("="));
  }

  /** Whether brackets behind a name hold the fields of an object or the items of a collection. */
  private static boolean isObject(List<String> atoms, int open, String name) {
    boolean fields =
        open + 2 < atoms.size()
            && Atoms.isWord(atoms.get(open + 1))
            && atoms.get(open + 2).equals("=");
    return atoms.get(open).equals("(")
        && !name.isEmpty()
        && (COLLECTIONS.contains(name) || (fields && Character.isUpperCase(name.charAt(0))));
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
