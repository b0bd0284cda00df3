package postmortem.log.signature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Signatures of one shape: a row for each, a column for each place of a word. */
final class Table {

  /** Nothing new is found after a few rounds; this is for text made to be difficult. */
  private static final int MOST_ROUNDS = 8;

  private static final int FEWEST_ROWS = 4;

  /** Where only one word is the same, more values are wanted. */
  private static final int ENOUGH_ALONE = Words.ENOUGH * 3 / 2;

  /** Parts of paths tell requests apart; what has so many values does not. */
  private static final int ENOUGH_OF_A_PATH = Words.ENOUGH * 4;

  /** From so many rows on, one word in common is enough where nearly every row has others. */
  private static final int MANY_ROWS = 32;

  /** From so many words in common on, fewer values are enough. */
  private static final int CONTEXT = 4;

  /** From so many on, what a line begins with needs no more values than other words. */
  private static final int SHORT_CONTEXT = 3;

  /** From so many words in common on, any two others are values. */
  private static final int LONG_CONTEXT = 12;

  private static final int RARE = 4;
  private static final int MOST_GENERAL = 64;

  private final Shape shape;
  private final boolean requests;
  private final Words words;
  private final Clusters.Effort effort;
  private final int columns;
  private final List<Place> places;
  private final long labels;
  private List<Row> rows = new ArrayList<>();

  Table(Shape shape, boolean requests, Words words, Clusters.Effort effort) {
    this.shape = shape;
    this.requests = requests;
    this.words = words;
    this.effort = effort;
    this.columns = shape.words().size();
    this.places = requests ? List.of() : Place.of(shape.glue());
    this.labels = places.stream().filter(place -> place == Place.LABELLED).count();
  }

  /** Adds signatures of this shape with the same words. */
  void add(List<Integer> members, List<String> text) {
    rows.add(new Row(text.stream().mapToInt(words::number).toArray(), members));
  }

  /** Merges what the same statement wrote. */
  void merge() {
    boolean changed = true;
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
      unite();
      if (rows.size() < 2 || columns < 2) {
        return;
      }
      changed = values();
      for (int column = 0; column < columns; column++) {
        changed |= siblings(column);
      }
      if (!changed && !requests) {
        changed = patterns();
        changed |= absorb();
      }
    }
    unite();
  }

  /** Adds the members of each row to those of the same template. */
  void clusters(Map<String, List<Integer>> to) {
    for (Row row : rows) {
      String template = shape.text(Arrays.stream(row.words).mapToObj(words::text).toList());
      to.computeIfAbsent(template, k -> new ArrayList<>()).addAll(row.members);
    }
  }

  /** Makes one of rows with the same words. */
  private void unite() {
    Map<List<Integer>, Row> united = new HashMap<>();
    List<Row> kept = new ArrayList<>();
    for (Row row : rows) {
      effort.words += columns;
      Row same = united.putIfAbsent(Arrays.stream(row.words).boxed().toList(), row);
      if (same == null) {
        kept.add(row);
      } else {
        same.members.addAll(row.members);
      }
    }
    rows = kept;
  }

  /** Rows which differ only where values stand, by the characters around them. */
  private boolean values() {
    List<Integer> open = new ArrayList<>();
    for (int column = 0; column < places.size(); column++) {
      if (places.get(column) != Place.TEXT) {
        open.add(column);
      }
    }
    if (open.isEmpty()) {
      return false;
    }
    Map<Long, List<Row>> alike = new HashMap<>();
    for (Row row : rows) {
      effort.words += open.size();
      alike.computeIfAbsent(row.rest(open), k -> new ArrayList<>()).add(row);
    }
    boolean changed = false;
    for (List<Row> same : alike.values()) {
      for (int column : open) {
        int first = same.get(0).words[column];
        if (same.stream().anyMatch(row -> row.words[column] != first) && areValues(same, column)) {
          same.forEach(row -> row.set(column, Words.ANY));
          changed = true;
        }
      }
    }
    return changed;
  }

  private boolean areValues(List<Row> same, int column) {
    Row any = same.get(0);
    return switch (places.get(column)) {
      case NAMED -> !words.isWhatHappened(any.words[column - 1]);
      case LABELLED ->
          !words.isWrong(any.words[column - 1])
              && enough(any, column) <= Words.ENOUGH
              && (labels > 1 || same.stream().noneMatch(row -> words.isVerb(row.words[column])));
      case ENCLOSED -> enough(any, column) <= Words.ENOUGH;
      case SAID, TEXT -> false;
    };
  }

  /** Rows which differ in nothing but that column. */
  private boolean siblings(int column) {
    Map<Long, List<Row>> alike = new HashMap<>();
    for (Row row : rows) {
      effort.words++;
      long rest = row.rest(column);
      alike.computeIfAbsent(rest, k -> new ArrayList<>()).add(row);
    }
    boolean changed = false;
    for (List<Row> same : alike.values()) {
      if (same.size() > 1) {
        changed |= vary(same, column, enough(same.get(0), column));
      }
    }
    return changed;
  }

  /** From which weight on the words of a column are values where all others are the same. */
  private int enough(Row row, int column) {
    if (requests) {
      return ENOUGH_OF_A_PATH;
    }
    int constants = constants(row, column);
    if (constants == 0) {
      return Integer.MAX_VALUE;
    }
    // What a line begins with tells statements apart more often than a variable does.
    boolean first = column == 0;
    if (constants >= LONG_CONTEXT) {
      return first ? Words.ENOUGH_IN_CONTEXT : Words.ENOUGH_IN_LONG_CONTEXT;
    }
    if (constants >= CONTEXT) {
      return first ? Words.ENOUGH : Words.ENOUGH_IN_CONTEXT;
    }
    int enough = constants == 1 ? ENOUGH_ALONE : Words.ENOUGH;
    return first && constants < SHORT_CONTEXT ? 2 * enough : enough;
  }

  private int constants(Row row, int without) {
    int constants = 0;
    for (int c = 0; c < columns; c++) {
      constants += c != without && words.isConstant(row.words[c]) ? 1 : 0;
    }
    return constants;
  }

  /** Makes a variable of a column where its words look like values. */
  private boolean vary(List<Row> same, int column, int enough) {
    Set<Integer> values = new HashSet<>();
    boolean any = false;
    int masked = 0;
    int weight = 0;
    for (Row row : same) {
      int word = row.words[column];
      if (values.add(word)) {
        any |= word == Words.ANY;
        masked += words.isVariable(word) ? 1 : 0;
        weight += words.weight(word);
      }
    }
    if (values.size() < 2) {
      return false;
    }
    boolean cue =
        (column > 0 && words.isCue(same.get(0).words[column - 1]))
            || (column + 1 < columns && words.isKind(same.get(0).words[column + 1]));
    boolean happened =
        !requests
            && switch (places.get(column)) {
              case NAMED -> words.isWhatHappened(same.get(0).words[column - 1]);
              case LABELLED -> words.isWrong(same.get(0).words[column - 1]);
              case SAID -> true;
              case ENCLOSED, TEXT -> false;
            };
    boolean known =
        enough < Integer.MAX_VALUE
            && !happened
            && !(column == 0 && shape.beginsWithField())
            && values.stream().noneMatch(word -> words.isOperation(word));
    boolean all = known && (cue ? 2 : 1) * weight >= enough;
    Map<String, Integer> stems = new HashMap<>();
    for (int word : values) {
      stems.merge(words.stem(word), 1, Integer::sum);
    }
    boolean changed = false;
    for (Row row : same) {
      int word = row.words[column];
      String stem = words.stem(word);
      boolean value =
          all
              || (!requests && isPlural(word, values))
              || (!stem.isEmpty() && !requests && stems.getOrDefault(stem, 0) > 1)
              || (any && known && !requests && !words.isVerb(word))
              || (masked > 1 && !requests && words.isVariable(word));
      if (value && word != Words.ANY) {
        row.set(column, Words.ANY);
        changed = true;
      }
    }
    return changed;
  }

  /** Whether the same word stands there in singular and in plural. */
  private boolean isPlural(int word, Set<Integer> values) {
    String text = words.text(word);
    for (int other : values) {
      String that = words.text(other);
      if (that.length() == text.length() + 1 ? that.equals(text + "s") : text.equals(that + "s")) {
        return true;
      }
    }
    return false;
  }

  /** Rows which have the words in common that are equally frequent. */
  private boolean patterns() {
    if (rows.size() < FEWEST_ROWS) {
      return false;
    }
    List<Map<Integer, Integer>> frequencies = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      Map<Integer, Integer> frequency = new HashMap<>();
      for (Row row : rows) {
        frequency.merge(row.words[column], 1, Integer::sum);
      }
      frequencies.add(frequency);
      effort.words += rows.size();
    }
    Map<List<Integer>, List<Row>> alike = new HashMap<>();
    for (Row row : rows) {
      effort.words += 2L * columns;
      List<Integer> pattern = pattern(row, frequencies);
      if (!pattern.isEmpty()) {
        alike.computeIfAbsent(pattern, k -> new ArrayList<>()).add(row);
      }
    }
    boolean changed = false;
    for (Map.Entry<List<Integer>, List<Row>> same : alike.entrySet()) {
      if (same.getValue().size() >= FEWEST_ROWS) {
        boolean told = tells(same.getKey());
        for (int column = 0; column < columns; column++) {
          if (same.getKey().get(column) < 0 && (told || isRare(same.getValue(), column))) {
            changed |= vary(same.getValue(), column, column == 0 ? 2 * Words.ENOUGH : Words.ENOUGH);
          }
        }
      }
    }
    return changed;
  }

  /** The words of a row's statement, and -1 in the other columns; empty when it tells none. */
  private List<Integer> pattern(Row row, List<Map<Integer, Integer>> frequencies) {
    Map<Integer, Integer> columnsOf = new HashMap<>();
    for (int column = 0; column < columns; column++) {
      int word = row.words[column];
      if (word != Words.ANY && word != Words.NONE) {
        int frequency = frequencies.get(column).getOrDefault(word, 0);
        if (frequency >= FEWEST_ROWS) {
          columnsOf.merge(frequency, 1, Integer::sum);
        }
      }
    }
    int best = 0;
    for (Map.Entry<Integer, Integer> entry : columnsOf.entrySet()) {
      int most = columnsOf.getOrDefault(best, 0);
      if (entry.getValue() > most || (entry.getValue() == most && entry.getKey() > best)) {
        best = entry.getKey();
      }
    }
    if (best == 0) {
      return List.of();
    }
    List<Integer> pattern = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      int word = row.words[column];
      boolean frequent = frequencies.get(column).getOrDefault(word, 0) >= best;
      pattern.add(word == Words.ANY || frequent ? word : -1);
    }
    return pattern;
  }

  /** Whether a pattern has at least two words, and half of those of its rows. */
  private static boolean tells(List<Integer> pattern) {
    int kept = 0;
    int open = 0;
    for (int word : pattern) {
      kept += word > Words.NONE ? 1 : 0;
      open += word < 0 ? 1 : 0;
    }
    return kept >= 2 && kept >= open;
  }

  /** Whether nearly every row has another word there. */
  private static boolean isRare(List<Row> rows, int column) {
    return rows.size() >= MANY_ROWS
        && RARE * rows.stream().mapToInt(row -> row.words[column]).distinct().count()
            >= rows.size();
  }

  /** Rows which say the same as one with more variables. */
  private boolean absorb() {
    Map<List<Integer>, Set<Long>> general = new TreeMap<>(Table::compare);
    for (Row row : rows) {
      List<Integer> open = new ArrayList<>();
      for (int column = 0; column < columns; column++) {
        if (row.words[column] == Words.ANY) {
          open.add(column);
        }
      }
      if (!open.isEmpty() && enough(row, open.get(0)) < Integer.MAX_VALUE) {
        general.computeIfAbsent(open, k -> new HashSet<>()).add(row.rest(open));
      }
    }
    boolean changed = false;
    for (Map.Entry<List<Integer>, Set<Long>> entry :
        general.entrySet().stream().limit(MOST_GENERAL).toList()) {
      List<Integer> open = entry.getKey();
      for (Row row : rows) {
        effort.words += open.size();
        boolean more = open.stream().anyMatch(column -> row.words[column] != Words.ANY);
        boolean verbs = open.stream().anyMatch(column -> words.isVerb(row.words[column]));
        if (more && !verbs && entry.getValue().contains(row.rest(open))) {
          open.forEach(column -> row.set(column, Words.ANY));
          changed = true;
        }
      }
    }
    return changed;
  }

  /** Fewest columns first. */
  private static int compare(List<Integer> a, List<Integer> b) {
    int order = Integer.compare(a.size(), b.size());
    for (int i = 0; order == 0 && i < a.size(); i++) {
      order = Integer.compare(a.get(i), b.get(i));
    }
    return order;
  }
}
