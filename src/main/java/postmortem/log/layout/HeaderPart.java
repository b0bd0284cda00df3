package postmortem.log.layout;

/**
 * A part of what the lines of a log begin with, as a pattern writes it.
 *
 * @param kind what it is
 * @param text of a literal as it stands; of a field its key where the lines name it, else nothing
 * @param closes whether what follows may be the message
 */
record HeaderPart(Kind kind, String text, boolean closes) {

  /** What a part is. */
  enum Kind {
    /** Punctuation, or the key of a field. */
    LITERAL,
    /** The stamp. */
    TIME,
    /** A word for a level. */
    LEVEL,
    /** A word for a level in capitals. */
    CAPITALS,
    /** A letter for a level. */
    LETTER,
    /** Letters between blanks, which a sentence has as well. */
    PLAIN,
    /** Anything between blanks. */
    WORD,
    /** What stands in brackets. */
    GROUP
  }

  /** Punctuation, behind which a message may begin if it is more than a blank. */
  static HeaderPart literal(String text) {
    return new HeaderPart(Kind.LITERAL, text, !text.isBlank() || text.indexOf('\t') >= 0);
  }

  static HeaderPart of(Kind kind, String key) {
    return new HeaderPart(kind, key, kind != Kind.PLAIN && kind != Kind.WORD);
  }

  boolean isLevel() {
    return kind == Kind.LEVEL || kind == Kind.CAPITALS || kind == Kind.LETTER;
  }
}
