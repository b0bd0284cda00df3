package postmortem.source.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.Arrays;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Snippet;
import postmortem.event.Place;
import postmortem.evidence.EvidenceException;
import postmortem.evidence.Limits;
import postmortem.redact.Redactor;
import postmortem.source.rule.SourceRecord;

/** Says where a file could not be read, and counts the records that are lost by that. */
public final class ScanDamage {

  private static final int SHOWN = 60;

  private final String evidence;
  private final Redactor redactor;
  private final Limits limits;
  private final Diagnostics diagnostics;
  private long lost;
  private boolean hasLong;
  private boolean saidRepeated;
  private boolean saidBad;

  /**
   * What is wrong with a file.
   *
   * @param evidence its name
   * @param diagnostics told about it
   */
  ScanDamage(String evidence, Redactor redactor, Limits limits, Diagnostics diagnostics) {
    this.evidence = evidence;
    this.redactor = redactor;
    this.limits = limits;
    this.diagnostics = diagnostics;
  }

  /** How many records could not be read, as far as that can be told. */
  long lost() {
    return lost;
  }

  /** Whether some record was longer than records may be. */
  boolean hasLong() {
    return hasLong;
  }

  /** How many records stand before a loss. */
  public static String before(long count) {
    return count == 0
        ? "there is no complete record before it"
        : count == 1
            ? "the complete record before it is used"
            : "the " + count + " complete records before it are used";
  }

  /** The file cannot be read on. */
  void breaksOff(IOException e) {
    lost++;
    diagnostics.add(
        e instanceof EvidenceException known
            ? known.diagnostic()
            : Diagnostic.error(
                    "PM-S001", "the file cannot be read on: " + e.getClass().getSimpleName())
                .at(Location.of(evidence))
                .helping("what was read before is used; check that nobody moves or changes it"));
  }

  /** What comes from a line on is not what the file should be written in, behind some records. */
  void ends(String what, long line, long count) {
    lost++;
    diagnostics.add(
        Diagnostic.warning("PM-S002", what)
            .at(at(line))
            .noting(before(count))
            .helping("export again; the rest of the file is not read"));
  }

  /** The same, as a parser tells it. */
  void broken(String language, JsonProcessingException e, TokenWalk walk) {
    lost++;
    var where = e.getLocation();
    int line = where == null ? 0 : Math.max(1, where.getLineNr());
    int column = where == null ? 0 : Math.max(1, where.getColumnNr());
    boolean ends = e instanceof JsonEOFException;
    boolean limit = e instanceof StreamConstraintsException;
    String what =
        ends
            ? "the " + language + " ends in the middle of a value"
            : limit
                ? "the " + language + " is over a limit of nesting or length"
                : "this is not " + language + " any more";
    Diagnostic diagnostic =
        Diagnostic.warning("PM-S002", what)
            .at(new Location(evidence, line, line == 0 ? 0 : column))
            .noting(before(walk.count()))
            .helping(
                limit
                    ? "raise --max-depth (now " + limits.maxDepth() + "), or cut the export"
                    : "export again; the rest of the file is not read");
    if (where == null) {
      diagnostics.add(diagnostic);
      return;
    }
    byte[] before = Arrays.copyOf(walk.kept(), walk.before(where));
    // Redacted as a whole, then cut: a cut secret would not be recognised.
    String text = SourceRecord.shown(redactor, before);
    String last = text.substring(text.lastIndexOf('\n') + 1);
    String shown = last.substring(Math.max(0, last.length() - SHOWN)).replace('\r', ' ');
    diagnostics.add(
        diagnostic.showing(
            new Snippet(shown, shown.length(), ends ? "ends here" : "not read from here")));
  }

  /** A key stands twice in one object; the first such is told. */
  void repeated(Place place, String key) {
    if (!saidRepeated) {
      saidRepeated = true;
      diagnostics.add(
          Diagnostic.warning(
                  "PM-S003",
                  "the key \u201c"
                      + redactor.text(key)
                      + "\u201d stands twice in one object; its last value is used")
              .at(Location.of(evidence))
              .noting("first at " + evidence + place)
              .helping("correct it where it was written, if the other value was meant"));
    }
  }

  /** Lines that are no JSON; the first one is told. */
  void badLines(Understood page) {
    lost += page.badOnes();
    Understood.Bad bad = page.bad();
    if (bad == null || saidBad) {
      return;
    }
    saidBad = true;
    var where = bad.fault().getLocation();
    int column = where == null ? 1 : Math.max(1, where.getColumnNr());
    int at = Math.min(bad.bytes().length, column - 1);
    String before = SourceRecord.shown(redactor, Arrays.copyOf(bad.bytes(), at));
    String shown = before.substring(Math.max(0, before.length() - SHOWN)).replace('\n', ' ');
    diagnostics.add(
        Diagnostic.warning("PM-S002", "this line is not JSON; it is counted and left out")
            .at(new Location(evidence, (int) bad.line(), column))
            .showing(new Snippet(shown, shown.length(), "not read from here"))
            .helping("export again, or correct the line")
            .noting("further such lines of this file are counted, not shown"));
  }

  /** A record is longer than records may be. */
  void tooLong(long line, int longest) {
    lost++;
    hasLong = true;
    diagnostics.add(
        Diagnostic.warning(
                "PM-S004", "a record is longer than " + longest + " bytes; it is left out")
            .at(at(line))
            .helping("raise --max-line-bytes"));
  }

  private Location at(long line) {
    return Location.of(evidence, (int) Math.min(Integer.MAX_VALUE, line));
  }
}
