package postmortem.workflow.action;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionState;
import postmortem.action.ActionType;
import postmortem.action.IssueLink;
import postmortem.action.Owners;
import postmortem.action.Priority;
import postmortem.action.Proof;
import postmortem.declaration.Spelling;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Snippet;
import postmortem.document.read.ActionRow;
import postmortem.document.read.ActionRow.Column;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Link;
import postmortem.document.read.Spot;
import postmortem.incident.Settings;

/** Understands the cells of a row of action items; what it cannot understand it says. */
final class StatedAction {

  /** The cells that become fields of the register. */
  static final List<Column> COLUMNS =
      List.of(
          Column.ACTION,
          Column.OWNER,
          Column.DEADLINE,
          Column.PRIORITY,
          Column.TYPE,
          Column.DONE_WHEN,
          Column.ISSUE,
          Column.STATUS);

  /** GitHub's limit; the register keeps longer ones. */
  private static final int LONGEST_TITLE = 256;

  private static final Pattern NOTHING =
      Pattern.compile(
          "(?i)[\\s?.\u2013\u2014_-]*|n/?a|none|nobody|unassigned|tb[dac]|t\\.b\\.d\\.?"
              + "|to be (?:decided|defined|determined)|unknown|open");
  private static final Pattern ISSUE =
      Pattern.compile(
          "(?:https?://[^/\\s]+/)?([A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100})"
              + "(?:#|/issues/)([1-9][0-9]{0,8})(?:[?#/].*)?");
  private static final Pattern NUMBER = Pattern.compile("#?([1-9][0-9]{0,8})");
  private static final List<DateTimeFormatter> DAYS =
      List.of(
          day("uuuu-M-d"),
          day("uuuu/M/d"),
          day("uuuu.M.d"),
          day("d.M.uuuu"),
          day("d MMM uuuu"),
          day("d MMMM uuuu"),
          day("MMM d, uuuu"),
          day("MMMM d, uuuu"),
          day("d-MMM-uuuu"));

  private final DocumentText document;
  private final Settings settings;
  private final Diagnostics diagnostics;

  StatedAction(DocumentText document, Settings settings, Diagnostics diagnostics) {
    this.document = document;
    this.settings = settings;
    this.diagnostics = diagnostics;
  }

  private static DateTimeFormatter day(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Whether a cell says nothing: blank, a dash, a question mark, "TBD". */
  static boolean isNothing(String text) {
    return NOTHING.matcher(text.strip()).matches();
  }

  /** The cells as they are written, by column; the columns that the table has. */
  static SortedMap<String, String> cells(ActionRow row) {
    SortedMap<String, String> cells = new TreeMap<>();
    for (Column column : COLUMNS) {
      row.cell(column).ifPresent(cell -> cells.put(label(column), cell.text().strip()));
    }
    return cells;
  }

  /** The name of a column in the register: lower case with hyphens. */
  static String label(Column column) {
    return column.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What a column says; empty for one that is missing or says nothing. */
  static Optional<Cell> says(ActionRow row, Column column) {
    return row.cell(column).filter(cell -> !isNothing(cell.text()));
  }

  /** What is to be done. */
  String title(Cell cell) {
    String title = cell.text().strip().replaceAll("\\s+", " ");
    if (title.length() > LONGEST_TITLE) {
      say(
          cell,
          Diagnostic.warning("PM-A022", "the action has " + title.length() + " characters")
              .helping(
                  "an issue's title has at most "
                      + LONGEST_TITLE
                      + ": put the rest into the column Done when"));
    }
    return title;
  }

  /** The handle of the owner that a cell names, by handle, login or role. */
  String owner(Cell cell) {
    String name = cell.text().strip();
    String handle = handle(name, settings);
    if (settings.owners().containsKey(handle)) {
      return handle;
    }
    if (Owners.areSeveral(name) || settings.teams().containsKey(handle)) {
      say(
          cell,
          Diagnostic.warning("PM-A019", "\u201c" + name + "\u201d is not one person")
              .helping("an action item has one owner; others can help"));
    } else if (!settings.owners().isEmpty()) {
      Diagnostic unknown =
          Diagnostic.warning(
              "PM-A016", "the owner \u201c" + name + "\u201d is not in postmortem.yaml");
      say(
          cell,
          unknown.helping(
              Spelling.nearest(handle, settings.owners().keySet())
                  .map(near -> "did you mean " + near + "?")
                  .orElse("add the handle under owners:, with its github login and team")));
    }
    return handle;
  }

  /** The handle that a cell names, without a word about it. */
  String handleOf(Cell cell) {
    return handle(cell.text(), settings);
  }

  /** The handle that a name stands for: a handle, a login, or a role that one person has. */
  static String handle(String name, Settings settings) {
    String plain = name.strip();
    plain = plain.startsWith("@") ? plain.substring(1) : plain;
    if (settings.owners().containsKey(plain)) {
      return plain;
    }
    String found = null;
    for (Map.Entry<String, Settings.Owner> entry : settings.owners().entrySet()) {
      Settings.Owner owner = entry.getValue();
      boolean same =
          entry.getKey().toLowerCase(Locale.ROOT).equals(plain.toLowerCase(Locale.ROOT))
              || same(owner.github(), plain)
              || same(owner.role(), plain);
      if (same && found != null) {
        return plain;
      }
      found = same ? entry.getKey() : found;
    }
    return found == null ? plain : found;
  }

  private static boolean same(@Nullable String a, String b) {
    return a != null && a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
  }

  /** The day that a cell names; empty when it names none. */
  Optional<LocalDate> deadline(Cell cell) {
    Optional<LocalDate> day = day1(cell.text().strip());
    if (day.isEmpty()) {
      say(
          cell,
          Diagnostic.warning(
                  "PM-A014", "\u201c" + cell.text().strip() + "\u201d is not a day of one meaning")
              .helping("write it as 2025-03-11; until then the item has no deadline from here"));
    }
    return day;
  }

  /** A day in a form that has one meaning everywhere. */
  static Optional<LocalDate> day1(String text) {
    for (DateTimeFormatter form : DAYS) {
      try {
        return Optional.of(LocalDate.parse(text, form));
      } catch (DateTimeException e) {
        // The next form.
      }
    }
    return Optional.empty();
  }

  Optional<Priority> priority(Cell cell) {
    try {
      return Optional.of(new Priority(cell.text()));
    } catch (IllegalArgumentException e) {
      say(
          cell,
          Diagnostic.warning("PM-A024", "this is not a priority")
              .helping("write a word such as P1 or high"));
      return Optional.empty();
    }
  }

  Optional<ActionType> type(Cell cell) {
    Optional<ActionType> type = ActionType.named(cell.text());
    if (type.isEmpty()) {
      say(
          cell,
          Diagnostic.warning(
                  "PM-A015", "\u201c" + cell.text().strip() + "\u201d is not a type of action")
              .helping("write one of: prevent, detect, mitigate, process"));
    }
    return type;
  }

  /** The issue that a cell names; empty when it names none of a tracker that we know. */
  Optional<IssueLink> issue(Cell cell) {
    Optional<IssueLink> issue =
        issueIn(cell.text(), settings.issueRepository())
            .or(
                () ->
                    cell.links().stream()
                        .map(Link::target)
                        .map(target -> issueIn(target, settings.issueRepository()))
                        .flatMap(Optional::stream)
                        .findFirst());
    if (issue.isEmpty()) {
      say(
          cell,
          Diagnostic.warning(
                  "PM-A021", "\u201c" + cell.text().strip() + "\u201d is no issue that is known")
              .helping("write owner/name#12 or its address; #12 needs issues.repository"));
    }
    return issue;
  }

  /**
   * The issue that words name: an address, {@code owner/name#12}, or a number.
   *
   * @param repository for numbers; null when there is none
   */
  static Optional<IssueLink> issueIn(String words, @Nullable String repository) {
    Matcher whole = ISSUE.matcher(words.strip());
    if (whole.matches()) {
      String address = words.strip();
      return Optional.of(
          IssueLink.of(
              Objects.requireNonNull(whole.group(1)),
              Integer.parseInt(Objects.requireNonNull(whole.group(2))),
              null,
              address.startsWith("http") ? address : null));
    }
    Matcher number = NUMBER.matcher(words.strip());
    return number.matches() && repository != null
        ? Optional.of(
            IssueLink.of(
                repository, Integer.parseInt(Objects.requireNonNull(number.group(1))), null, null))
        : Optional.empty();
  }

  /** The end that a status tells of; empty while the item goes on. */
  static Optional<ActionState> end(String status) {
    String word = status.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
    return switch (word) {
      case "done", "closed", "complete", "completed", "fixed", "finished", "resolved", "shipped" ->
          Optional.of(ActionState.DONE);
      case "dropped",
          "rejected",
          "wont do",
          "won t do",
          "wontfix",
          "won t fix",
          "cancelled",
          "canceled",
          "declined",
          "abandoned",
          "not planned" ->
          Optional.of(ActionState.DROPPED);
      default -> Optional.empty();
    };
  }

  /** The proof that a row links to. */
  static @Nullable Proof proof(ActionRow row) {
    for (Column column : List.of(Column.STATUS, Column.ISSUE)) {
      List<Link> links = row.cell(column).map(Cell::links).orElse(List.of());
      for (Link link : links) {
        Proof proof = Proof.of(link.target()).orElse(null);
        if (proof != null && proof.kind() != Proof.Kind.LINK) {
          return proof;
        }
      }
    }
    return null;
  }

  /** Says something about a cell, with a caret under it. */
  void say(Cell cell, Diagnostic diagnostic) {
    say(cell.at(), diagnostic);
  }

  /** Says something about a place, with a caret under it. */
  void say(Spot at, Diagnostic diagnostic) {
    Diagnostic placed = diagnostic.at(new Location(document.file(), at.line(), at.column()));
    if (at.line() <= document.lines().size()) {
      String line = document.lines().get(at.line() - 1);
      placed = placed.showing(Snippet.of(line, Math.min(at.column() - 1, line.length())));
    }
    diagnostics.add(placed);
  }
}
