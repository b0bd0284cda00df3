package postmortem.log.format;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;

/** Words for levels, looked up as bytes without regard to case. Immutable. */
final class LevelTable {

  /**
   * With these begin sentences that say nothing of a level: {@code Config reloaded}, {@code Alert
   * manager started}, {@code Log file opened}.
   */
  private static final Set<String> PROSE =
      Set.of(
          "alert",
          "config",
          "critical",
          "emergency",
          "failure",
          "fine",
          "information",
          "log",
          "note",
          "notice",
          "panic",
          "sever",
          "severe",
          "silly",
          "success",
          "trace",
          "verbose");

  /**
   * What programs write that follow the language of their machine, and those of teams that write in
   * their own. Each may begin a sentence as well.
   */
  private static final Map<Severity, String> SPOKEN =
      Map.of(
          Severity.DEBUG,
          "konfiguration \u043e\u0442\u043b\u0430\u0434\u043a\u0430 \u8c03\u8bd5 \u30c7\u30d0\u30c3\u30b0 \ub514\ubc84\uadf8",
          Severity.INFO,
          "infos informations informazioni informaci\u00f3n informa\u00e7\u00e3o informa\u00e7\u00f5es"
              + " informatie informacja \u0438\u043d\u0444\u043e"
              + " \u0438\u043d\u0444\u043e\u0440\u043c\u0430\u0446\u0438\u044f \u60c5\u5831 \u4fe1\u606f"
              + " \uc815\ubcf4 bilgi meldung",
          Severity.NOTICE,
          "hinweis",
          Severity.WARNING,
          "warnung avertissement advertencia avvertenza advert\u00eancia avviso aviso varning attention"
              + " advarsel waarschuwing varoitus ostrze\u017cenie varov\u00e1n\u00ed"
              + " upozorn\u011bn\u00ed figyelmeztet\u00e9s uyar\u0131"
              + " \u043f\u0440\u0435\u0434\u0443\u043f\u0440\u0435\u0436\u0434\u0435\u043d\u0438\u0435"
              + " \u8b66\u544a \uacbd\uace0",
          Severity.ERROR,
          "fehler schwerwiegend st\u00f6rung erreur errore erro grave fel allvarlig fejl feil fout"
              + " virhe b\u0142\u0105d chyba hiba hata \u043e\u0448\u0438\u0431\u043a\u0430"
              + " \u9519\u8bef \u932f\u8aa4 \u30a8\u30e9\u30fc \uc624\ub958 \uc5d0\ub7ec"
              + " \u4e25\u91cd \u91cd\u5927 \uc2ec\uac01",
          Severity.CRITICAL,
          "kritisch critique cr\u00edtico critico kritisk krytyczny \u81f4\u547d"
              + " \u81f4\u547d\u7684 \u81f4\u547d\u9519\u8bef"
              + " \u043a\u0440\u0438\u0442\u0438\u0447\u0435\u0441\u043a\u0438\u0439");

  /** Signs with which programs for people mark how bad something is, with and without colour. */
  private static final Map<Severity, String> SIGNS =
      Map.of(
          Severity.DEBUG,
          "\ud83d\udc1b",
          Severity.INFO,
          "\u2139 \u2139\ufe0f \u2705 \u2714 \u2714\ufe0f \u2713",
          Severity.WARNING,
          "\u26a0 \u26a0\ufe0f",
          Severity.ERROR,
          "\u274c \u2716 \u2716\ufe0f \u2717 \u2718",
          Severity.CRITICAL,
          "\ud83d\udea8");

  /** What programs commonly write. */
  static final LevelTable USUAL = usual();

  /**
   * The same and words that are a level only in a column of levels, as in events of Kubernetes:
   * elsewhere they say that nothing is unusual.
   */
  static final LevelTable COLUMN = with(ofColumns());

  private final byte[][] words;
  private final Severity[] severities;
  private final boolean[] prose;
  private final int mask;

  /** Where a word is looked for that is none of these; null for nowhere. */
  private final @Nullable LevelTable further;

  private LevelTable(
      Map<String, Severity> levels, Set<String> sentences, @Nullable LevelTable further) {
    this.further = further;
    int slots = Integer.highestOneBit(Math.max(4, levels.size() * 4)) * 2;
    words = new byte[slots][];
    severities = new Severity[slots];
    prose = new boolean[slots];
    mask = slots - 1;
    for (Map.Entry<String, Severity> level : levels.entrySet()) {
      byte[] word = level.getKey().getBytes(StandardCharsets.UTF_8);
      int slot = hash(word, 0, word.length) & mask;
      while (words[slot] != null) {
        slot = (slot + 1) & mask;
      }
      words[slot] = word;
      severities[slot] = level.getValue();
      prose[slot] = sentences.contains(level.getKey());
    }
  }

  /** The usual words and these; where both know a word, these decide. */
  static LevelTable with(Map<String, Severity> own) {
    Map<String, Severity> words = new HashMap<>();
    own.forEach((word, severity) -> putOne(words, severity, word.toLowerCase(Locale.ROOT)));
    Set<String> sentences = new HashSet<>(PROSE);
    words.forEach(
        (word, severity) -> {
          byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
          if (USUAL.mayBeginSentence(bytes, 0, bytes.length)) {
            sentences.add(word);
          }
        });
    return new LevelTable(words, sentences, USUAL);
  }

  private static LevelTable usual() {
    Map<String, Severity> levels = new HashMap<>();
    SPOKEN.forEach((severity, text) -> put(levels, severity, text));
    Set<String> sentences = new HashSet<>(PROSE);
    for (String words : SPOKEN.values()) {
      for (String word : words.split(" ", -1)) {
        // In capitals, or in a script without them, it is no beginning of a sentence.
        if (!word.equals(word.toUpperCase(Locale.ROOT))) {
          sentences.add(word);
          sentences.add(asWritten(word));
        }
      }
    }
    put(
        levels,
        Severity.DEBUG,
        "trace trc debug dbg dbug fine finer finest verbose verb vrb silly config");
    put(levels, Severity.DEBUG, "debug1 debug2 debug3 debug4 debug5 ddebug subdebug");
    put(levels, Severity.INFO, "info inf information informational log success");
    put(levels, Severity.NOTICE, "notice note");
    put(levels, Severity.WARNING, "warning warn wrn mild_warning severe_warning");
    put(levels, Severity.ERROR, "error err severe eror failure mild_error severe_error");
    put(
        levels,
        Severity.CRITICAL,
        "critical crit fatal ftl alert emer emerg emergency fatal_error panic pnc dpanic");
    // As programs write them that give a level five bytes.
    put(levels, Severity.NOTICE, "notic");
    put(levels, Severity.WARNING, "warni");
    put(levels, Severity.ERROR, "sever");
    put(levels, Severity.CRITICAL, "criti");
    return new LevelTable(levels, sentences, /* further= */ null);
  }

  private static void put(Map<String, Severity> levels, Severity severity, String words) {
    for (String word : words.split(" ", -1)) {
      putOne(levels, severity, word);
    }
  }

  private static void putOne(Map<String, Severity> levels, Severity severity, String word) {
    levels.put(word, severity);
    // Letters of ASCII are compared in any case, others as they are.
    levels.put(asciiLower(word.toUpperCase(Locale.ROOT)), severity);
    levels.put(asWritten(word), severity);
  }

  /** With a capital letter at its beginning. */
  private static String asWritten(String word) {
    String capital = word.isEmpty() ? "" : word.substring(0, 1).toUpperCase(Locale.ROOT);
    return word.isEmpty() ? "" : asciiLower(capital) + word.substring(1);
  }

  private static String asciiLower(String word) {
    StringBuilder lower = new StringBuilder();
    word.chars().forEach(c -> lower.append((char) (c < 0x80 ? lower((byte) c) : c)));
    return lower.toString();
  }

  /** Words and signs that are a level only in a column of levels. */
  static Map<String, Severity> ofColumns() {
    Map<String, Severity> levels = new HashMap<>();
    SIGNS.forEach((severity, signs) -> put(levels, severity, signs));
    levels.put("normal", Severity.INFO);
    // What alarms of networks and plants are, as ITU-T X.733 has it.
    levels.put("cleared", Severity.INFO);
    levels.put("minor", Severity.WARNING);
    levels.put("major", Severity.ERROR);
    return levels;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b | 0x20 : b;
  }

  private static int hash(byte[] buf, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + lower(buf[i]);
    }
    return hash ^ (hash >>> 7);
  }

  /** Whether a word that it knows begins so. */
  boolean hasFirst(byte first) {
    for (byte[] word : words) {
      if (word != null && word[0] == lower(first)) {
        return true;
      }
    }
    return further != null && further.hasFirst(first);
  }

  /** Whether a known word may be the first of a sentence that says nothing of a level. */
  boolean mayBeginSentence(byte[] buf, int from, int to) {
    int slot = slot(buf, from, to);
    return slot >= 0 ? prose[slot] : further != null && further.mayBeginSentence(buf, from, to);
  }

  /** The severity of a word; {@link Severity#UNKNOWN} when it is none of the known. */
  Severity find(byte[] buf, int from, int to) {
    int slot = slot(buf, from, to);
    if (slot >= 0) {
      return severities[slot];
    }
    return further == null ? Severity.UNKNOWN : further.find(buf, from, to);
  }

  private int slot(byte[] buf, int from, int to) {
    int slot = hash(buf, from, to) & mask;
    while (words[slot] != null) {
      if (same(words[slot], buf, from, to)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return -1;
  }

  private static boolean same(byte[] word, byte[] buf, int from, int to) {
    if (word.length != to - from) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (lower(buf[from + i]) != word[i]) {
        return false;
      }
    }
    return true;
  }
}
