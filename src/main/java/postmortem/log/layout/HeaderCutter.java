package postmortem.log.layout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import postmortem.event.Severity;
import postmortem.log.format.LevelWords;

/**
 * Cuts the beginning of a line into the parts of which a pattern is written: the stamp, words for
 * levels, groups in brackets, words, and what stands between them. It ends where a sentence seems
 * to begin.
 */
final class HeaderCutter {

  private static final int MOST_PARTS = 44;
  private static final int LONGEST_GROUP = 80;
  private static final int LONGEST_KEY = 20;

  /** So many plain words behind each other are a sentence. */
  private static final int SENTENCE = 3;

  private static final String OPENING = "[(<{\"";
  private static final String CLOSING = "])>}\"";
  private static final String SEPARATING = "|;,";
  private static final String COLUMNS = "|;\t";
  private static final int MOST_COLUMNS = 8;

  /** With what a word for a level may be set off, besides brackets and what ends any word. */
  private static final String MARKING = "*~#!^$&+";

  private final byte[] buf;
  private final int to;
  private final int stampFrom;
  private final int stampTo;
  private final List<HeaderPart> parts = new ArrayList<>();
  private int at;
  private int plain;

  private HeaderCutter(byte[] buf, int from, int to, int stampFrom, int stampTo) {
    this.buf = buf;
    this.to = to;
    this.stampFrom = stampFrom;
    this.stampTo = stampTo;
    this.at = from;
  }

  /**
   * The parts of a line that lies between {@code from} and {@code to} and has a stamp.
   *
   * @param stampTo behind the last byte of the stamp
   */
  static List<HeaderPart> cut(byte[] buf, int from, int to, int stampFrom, int stampTo) {
    HeaderCutter cutter = new HeaderCutter(buf, from, to, stampFrom, stampTo);
    while (cutter.goesOn()) {
      cutter.next();
    }
    return List.copyOf(cutter.parts);
  }

  /**
   * The same of a line whose parts stand between bars, tabs or semicolons, whatever is in them: the
   * columns up to the stamp and the level; empty where no column is a level.
   */
  static List<HeaderPart> columns(byte[] buf, int from, int to, int stampFrom, int stampTo) {
    HeaderCutter cutter = new HeaderCutter(buf, from, to, stampFrom, stampTo);
    return cutter.isInColumns() ? List.copyOf(cutter.parts) : List.of();
  }

  private boolean isInColumns() {
    int end = stampTo;
    while (end < to && COLUMNS.indexOf(buf[end]) < 0) {
      if (isWordBegin(buf[end])) {
        return false;
      }
      end++;
    }
    byte separator = end < to ? buf[end] : 0;
    boolean level = false;
    for (int columns = 0; columns < MOST_COLUMNS && end < to; columns++) {
      int close = at;
      while (close < to && buf[close] != separator) {
        close++;
      }
      if (close == to) {
        return false;
      }
      boolean stamp = at <= stampFrom && stampTo <= close;
      boolean more = stamp ? stampColumn(close) : column(close, !level);
      if (!more) {
        return false;
      }
      HeaderPart last = parts.get(parts.size() - 1);
      level |= !stamp && (last.isLevel() || (parts.size() > 1 && isPaddedLevel()));
      literal(close, close + 1);
      if (level && close >= stampTo) {
        return true;
      }
    }
    return false;
  }

  private boolean isPaddedLevel() {
    return parts.get(parts.size() - 1).kind() == HeaderPart.Kind.LITERAL
        && parts.get(parts.size() - 2).isLevel();
  }

  /** What stands around the stamp in its column: punctuation, or it is no column of its own. */
  private boolean stampColumn(int close) {
    for (int i = at; i < close; i++) {
      if ((i < stampFrom || i >= stampTo) && isWordBegin(buf[i])) {
        return false;
      }
    }
    if (at < stampFrom) {
      literal(at, stampFrom);
    }
    add(HeaderPart.of(HeaderPart.Kind.TIME, ""), stampTo);
    if (at < close) {
      literal(at, close);
    }
    return true;
  }

  private boolean column(int close, boolean mayBeLevel) {
    int content = content(at, close);
    int end = contentEnd(content, close);
    if (end == content) {
      return false;
    }
    HeaderPart.Kind kind = kind(content, end, HeaderPart.Kind.GROUP);
    if (!mayBeLevel || kind == HeaderPart.Kind.GROUP) {
      add(HeaderPart.of(HeaderPart.Kind.GROUP, ""), close);
      return true;
    }
    if (content > at) {
      literal(at, content);
    }
    add(HeaderPart.of(kind, ""), end);
    if (end < close) {
      literal(end, close);
    }
    return true;
  }

  /** Whether there is more; a control character ends what can be written in a pattern. */
  private boolean goesOn() {
    return at < to
        && (isBlank(buf[at]) || (buf[at] >> 5 != 0 && buf[at] != 0x7f))
        && parts.size() < MOST_PARTS
        && plain < SENTENCE;
  }

  private void next() {
    int start = at;
    if (at == stampFrom) {
      add(HeaderPart.of(HeaderPart.Kind.TIME, ""), stampTo);
    } else if (isBlank(buf[at])) {
      while (at < to && isBlank(buf[at])) {
        at++;
      }
      literal(start, at);
    } else if (OPENING.indexOf(buf[at]) >= 0) {
      group();
    } else if (isWordBegin(buf[at])) {
      word();
    } else {
      while (at < to && at != stampFrom && isPunctuation(buf[at])) {
        at++;
      }
      literal(start, at);
    }
  }

  private void add(HeaderPart part, int end) {
    boolean word = part.kind() == HeaderPart.Kind.PLAIN || part.kind() == HeaderPart.Kind.LEVEL;
    plain = word ? plain + 1 : 0;
    parts.add(part);
    at = end;
  }

  private void literal(int from, int end) {
    int kept = plain;
    HeaderPart part =
        HeaderPart.literal(new String(buf, from, end - from, StandardCharsets.US_ASCII));
    add(part, end);
    plain = part.closes() ? 0 : kept;
  }

  /** What stands in brackets or quotes, if it does not hold the stamp. */
  private void group() {
    byte closing = (byte) CLOSING.charAt(OPENING.indexOf(buf[at]));
    int close = at + 1;
    while (close < to && close - at < LONGEST_GROUP && buf[close] != closing) {
      close++;
    }
    boolean closed = close < to && buf[close] == closing;
    if (!closed || (at < stampFrom && stampFrom < close)) {
      literal(at, at + 1);
      return;
    }
    int from = at + 1;
    literal(at, from);
    int content = content(from, close);
    int end = contentEnd(content, close);
    int value = keyed(content, end);
    String key = key(content, value);
    if (value > content) {
      literal(from, value);
      content = value;
    }
    int word = letters(content, end);
    if (key.isEmpty()
        && word < end
        && kind(content, word, HeaderPart.Kind.GROUP) != HeaderPart.Kind.GROUP
        && endsLevel(word)) {
      groupWithLevel(content, word, end, close);
    } else {
      add(HeaderPart.of(kind(content, end, HeaderPart.Kind.GROUP), key), close);
    }
    literal(close, close + 1);
  }

  /** A group that begins with its level: {@code [ warning sync.job ]}, {@code [W/Cart]}. */
  private void groupWithLevel(int content, int word, int end, int close) {
    if (content > at) {
      literal(at, content);
    }
    add(HeaderPart.of(kind(content, word, HeaderPart.Kind.GROUP), ""), word);
    int rest = word;
    while (rest < end && (isBlank(buf[rest]) || isPunctuation(buf[rest]))) {
      rest++;
    }
    literal(word, rest);
    if (rest < end) {
      add(HeaderPart.of(HeaderPart.Kind.GROUP, ""), close);
    } else if (rest < close) {
      literal(rest, close);
    }
  }

  /** Where the letters end that begin at a place. */
  private int letters(int from, int end) {
    int letters = from;
    while (letters < end && isLetter(buf[letters])) {
      letters++;
    }
    return letters;
  }

  /** Whether what stands behind a word for a level is no part of a name, as in a file's. */
  private boolean endsLevel(int end) {
    return isBlank(buf[end]) || "/:|#".indexOf(buf[end]) >= 0;
  }

  /** Where what is not blank begins between two places; the second where there is nothing. */
  private int content(int from, int close) {
    int content = from;
    while (content < close && isBlank(buf[content])) {
      content++;
    }
    return content;
  }

  private int contentEnd(int content, int close) {
    int end = close;
    while (end > content && isBlank(buf[end - 1])) {
      end--;
    }
    return end;
  }

  private void word() {
    int end = at;
    while (end < to && end != stampFrom && !endsWord(end)) {
      end++;
    }
    int value = keyed(at, end);
    String key = key(at, value);
    if (value > at) {
      literal(at, value);
    }
    int word = letters(value, end);
    if (key.isEmpty() && word < end && MARKING.indexOf(buf[word]) >= 0 && isLevelWord(word)) {
      end = word;
    }
    add(HeaderPart.of(kind(value, end, HeaderPart.Kind.WORD), key), end);
  }

  /** Whether the word that ends there is one for a level: {@code *INFO*}, {@code WARN~}. */
  private boolean isLevelWord(int end) {
    return end - at > 1 && LevelWords.find(buf, at, end) != Severity.UNKNOWN;
  }

  private String key(int from, int value) {
    return value > from ? new String(buf, from, value - 1 - from, StandardCharsets.US_ASCII) : "";
  }

  private boolean endsWord(int end) {
    byte b = buf[end];
    return isBlank(b)
        || SEPARATING.indexOf(b) >= 0
        || OPENING.indexOf(b) >= 0
        || CLOSING.indexOf(b) >= 0
        || (b == ':' && (end + 1 == to || !isWordBegin(buf[end + 1])));
  }

  private HeaderPart.Kind kind(int from, int end, HeaderPart.Kind usual) {
    if (end - from == 1 && LevelWords.letter(buf[from]) != Severity.UNKNOWN) {
      return HeaderPart.Kind.LETTER;
    }
    if (LevelWords.find(buf, from, end) != Severity.UNKNOWN) {
      return isCapital(from, end) ? HeaderPart.Kind.CAPITALS : HeaderPart.Kind.LEVEL;
    }
    return usual == HeaderPart.Kind.WORD && isPlain(from, end) ? HeaderPart.Kind.PLAIN : usual;
  }

  /** Where the value begins behind a key and an equals sign; the beginning where there is none. */
  private int keyed(int from, int end) {
    int key = from;
    while (key < end && key - from < LONGEST_KEY && isKey(buf[key])) {
      key++;
    }
    boolean level =
        key + 1 < end && buf[key] == ':' && LevelWords.find(buf, key + 1, end) != Severity.UNKNOWN;
    return key > from && key + 1 < end && (buf[key] == '=' || level) ? key + 1 : from;
  }

  private boolean isCapital(int from, int end) {
    for (int i = from; i < end; i++) {
      if (buf[i] < 'A' || buf[i] > 'Z') {
        return false;
      }
    }
    return true;
  }

  private boolean isPlain(int from, int end) {
    for (int i = from; i < end; i++) {
      if (!isLetter(buf[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static boolean isLetter(byte b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }

  private static boolean isKey(byte b) {
    return isLetter(b) || b == '_' || b == '-' || b == '.';
  }

  private static boolean isWordBegin(byte b) {
    return isLetter(b) || (b >= '0' && b <= '9') || b == '_' || b == '/' || b < 0;
  }

  private static boolean isPunctuation(byte b) {
    return b > ' ' && b < 0x7f && !isWordBegin(b) && OPENING.indexOf(b) < 0;
  }
}
