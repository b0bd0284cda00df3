package postmortem.source.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import postmortem.source.tree.Pointer;

/**
 * Where a declaration takes a value from: {@code /a/b} in the record (or in the element of it that
 * an {@code each} names), {@code ^/a} in the record around the element, {@code ^^/a} in what is
 * around that again, {@code $/a} in the document around the records, {@code @/a} in the joined
 * record.
 *
 * @param scope which of those
 * @param pointer in it; {@code *} takes all
 */
public record Reference(Scope scope, Pointer pointer) {

  /** Which value a pointer starts from. */
  public enum Scope {
    /** The record or the element. */
    ELEMENT,
    /** The record around the element. */
    RECORD,
    /** What is around the record around the element, as of samples in series in a record. */
    OUTER,
    /** The document around the records, as far as it stands before them. */
    DOCUMENT,
    /** The record of another source that a join found. */
    JOINED
  }

  private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");

  /** Reads alternatives, {@code /a | /b}: the first that holds something counts. */
  public static List<Reference> alternatives(String written) {
    List<Reference> all = new ArrayList<>();
    for (String one : BAR.split(written.strip(), -1)) {
      all.add(parse(one));
    }
    return List.copyOf(all);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Reference parse(String written) {
    String rest = written.isEmpty() ? "" : written.substring(1);
    if (written.startsWith("^^")) {
      return new Reference(Scope.OUTER, Pointer.parse(written.substring(2)));
    }
    return switch (written.isEmpty() ? '/' : written.charAt(0)) {
      case '^' -> new Reference(Scope.RECORD, Pointer.parse(rest));
      case '$' -> new Reference(Scope.DOCUMENT, Pointer.parse(rest));
      case '@' -> new Reference(Scope.JOINED, Pointer.parse(rest));
      default -> new Reference(Scope.ELEMENT, Pointer.parse(written));
    };
  }

  /** Whether the text looks like one, rather than like a name. */
  static boolean looksLike(String written) {
    return written.startsWith("/")
        || written.startsWith("^/")
        || written.startsWith("^^/")
        || written.startsWith("$/")
        || written.startsWith("@/");
  }
}
