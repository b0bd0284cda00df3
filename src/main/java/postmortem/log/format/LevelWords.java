package postmortem.log.format;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import postmortem.event.Severity;

/** What words and letters commonly mean as levels, for those who look for one. */
public final class LevelWords {

  private static final String LETTERS = "TVDINWECFA";
  private static final Set<String> DOUBTFUL =
      Set.of("success", "failure", "log", "note", "config", "fine", "normal");
  private static final Severity[] MEANING = {
    Severity.DEBUG,
    Severity.DEBUG,
    Severity.DEBUG,
    Severity.INFO,
    Severity.NOTICE,
    Severity.WARNING,
    Severity.ERROR,
    Severity.CRITICAL,
    Severity.CRITICAL,
    Severity.CRITICAL
  };

  private LevelWords() {}

  /** The severity of a word in any case; {@link Severity#UNKNOWN} for other words. */
  public static Severity find(byte[] buf, int from, int to) {
    return to > from ? LevelTable.COLUMN.find(buf, from, to) : Severity.UNKNOWN;
  }

  /** Whether a word is a level for some programs, and an outcome or a name for most. */
  public static boolean isDoubtful(byte[] buf, int from, int to) {
    StringBuilder word = new StringBuilder();
    for (int i = from; i < to; i++) {
      word.append((char) (buf[i] | 0x20));
    }
    return DOUBTFUL.contains(word.toString());
  }

  /** The severity of a capital letter that stands alone. */
  public static Severity letter(byte letter) {
    int at = LETTERS.indexOf(letter);
    return at < 0 ? Severity.UNKNOWN : MEANING[at];
  }

  /** Words and signs that only a column of levels may have. */
  public static Map<String, Severity> ofColumns() {
    return new TreeMap<>(LevelTable.ofColumns());
  }

  /** The letters of a severity, as a declaration maps them. */
  public static String letters(Severity severity) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < MEANING.length; i++) {
      if (MEANING[i] == severity) {
        letters.append(LETTERS.charAt(i));
      }
    }
    return letters.toString();
  }
}
