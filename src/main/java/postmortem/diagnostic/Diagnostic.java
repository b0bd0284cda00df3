package postmortem.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something the user has to know: what, where, why, and what to do.
 *
 * @param code stable, {@code PM-} letter and three digits; the letter names the stage
 * @param level how bad
 * @param location where; null when no place can be named
 * @param message what is wrong, one sentence without a full stop
 * @param snippet the text at the place; null when there is none
 * @param notes further lines: what was tried, what follows
 * @param help what to do; null when there is nothing
 */
public record Diagnostic(
    String code,
    Level level,
    @Nullable Location location,
    String message,
    @Nullable Snippet snippet,
    List<String> notes,
    @Nullable String help) {

  /** By place, then level, code and message, so that output does not depend on who ran first. */
  public static final Comparator<Diagnostic> ORDER =
      Comparator.comparing(Diagnostic::location, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Diagnostic::level)
          .thenComparing(Diagnostic::code)
          .thenComparing(Diagnostic::message);

  private static final Pattern CODE = Pattern.compile("PM-[A-Z][0-9]{3}");

  public Diagnostic {
    if (!CODE.matcher(code).matches() || message.isBlank()) {
      throw new IllegalArgumentException("not a diagnostic: " + code + " " + message);
    }
    notes = List.copyOf(notes);
  }

  /** An error without a place. */
  public static Diagnostic error(String code, String message) {
    return new Diagnostic(code, Level.ERROR, null, message, null, List.of(), null);
  }

  /** A warning without a place. */
  public static Diagnostic warning(String code, String message) {
    return new Diagnostic(code, Level.WARNING, null, message, null, List.of(), null);
  }

  /** A note without a place. */
  public static Diagnostic note(String code, String message) {
    return new Diagnostic(code, Level.NOTE, null, message, null, List.of(), null);
  }

  /** The same at a place. */
  public Diagnostic at(Location place) {
    return new Diagnostic(code, level, place, message, snippet, notes, help);
  }

  /** The same with the text at the place. */
  public Diagnostic showing(Snippet text) {
    return new Diagnostic(code, level, location, message, text, notes, help);
  }

  /** The same with one more note. */
  public Diagnostic noting(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Diagnostic(code, level, location, message, snippet, more, help);
  }

  /** The same with advice. */
  public Diagnostic helping(String advice) {
    return new Diagnostic(code, level, location, message, snippet, notes, advice);
  }

  /**
   * The text for people, several lines, ending in a line feed:
   *
   * <pre>
   * error[PM-F012]: sample does not match any pattern
   *   --&gt; formats/x.yaml:14:9
   *    | 2025-02-09 10:05:23 boom
   *    |            ^ matched up to here
   *   note: tried "main"
   *   help: ...
   * </pre>
   */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    out.append(level.label()).append('[').append(code).append("]: ").append(message).append('\n');
    if (location != null) {
      out.append("  --> ").append(location).append('\n');
    }
    if (snippet != null) {
      // A tab before the caret would move it: show one space for it, as the caret line does.
      out.append("   | ").append(snippet.text().replace('\t', ' ')).append('\n');
      out.append("   | ").append(" ".repeat(snippet.caret())).append('^');
      if (!snippet.remark().isEmpty()) {
        out.append(' ').append(snippet.remark());
      }
      out.append('\n');
    }
    for (String note : notes) {
      out.append("  note: ").append(note).append('\n');
    }
    if (help != null) {
      out.append("  help: ").append(help).append('\n');
    }
    return out.toString();
  }
}
