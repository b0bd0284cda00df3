package postmortem.document.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Passage;
import postmortem.document.read.Spot;
import postmortem.document.read.Table;

/**
 * A sentence that somebody wrote in their own words.
 *
 * @param passage where it stands
 * @param start index of its first character in the text of the passage
 * @param text with spaces where something is quoted
 */
record Sentence(Passage passage, int start, String text) {

  private static final Pattern END =
      Pattern.compile("(?<!\\b(?:e\\.g|i\\.e|cf|vs|etc))[.!?;]+(?=\\s|$)");
  private static final Pattern QUOTE =
      Pattern.compile("\"[^\"]{1,400}\"|\u201c[^\u201d]{1,400}\u201d");
  private static final Pattern QUESTION = Pattern.compile("\\s*_?Question\\b.*", Pattern.DOTALL);

  /**
   * All sentences of a document that are prose: no code, no quoted evidence, no words in quotation
   * marks, no cell of a row that cites evidence, and not the excerpts.
   */
  static List<Sentence> of(DocumentText document) {
    Set<Spot> cited = citedCells(document);
    List<Sentence> sentences = new ArrayList<>();
    for (Passage passage : document.passages()) {
      if (passage.kind() != Passage.Kind.CODE
          && !passage.quoted()
          && !cited.contains(passage.at())
          && !isUnder(passage, "excerpt")) {
        split(passage, sentences);
      }
    }
    return sentences;
  }

  private static void split(Passage passage, List<Sentence> sentences) {
    StringBuilder blanked = new StringBuilder(passage.ownWords());
    Matcher quote = QUOTE.matcher(passage.ownWords());
    while (quote.find()) {
      for (int i = quote.start(); i < quote.end(); i++) {
        blanked.setCharAt(i, ' ');
      }
    }
    String own = blanked.toString();
    int start = 0;
    Matcher end = END.matcher(own);
    while (end.find()) {
      add(passage, own, start, end.end(), sentences);
      start = end.end();
    }
    add(passage, own, start, own.length(), sentences);
  }

  private static void add(Passage passage, String own, int from, int to, List<Sentence> sentences) {
    int start = from;
    while (start < to && Character.isWhitespace(own.charAt(start))) {
      start++;
    }
    if (start < to) {
      sentences.add(new Sentence(passage, start, own.substring(start, to)));
    }
  }

  /** Cells of tables with a column Evidence say what the evidence said. */
  private static Set<Spot> citedCells(DocumentText document) {
    Set<Spot> cells = new HashSet<>();
    for (Table table : document.tables()) {
      if (table.header().stream().anyMatch(c -> c.text().equalsIgnoreCase("evidence"))) {
        table.rows().forEach(row -> row.stream().map(Cell::at).forEach(cells::add));
      }
    }
    return cells;
  }

  private static boolean isUnder(Passage passage, String words) {
    return passage.section().stream()
        .anyMatch(title -> title.toLowerCase(Locale.ROOT).contains(words));
  }

  /** Whether one of the headings above contains one of the words, which are in lower case. */
  boolean isUnder(String... words) {
    for (String each : words) {
      if (isUnder(passage, each)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it asks: it ends in a question mark, or is a prompt of the template. */
  boolean isQuestion() {
    return text.stripTrailing().endsWith("?") || QUESTION.matcher(text).matches();
  }

  /** Where a character of it stands. */
  Spot at(int index) {
    return passage.at(start + index);
  }
}
