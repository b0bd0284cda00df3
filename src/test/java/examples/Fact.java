package examples;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that is true about an example and stands at one place of its evidence.
 *
 * @param id stable name, unique in its example
 * @param at when it happened, UTC, in the precision of the source
 * @param statement what happened, in words
 * @param evidence path relative to the example's folder
 * @param line first line of the record in the decompressed text, from 1; null for JSON documents
 *     and repositories
 * @param pointer JSON Pointer of the record (a citation may point deeper), or {@code /<commit>};
 *     null for text
 * @param contains text that stands in the record at that place
 * @param required whether a timeline without a row for it is wrong; the others are there for those
 *     who look closer
 */
public record Fact(
    String id,
    Instant at,
    String statement,
    String evidence,
    @Nullable Integer line,
    @Nullable String pointer,
    String contains,
    boolean required) {
  public Fact {
    if ((line == null) == (pointer == null)) {
      throw new IllegalArgumentException(id + ": a place is either a line or a pointer");
    }
  }

  static Fact atLine(
      String id, Instant at, String statement, String evidence, int line, String contains) {
    return new Fact(id, at, statement, evidence, line, null, contains, true);
  }

  static Fact atPointer(
      String id, Instant at, String statement, String evidence, String pointer, String contains) {
    return new Fact(id, at, statement, evidence, null, pointer, contains, true);
  }

  /** The same, but a timeline may leave it out. */
  Fact optional() {
    return new Fact(id, at, statement, evidence, line, pointer, contains, false);
  }
}
