package postmortem.log.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes in one way what may be written in several and means the same: units behind a number, truth
 * values, dates in words, lists of any length.
 */
final class Spellings {

  private static final Set<String> UNITS =
      Set.of(
          "B", "kB", "KB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "ns", "us", "\u00b5s",
          "ms", "s", "sec", "secs");
  private static final Set<String> VALUES =
      Set.of("true", "false", "True", "False", "TRUE", "FALSE", "null", "None", "nil");
  private static final Set<String> SWITCHES = Set.of("on", "off", "yes", "no");
  private static final Set<String> DAYS_AND_MONTHS =
      Set.of(
          "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final String PAIR = Shape.ANY + ":" + Shape.ANY;

  private Spellings() {}

  /** Changes the pieces of a signature. */
  static void unify(List<String> atoms) {
    replaceWords(atoms);
    dropUnits(atoms);
    joinPairs(atoms);
    joinLists(atoms);
  }

  private static void replaceWords(List<String> atoms) {
    boolean date = false;
    for (int i = 0; i < atoms.size(); i++) {
      String atom = atoms.get(i);
      if (VALUES.contains(atom) || (SWITCHES.contains(atom) && isValue(atoms, i))) {
        atoms.set(i, Shape.ANY);
      } else if (DAYS_AND_MONTHS.contains(atom)) {
        String next = i + 2 < atoms.size() && atoms.get(i + 1).equals(" ") ? atoms.get(i + 2) : "";
        if (date || next.equals(Shape.ANY) || DAYS_AND_MONTHS.contains(next)) {
          atoms.set(i, Shape.ANY);
        }
        date = true;
        continue;
      }
      date = atom.equals(" ") ? date : atom.equals(Shape.ANY);
    }
  }

  /** Whether it stands behind what a value stands behind. */
  private static boolean isValue(List<String> atoms, int at) {
    int i = at - 1;
    while (i >= 0 && atoms.get(i).equals(" ")) {
      i--;
    }
    return i >= 0 && ("=:(".contains(atoms.get(i)) || atoms.get(i).equals(Shape.ANY));
  }

  private static void dropUnits(List<String> atoms) {
    for (int i = 0; i < atoms.size(); i++) {
      if (!atoms.get(i).equals(Shape.ANY)) {
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
        boolean alone = i == 1 || !Atoms.isWord(atoms.get(i - 2));
        if (alone) {
          atoms.remove(i - 1);
          i--;
        }
      }
    }
  }

  /** Whether a template has variables that became a pair. */
  static boolean hasPairs(String template) {
    return template.contains(PAIR);
  }

  /** Variables with nothing but a colon between them are one, as a host and its port. */
  private static void joinPairs(List<String> atoms) {
    for (int i = atoms.size() - 3; i >= 0; i--) {
      if (atoms.get(i).equals(Shape.ANY)
          && atoms.get(i + 1).equals(":")
          && atoms.get(i + 2).equals(Shape.ANY)) {
        atoms.subList(i + 1, i + 3).clear();
      }
    }
  }

  /** Lists of variables, however long, are one variable; so are lists of words in brackets. */
  private static void joinLists(List<String> atoms) {
    List<String> joined = new ArrayList<>();
    for (int i = 0; i < atoms.size(); i++) {
      String atom = atoms.get(i);
      joined.add(atom);
      if (Atoms.isWord(atom) && atom.contains(Shape.ANY)) {
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
          joined.add(Shape.ANY);
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
      if (Atoms.isWord(atom)) {
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
}
