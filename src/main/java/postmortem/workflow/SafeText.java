package postmortem.workflow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Snippet;
import postmortem.redact.Redactor;

/**
 * Makes diagnostics fit to be printed. What comes from evidence was redacted where it was made;
 * command lines and files that people write can hold a token as well, and are shown as they are
 * written. This is the last door: everything that is said passes it. Afterwards, long lines are cut
 * around their caret.
 */
public final class SafeText {

  private static final int BEFORE = 60;
  private static final int BEHIND = 60;
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\t\\u200c\\u200d\\u00ad]]");

  private SafeText() {}

  /**
   * Diagnostics without secrets.
   *
   * @param key makes replacements stable pseudonyms; null or empty replaces without them
   */
  public static List<Diagnostic> of(List<Diagnostic> diagnostics, @Nullable String key) {
    Redactor redactor = Redactor.builtIn(key);
    List<Diagnostic> safe = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      safe.add(of(diagnostic, redactor));
    }
    return List.copyOf(safe);
  }

  private static Diagnostic of(Diagnostic diagnostic, Redactor redactor) {
    Location place = diagnostic.location();
    Snippet snippet = diagnostic.snippet();
    String help = diagnostic.help();
    return new Diagnostic(
        diagnostic.code(),
        diagnostic.level(),
        place == null
            ? null
            : new Location(text(redactor, place.file()), place.line(), place.column()),
        text(redactor, diagnostic.message()),
        snippet == null ? null : of(snippet, redactor),
        diagnostic.notes().stream().map(note -> text(redactor, note)).toList(),
        help == null ? null : text(redactor, help));
  }

  /** Without secrets, and without what would steer a terminal. */
  private static String text(Redactor redactor, String text) {
    return CONTROL.matcher(redactor.text(text)).replaceAll("?");
  }

  /** The text without what moves the cursor of a terminal. */
  static String still(String text) {
    return CONTROL.matcher(text).replaceAll("?");
  }

  private static Snippet of(Snippet snippet, Redactor redactor) {
    // Redacted as a whole, then cut: half a secret would not be recognised.
    String text = text(redactor, snippet.text());
    int caret = snippet.caret();
    if (!text.equals(snippet.text())) {
      // Redacting the part before the caret as well keeps the caret where it was.
      caret = Math.min(text(redactor, snippet.text().substring(0, caret)).length(), text.length());
    }
    int from = caret <= BEFORE + 3 ? 0 : caret - BEFORE;
    int to = text.length() - caret <= BEHIND + 3 ? text.length() : caret + BEHIND;
    String begin = from == 0 ? "" : "...";
    String end = to == text.length() ? "" : "...";
    return new Snippet(
        begin + text.substring(from, to) + end,
        caret - from + begin.length(),
        text(redactor, snippet.remark()));
  }

  /** A path for messages: below {@code folder} relative to it. */
  public static String path(Path folder, String file) {
    Path home = folder.toAbsolutePath().normalize();
    Path path = home.resolve(file).normalize();
    String shown = path.startsWith(home) ? home.relativize(path).toString() : file;
    return (shown.isEmpty() ? "." : shown).replace('\\', '/');
  }
}
