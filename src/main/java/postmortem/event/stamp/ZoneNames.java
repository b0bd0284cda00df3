package postmortem.event.stamp;

import java.nio.charset.StandardCharsets;

/**
 * Abbreviations of zones as programs write them behind a stamp. They are fixed offsets: a summer
 * name ({@code CEST}) is its own entry. Those that mean different offsets in different countries
 * are marked; the offset given for them is the one that PostgreSQL's "Default" set takes.
 */
final class ZoneNames {

  private static final String CERTAIN =
      "UTC 0 GMT 0 UCT 0 Z 0 WET 0 WEST 60 CET 60 CEST 120 MET 60 MEST 120 EET 120 EEST 180 MSK 180 "
          + "EST -300 EDT -240 CDT -300 MDT -360 PST -480 PDT -420 MST -420 AKST -540 AKDT -480 "
          + "HST -600 JST 540 KST 540 HKT 480 SGT 480 PKT 300 NPT 345 WIB 420 AEST 600 AEDT 660 "
          + "ACST 570 ACDT 630 AWST 480 NZST 720 NZDT 780 SAST 120 CAT 120 EAT 180 WAT 60 BRT -180 ART -180";
  private static final String UNCERTAIN =
      "CST -360 IST 120 BST 60 AST -240 ADT -180 ECT -300 GST 240";

  private static final int LONGEST_WORDS = 64;
  private static final int MOST_HOURS = 14;
  private static final int SLOTS = 256;
  private static final long[] KEYS = new long[SLOTS];
  private static final int[] SECONDS = new int[SLOTS];
  private static final boolean[] MARKED = new boolean[SLOTS];

  static {
    fill(CERTAIN, false);
    fill(UNCERTAIN, true);
  }

  private ZoneNames() {}

  private static void fill(String table, boolean uncertain) {
    String[] words = table.split(" ", -1);
    for (int i = 0; i < words.length; i += 2) {
      byte[] name = words[i].getBytes(StandardCharsets.US_ASCII);
      long key = key(name, 0, name.length);
      int slot = slot(key);
      while (KEYS[slot] != 0) {
        slot = (slot + 1) % SLOTS;
      }
      KEYS[slot] = key;
      SECONDS[slot] = Integer.parseInt(words[i + 1]) * 60;
      MARKED[slot] = uncertain;
    }
  }

  private static long key(byte[] buf, int from, int to) {
    long key = 0;
    for (int i = from; i < to; i++) {
      key = (key << 8) | buf[i];
    }
    return key;
  }

  private static int slot(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> 56);
  }

  /** Behind the words that name a zone, up to the parenthesis that closes them; or -1. */
  static int words(byte[] buf, int from, int to) {
    int most = Math.min(to, from + LONGEST_WORDS);
    int end = from;
    while (end < most && buf[end] != ')' && buf[end] != '(' && buf[end] != '\n') {
      end++;
    }
    return end > from + 1 && end < to && buf[end] == ')' ? end : -1;
  }

  /** A name that {@link #parse} took, as text: letters of ASCII alone. */
  static String written(byte[] buf, int from, int to) {
    StringBuilder name = new StringBuilder();
    for (int at = from; at < to; at++) {
      name.append((char) buf[at]);
    }
    return name.toString();
  }

  /** Reads the capital letters at {@code from}; the end of a known name, or -1. */
  static int parse(byte[] buf, int from, int to, Stamp out) {
    int end = from;
    while (end < to && buf[end] >= 'A' && buf[end] <= 'Z') {
      end++;
    }
    if (end == from || end - from > 4 || (end < to && isWord(buf[end]))) {
      return -1;
    }
    long key = key(buf, from, end);
    for (int slot = slot(key); KEYS[slot] != 0; slot = (slot + 1) % SLOTS) {
      if (KEYS[slot] == key) {
        out.offset = SECONDS[slot];
        out.offsetUncertain = MARKED[slot];
        return end;
      }
    }
    return -1;
  }

  /**
   * Reads a name as {@link #parse} does, and behind {@code UTC} or {@code GMT} how far the time is
   * ahead of it: {@code UTC+2}, {@code GMT-5:30}.
   */
  static int parseWithOffset(byte[] buf, int from, int to, Stamp out) {
    int ahead = ahead(buf, from, to, out);
    return ahead > 0 ? ahead : parse(buf, from, to, out);
  }

  /** The end of {@code UTC} or {@code GMT} and of hours with a sign behind it, or -1. */
  static int ahead(byte[] buf, int from, int to, Stamp out) {
    int sign = from + 3;
    if (to - from < 5 || (buf[sign] != '+' && buf[sign] != '-') || !isUniversal(buf, from)) {
      return -1;
    }
    int end = sign + 1;
    while (end < to && Digits.isDigit(buf[end])) {
      end++;
    }
    int figures = end - sign - 1;
    int hours = number(buf, sign + 1, figures > 2 ? end - 2 : end);
    int minutes = figures > 2 ? number(buf, end - 2, end) : 0;
    if (figures < 3 && end + 2 < to && buf[end] == ':' && Digits.isDigit(buf[end + 1])) {
      minutes = Digits.value(buf, end + 1, to, 2);
      end += 3;
    }
    boolean goesOn =
        end < to
            && (isWord(buf[end])
                || isCapital(buf[end])
                || buf[end] == ':'
                || (buf[end] == '.' && end + 1 < to && Digits.isDigit(buf[end + 1])));
    boolean form = figures == 1 ? hours > 0 : figures == 2 || figures == 4;
    if (!form || hours > MOST_HOURS || (minutes != 0 && minutes != 30 && minutes != 45) || goesOn) {
      return -1;
    }
    int seconds = hours * 3600 + minutes * 60;
    out.offset = buf[sign] == '-' ? -seconds : seconds;
    out.offsetUncertain = false;
    return end;
  }

  private static boolean isUniversal(byte[] buf, int from) {
    return (buf[from] == 'U' && buf[from + 1] == 'T' && buf[from + 2] == 'C')
        || (buf[from] == 'G' && buf[from + 1] == 'M' && buf[from + 2] == 'T');
  }

  private static int number(byte[] buf, int from, int to) {
    int number = 0;
    for (int at = from; at < to; at++) {
      number = Math.min(number * 10 + (buf[at] - '0'), MOST_HOURS + 1000);
    }
    return number;
  }

  /**
   * Reads a zone's name behind an offset. One that means the same says nothing new; another one is
   * kept as {@link Stamp#otherOffset}. A name with several meanings contradicts nothing.
   *
   * @return the end of the name, or -1 when none stands there
   */
  static int confirm(byte[] buf, int from, int to, Stamp out) {
    int offset = out.offset;
    boolean uncertain = out.offsetUncertain;
    int end = parse(buf, from, to, out);
    int named = out.offset;
    boolean vague = out.offsetUncertain;
    out.offset = offset;
    out.offsetUncertain = uncertain;
    if (end >= 0 && !vague && named != offset) {
      out.otherOffset = named;
    }
    return end;
  }

  private static boolean isCapital(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  private static boolean isWord(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '_';
  }
}
