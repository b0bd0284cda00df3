package postmortem.log.format;

import postmortem.event.stamp.Marks;
import postmortem.event.stamp.Outline;

/** What the text of a field has to look like. */
enum FieldType {
  /** Anything up to the next literal. */
  TEXT,
  /** Digits, with a sign if there is one. */
  INT,
  /** Digits, a point, digits. */
  FLOAT,
  /** A word for a level. */
  LEVEL,
  /** A word for a level in capitals: as prose has it only where it shouts. */
  CAPITALS,
  /**
   * A word for a level without any mark around it: words with which sentences begin count only in
   * capitals, or where more than one blank follows as behind a column.
   */
  BARE,
  /** An address of IP version 4 or 6. */
  IP,
  /** Hexadecimal digits, perhaps behind {@code 0x}. */
  HEX,
  /** At least one byte, no white space. */
  WORD,
  /**
   * The name of a pod that a controller of Kubernetes made: it ends in a dash and five of the
   * letters and digits from which that makes names.
   */
  POD,
  /** Text in double quotes, where a backslash takes the next byte with it. */
  QUOTED,
  /** From a brace to the brace that ends the line: an object of JSON, not looked into. */
  OBJECT,
  /** A few words or groups in brackets, as few as what follows needs. */
  TOKENS,
  /** Anything, as much as what follows leaves. */
  MOST,
  /** That many bytes. */
  FIXED,
  /** That many bytes, which are a word for a level. */
  FIXED_LEVEL;

  /**
   * Where a value of a type with an end of its own ends, or -1 when none begins at {@code from}.
   * For {@link #TEXT}, {@link #WORD}, {@link #TOKENS} and {@link #MOST}, which end at what follows,
   * always -1.
   */
  int end(byte[] buf, int from, int to, LevelTable levels) {
    return switch (this) {
      case INT -> digits(buf, sign(buf, from, to), to);
      case FLOAT -> decimal(buf, from, to);
      case LEVEL -> level(buf, from, to, levels);
      case CAPITALS -> capitals(buf, from, to, levels);
      case BARE -> bare(buf, from, to, levels);
      case IP -> address(buf, from, to);
      case HEX -> hex(buf, from, to);
      case POD -> pod(buf, from, to);
      case QUOTED -> quoted(buf, from, to);
      case OBJECT -> object(buf, from, to);
      case TEXT, WORD, TOKENS, MOST, FIXED, FIXED_LEVEL -> -1;
    };
  }

  /** Whether it is a word for a level, wherever that ends. */
  boolean isLevel() {
    return this == LEVEL || this == CAPITALS || this == BARE;
  }

  /** Whether a value of a type with an end of its own can begin with that byte. */
  boolean canBegin(int b) {
    boolean hex = (b >= '0' && b <= '9') || ((b | 0x20) >= 'a' && (b | 0x20) <= 'f');
    return switch (this) {
      case INT, FLOAT -> (b >= '0' && b <= '9') || b == '-' || b == '+';
      case IP -> hex || b == '.' || b == ':';
      case HEX -> hex;
      // Words of other languages begin with other bytes than those of ASCII.
      case LEVEL, BARE -> isWord((byte) b) || (byte) b < 0;
      case POD -> (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
      case CAPITALS -> b >= 'A' && b <= 'Z';
      case QUOTED -> b == '"';
      case OBJECT -> b == '{';
      case TEXT, WORD, TOKENS, MOST, FIXED, FIXED_LEVEL -> true;
    };
  }

  /**
   * Where a value may end that begins at a place inside an {@link Outline}, as bits; none is
   * missing.
   */
  int ends(Outline outline, int start) {
    return switch (this) {
      case INT -> number(outline, sign(outline, start));
      case FLOAT -> decimal(outline, sign(outline, start));
      case CAPITALS -> run(outline, start, WORDS);
      case LEVEL, BARE -> run(outline, start, LEVELS);
      case HEX -> run(outline, start, WORDS);
      case IP -> run(outline, start, ADDRESSES);
      case POD -> run(outline, start, PODS);
      case QUOTED, OBJECT ->
          outline.kind(start) == Outline.OTHER ? Outline.places(start, outline.length()) : 0;
      case TEXT, WORD, TOKENS, MOST, FIXED, FIXED_LEVEL ->
          Outline.places(start, outline.length()) | 1 << start;
    };
  }

  private static final int DIGITS = Outline.any(Outline.DIGIT);
  private static final int WORDS = Outline.any(Outline.DIGIT, Outline.LETTER);
  private static final int LEVELS = WORDS | Outline.any(Outline.OTHER);
  private static final int ADDRESSES = WORDS | Outline.any(Outline.POINT, Outline.COLON);
  private static final int PODS = WORDS | Outline.any(Outline.DASH);

  /** From which Kubernetes makes names: no vowels, so that no words come about. */
  private static final String GENERATED = "bcdfghjklmnpqrstvwxz2456789";

  private static final int GENERATED_LENGTH = 5;

  private static int sign(Outline outline, int at) {
    int kind = outline.kind(at);
    return kind == Outline.DASH || kind == Outline.OTHER ? at + 1 : at;
  }

  private static int number(Outline outline, int at) {
    int end = outline.run(at, DIGITS);
    return end > at || end == outline.length() ? 1 << end : 0;
  }

  private static int decimal(Outline outline, int at) {
    int point = outline.run(at, DIGITS);
    if (point == outline.length()) {
      return 1 << outline.length();
    }
    return point > at && outline.kind(point) == Outline.POINT ? number(outline, point + 1) : 0;
  }

  private static int run(Outline outline, int at, int kinds) {
    return Outline.places(at, outline.run(at, kinds));
  }

  /** The {@link Marks} that every value of it has. */
  long marks() {
    return switch (this) {
      case INT -> Marks.of((byte) '0');
      case FLOAT -> Marks.of((byte) '0') | Marks.of((byte) '.');
      case POD -> Marks.of((byte) '-');
      case QUOTED -> Marks.of((byte) '"');
      case OBJECT -> Marks.of((byte) '{') | Marks.of((byte) '}');
      case IP, HEX, LEVEL, CAPITALS, BARE, TEXT, WORD, TOKENS, MOST, FIXED, FIXED_LEVEL -> 0;
    };
  }

  private static int sign(byte[] buf, int from, int to) {
    return from < to && (buf[from] == '-' || buf[from] == '+') ? from + 1 : from;
  }

  private static int digits(byte[] buf, int from, int to) {
    int at = from;
    while (at < to && buf[at] >= '0' && buf[at] <= '9') {
      at++;
    }
    return at == from ? -1 : at;
  }

  private static int decimal(byte[] buf, int from, int to) {
    int whole = digits(buf, sign(buf, from, to), to);
    return whole < 0 || whole >= to || buf[whole] != '.' ? -1 : digits(buf, whole + 1, to);
  }

  private static int level(byte[] buf, int from, int to, LevelTable levels) {
    int at = from;
    while (at < to && isWord(buf[at])) {
      at++;
    }
    int beyond = at;
    while (beyond < to && (isWord(buf[beyond]) || buf[beyond] < 0)) {
      beyond++;
    }
    if (beyond > at && levels.find(buf, from, beyond) != postmortem.event.Severity.UNKNOWN) {
      return beyond;
    }
    return at > from && levels.find(buf, from, at) != postmortem.event.Severity.UNKNOWN ? at : -1;
  }

  private static int capitals(byte[] buf, int from, int to, LevelTable levels) {
    int at = from;
    while (at < to && buf[at] >= 'A' && buf[at] <= 'Z') {
      at++;
    }
    return at > from
            && (at == to || !isWord(buf[at]))
            && levels.find(buf, from, at) != postmortem.event.Severity.UNKNOWN
        ? at
        : -1;
  }

  private static int bare(byte[] buf, int from, int to, LevelTable levels) {
    int end = level(buf, from, to, levels);
    if (end < 0 || capitals(buf, from, to, levels) == end) {
      return end;
    }
    boolean column =
        end < to && (buf[end] == '\t' || (end + 1 < to && buf[end] == ' ' && buf[end + 1] == ' '));
    return column || !levels.mayBeginSentence(buf, from, end) ? end : -1;
  }

  private static boolean isWord(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
  }

  private static boolean isHex(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
  }

  private static int address(byte[] buf, int from, int to) {
    int at = from;
    int points = 0;
    int colons = 0;
    while (at < to && (isHex(buf[at]) || buf[at] == '.' || buf[at] == ':')) {
      points += buf[at] == '.' ? 1 : 0;
      colons += buf[at] == ':' ? 1 : 0;
      at++;
    }
    // 1.2.3.4:80 is an address and a port: the address ends at the colon.
    if (points == 3 && colons == 1) {
      at = from;
      while (buf[at] != ':') {
        at++;
      }
      return at > from ? at : -1;
    }
    return (points == 3 && colons != 1) || (points == 0 && colons >= 2) ? at : -1;
  }

  private static int pod(byte[] buf, int from, int to) {
    int dash = -1;
    int at = from;
    while (at < to
        && ((buf[at] >= 'a' && buf[at] <= 'z')
            || (buf[at] >= '0' && buf[at] <= '9')
            || buf[at] == '-')) {
      dash = buf[at] == '-' ? at : dash;
      at++;
    }
    if (dash <= from || buf[from] == '-' || at - dash != GENERATED_LENGTH + 1) {
      return -1;
    }
    for (int i = dash + 1; i < at; i++) {
      if (GENERATED.indexOf(buf[i]) < 0) {
        return -1;
      }
    }
    return at;
  }

  private static int hex(byte[] buf, int from, int to) {
    int start =
        to - from > 2 && buf[from] == '0' && (buf[from + 1] | 0x20) == 'x' ? from + 2 : from;
    int at = start;
    while (at < to && isHex(buf[at])) {
      at++;
    }
    return at == start ? -1 : at;
  }

  private static int object(byte[] buf, int from, int to) {
    return to - from > 1 && buf[from] == '{' && buf[to - 1] == '}' ? to : -1;
  }

  private static int quoted(byte[] buf, int from, int to) {
    if (from >= to || buf[from] != '"') {
      return -1;
    }
    int at = ByteSearch.indexOf(buf, from + 1, to, (byte) '"', (byte) '\\');
    while (at < to && buf[at] == '\\') {
      at = ByteSearch.indexOf(buf, at + 2, to, (byte) '"', (byte) '\\');
    }
    return at < to ? at + 1 : -1;
  }
}
