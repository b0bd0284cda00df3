package postmortem.log.format;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
          "avertissement",
          "erreur",
          "errore",
          "fehler",
          "warnung",
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

  /** What programs commonly write. */
  static final LevelTable USUAL = usual();

  /**
   * The same and words that are a level only in a column of levels, as in events of Kubernetes:
   * elsewhere they say that nothing is unusual.
   */
  static final LevelTable COLUMN = with(Map.of("normal", Severity.INFO));

  private final byte[][] words;
  private final Severity[] severities;
  private final boolean[] prose;
  private final int mask;

  private LevelTable(Map<String, Severity> levels) {
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
      prose[slot] = PROSE.contains(level.getKey());
    }
  }

  /** The usual words and these; where both know a word, these decide. */
  static LevelTable with(Map<String, Severity> own) {
    Map<String, Severity> all = usualWords();
    own.forEach((word, severity) -> all.put(word.toLowerCase(Locale.ROOT), severity));
    return new LevelTable(all);
  }

  private static LevelTable usual() {
    return new LevelTable(usualWords());
  }

  private static Map<String, Severity> usualWords() {
    Map<String, Severity> levels = new HashMap<>();
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
    // As programs write them that follow the language of their machine.
    put(levels, Severity.WARNING, "warnung avertissement advertencia avvertenza");
    put(levels, Severity.ERROR, "fehler schwerwiegend erreur errore");
    return levels;
  }

  private static void put(Map<String, Severity> levels, Severity severity, String words) {
    for (String word : words.split(" ", -1)) {
      levels.put(word, severity);
    }
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
    return false;
  }

  /** Whether a known word may be the first of a sentence that says nothing of a level. */
  boolean mayBeginSentence(byte[] buf, int from, int to) {
    int slot = slot(buf, from, to);
    return slot >= 0 && prose[slot];
  }

  /** The severity of a word; {@link Severity#UNKNOWN} when it is none of the known. */
  Severity find(byte[] buf, int from, int to) {
    int slot = slot(buf, from, to);
    return slot >= 0 ? severities[slot] : Severity.UNKNOWN;
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
