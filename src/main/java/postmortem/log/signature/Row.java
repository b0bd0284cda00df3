package postmortem.log.signature;

import java.util.ArrayList;
import java.util.List;

/** One signature of a {@link Table}, or several that became equal: a word for each column. */
final class Row {
  final int[] words;
  final List<Integer> members = new ArrayList<>();

  /** A sum over the words, so that one can be taken out; 64 bits tell thousands of rows apart. */
  private long hash;

  Row(int[] words, List<Integer> members) {
    this.words = words;
    this.members.addAll(members);
    for (int column = 0; column < words.length; column++) {
      hash += mix(words[column], column);
    }
  }

  void set(int column, int word) {
    hash += mix(word, column) - mix(words[column], column);
    words[column] = word;
  }

  /** The same for rows which differ in nothing but that column. */
  long rest(int without) {
    return hash - mix(words[without], without);
  }

  /** The same for rows which differ in nothing but those columns. */
  long rest(List<Integer> without) {
    long rest = hash;
    for (int column : without) {
      rest -= mix(words[column], column);
    }
    return rest;
  }

  private static long mix(int word, int column) {
    long mixed = (word * 0x1F3B5L + column + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
