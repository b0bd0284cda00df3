package postmortem.log.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the patterns that the parts of a line allow, each as a {@link Proposal}. */
final class PatternWriter {

  private static final int NO_LEVEL = -1;

  /** So many words behind each other are a sentence. */
  private static final int SENTENCE = 3;

  private static final String OPENING = "[(<{\"";

  private PatternWriter() {}

  /** Adds the patterns that the beginning of a line allows, each once. */
  static void propose(List<HeaderPart> parts, String stamp, Map<String, Proposal> to) {
    int time = -1;
    List<Integer> levels = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).kind() == HeaderPart.Kind.TIME) {
        time = i;
      } else if (parts.get(i).isLevel()) {
        levels.add(i);
      }
    }
    if (time >= 0) {
      levels.add(NO_LEVEL);
    } else if (!stamp.isEmpty()) {
      return;
    }
    if ((Proposal.isEpoch(stamp) && isBehindWord(parts, time)) || isInSentence(parts, time)) {
      return;
    }
    for (int level : levels) {
      boolean shortest = true;
      for (int last = Math.max(time, level); last < parts.size(); last++) {
        // What follows has to begin behind blanks and punctuation.
        boolean ends =
            last + 1 == parts.size() || parts.get(last + 1).kind() != HeaderPart.Kind.LITERAL;
        if (ends && closes(parts, last, level)) {
          boolean doubtful = words(parts, time) >= SENTENCE;
          put(parts, last, level, "%{message->}", stamp, shortest, doubtful, to);
          shortest = false;
        }
      }
    }
  }

  /** Whether a figure stands behind a word, as in {@code order 1748291002}. */
  private static boolean isBehindWord(List<HeaderPart> parts, int at) {
    return at > 1
        && parts.get(at - 1).text().isBlank()
        && parts.get(at - 2).kind() == HeaderPart.Kind.PLAIN;
  }

  /** Whether a stamp goes on a sentence, as in {@code the token of Kim expires at}. */
  private static boolean isInSentence(List<HeaderPart> parts, int at) {
    return at > 1
        && parts.get(at - 1).text().isBlank()
        && parts.get(at - 2).kind() == HeaderPart.Kind.PLAIN
        && words(parts, at) >= SENTENCE;
  }

  /** How many words, marked by nothing, stand before a part. */
  private static int words(List<HeaderPart> parts, int at) {
    int words = 0;
    for (HeaderPart part : parts.subList(0, Math.max(0, at))) {
      boolean word = part.kind() == HeaderPart.Kind.PLAIN || part.kind() == HeaderPart.Kind.WORD;
      words += word ? 1 : 0;
    }
    return words;
  }

  /** Whether a message may begin behind a part: there is more than a blank, or a group ended. */
  private static boolean closes(List<HeaderPart> parts, int last, int level) {
    int at = last;
    while (at > 0 && parts.get(at).kind() == HeaderPart.Kind.LITERAL && !parts.get(at).closes()) {
      at--;
    }
    return at == level || (parts.get(at).closes() && !parts.get(at).isLevel());
  }

  /**
   * Adds the pattern of a line that ends with its stamp.
   *
   * @param parts of its beginning
   * @param level which of them is the level; -1 for none
   * @param ending the message and what is behind it
   */
  static void trailing(
      List<HeaderPart> parts, int level, String ending, String stamp, Map<String, Proposal> to) {
    if (level >= 0) {
      put(parts, level + 1, level, ending, stamp, true, true, to);
    }
    put(List.of(), -1, NO_LEVEL, ending, stamp, true, true, to);
  }

  /** Adds the pattern of a line that ends with its level and its stamp. */
  static void behindLevel(String pattern, String stamp, Map<String, Proposal> to) {
    add(new Proposal.Written(pattern, stamp, LineLayout.Level.WORD, true, 2, true, true), to);
  }

  private static void put(
      List<HeaderPart> parts,
      int last,
      int level,
      String ending,
      String stamp,
      boolean shortest,
      boolean doubtful,
      Map<String, Proposal> to) {
    StringBuilder pattern = new StringBuilder();
    int told = 0;
    for (int i = 0; i <= last; i++) {
      HeaderPart part = parts.get(i);
      if (part.kind() == HeaderPart.Kind.LITERAL) {
        pattern.append(literal(part.text(), i > 0 && padsBefore(parts, i)));
      } else {
        boolean padded = i < last && padsBefore(parts, i + 1);
        pattern.append(field(part, i == level, padded, told, pattern));
        told++;
      }
    }
    pattern.append(ending);
    HeaderPart.Kind kind = level == NO_LEVEL ? HeaderPart.Kind.TIME : parts.get(level).kind();
    LineLayout.Level how =
        level == NO_LEVEL
            ? LineLayout.Level.NONE
            : kind == HeaderPart.Kind.LETTER ? LineLayout.Level.LETTER : LineLayout.Level.WORD;
    boolean marked =
        level != NO_LEVEL && (kind == HeaderPart.Kind.CAPITALS || isMarked(parts, level));
    add(new Proposal.Written(pattern.toString(), stamp, how, marked, told, shortest, doubtful), to);
  }

  private static void add(Proposal.Written written, Map<String, Proposal> to) {
    int place = to.size();
    to.computeIfAbsent(
        written.stamp() + '\n' + written.pattern(), key -> new Proposal(written, place));
  }

  private static boolean isMarked(List<HeaderPart> parts, int level) {
    return (level > 0 && parts.get(level - 1).closes())
        || (level + 1 < parts.size() && parts.get(level + 1).closes());
  }

  /** Whether a literal is a row of blanks, which pads the field before it. */
  private static boolean padsBefore(List<HeaderPart> parts, int at) {
    HeaderPart part = parts.get(at);
    return part.kind() == HeaderPart.Kind.LITERAL
        && part.text().length() > 1
        && part.text().startsWith("  ")
        && part.text().isBlank()
        && parts.get(at - 1).kind() != HeaderPart.Kind.LITERAL;
  }

  private static String literal(String text, boolean padding) {
    return padding ? " " : text;
  }

  private static String field(
      HeaderPart part, boolean asLevel, boolean padded, int number, CharSequence before) {
    if (part.kind() == HeaderPart.Kind.TIME) {
      return padded ? "%{time->}" : "%{time}";
    }
    if (asLevel) {
      return switch (part.kind()) {
        case LETTER -> "%{level:1}";
        case CAPITALS -> "%{level:capitals->}";
        default -> "%{level:level->}";
      };
    }
    String key = part.text();
    boolean known = LayoutFinder.ROLES.contains(key) && before.toString().indexOf("%{" + key) < 0;
    String name = known ? key : "part" + number;
    boolean enclosed =
        before.length() > 0 && OPENING.indexOf(before.charAt(before.length() - 1)) >= 0;
    String type = enclosed || part.kind() == HeaderPart.Kind.GROUP ? "" : ":word";
    return "%{" + name + type + (padded ? "->" : "") + "}";
  }
}
