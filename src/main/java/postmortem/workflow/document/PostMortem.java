package postmortem.workflow.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.TextFile;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentReader;
import postmortem.document.read.DocumentStatus;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Table;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.store.IncidentFile;
import postmortem.store.Repository;
import postmortem.workflow.Session;

/**
 * A post-mortem as the register needs to know it.
 *
 * @param id of it
 * @param file the document
 * @param shown how the document is called in messages
 * @param text of the document, as it stands in the file
 * @param document the same, read
 * @param severity stated in {@code incident.yaml}, else in the front matter; null when it is not
 * @param resolved stated in {@code incident.yaml}, else in a table of the document; null when it is
 *     not
 */
public record PostMortem(
    String id,
    Path file,
    String shown,
    String text,
    DocumentText document,
    @Nullable Integer severity,
    @Nullable Instant resolved) {

  private static final Pattern SEVERITY = Pattern.compile("(?i)(?:sev|s|severity)?[- ]?([1-5])");
  private static final Pattern RESOLVED =
      Pattern.compile("(?i)\\W*(?:resolution|resolved)(?: \\(.*\\)| time)?\\W*");
  private static final Pattern STAMP =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]+([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)?"
              + "\\s*(Z|UTC|[+-][0-9]{2}:?[0-9]{2})?");
  private static final Pattern DAY = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[^0-9].*)?");

  /** Reads a document; empty when it cannot be read, which is then said. */
  public static Optional<PostMortem> read(Session session, String id, Path file)
      throws IOException {
    Repository repository = new Repository(session.folder());
    String shown = repository.shown(file);
    String text;
    try {
      text = TextFile.read(file, shown);
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(session.diagnostics()::add);
      return Optional.empty();
    }
    DocumentText document = DocumentReader.read(shown, text);
    document.diagnostics().forEach(session.diagnostics()::add);
    if (!document.diagnostics().isEmpty()) {
      return Optional.empty();
    }
    Incident incident = incident(session, repository, file);
    Integer severity = incident.severity();
    if (severity == null) {
      severity = document.frontMatter().text("severity").map(PostMortem::severity).orElse(null);
    }
    Instant resolved = incident.milestones().get(Milestone.RESOLUTION);
    if (resolved == null) {
      resolved =
          document.tables().stream()
              .map(PostMortem::resolved)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
    }
    return Optional.of(new PostMortem(id, file, shown, text, document, severity, resolved));
  }

  /** Says which documents are left out because their folder has no name that can be an id. */
  public static void tellMisnamed(Session session, Repository repository) throws IOException {
    for (Repository.Folder folder : repository.misnamed()) {
      session
          .diagnostics()
          .add(
              Diagnostic.warning(
                      "PM-W050",
                      "\u201c" + folder.id() + "\u201d cannot be the id of a post-mortem: left out")
                  .at(Location.of(repository.shown(folder.document())))
                  .helping("rename the folder: letters, digits, and . _ - inside, at most 120"));
    }
  }

  private static Incident incident(Session session, Repository repository, Path document)
      throws IOException {
    Path stated = document.resolveSibling("incident.yaml");
    if (!Files.isRegularFile(stated)) {
      return Incident.EMPTY;
    }
    String shown = repository.shown(stated);
    try {
      return IncidentFile.read(shown, TextFile.read(stated, shown));
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(session.diagnostics()::add);
      return Incident.EMPTY;
    }
  }

  private static @Nullable Integer severity(String text) {
    Matcher matcher = SEVERITY.matcher(text.strip());
    return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
  }

  private static @Nullable Instant resolved(Table table) {
    for (List<Cell> row : table.rows()) {
      if (row.size() > 1 && RESOLVED.matcher(row.get(0).text()).matches()) {
        for (Cell cell : row.subList(1, row.size())) {
          Instant at = instant(cell.text());
          if (at != null) {
            return at;
          }
        }
      }
    }
    return null;
  }

  /** The first moment in a text; UTC unless it says otherwise. */
  private static @Nullable Instant instant(String text) {
    Matcher matcher = STAMP.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    try {
      String zone = matcher.group(3);
      ZoneOffset offset = zone == null || zone.length() <= 3 ? ZoneOffset.UTC : ZoneOffset.of(zone);
      return LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2)).toInstant(offset);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The day of a front matter's key; null when there is none. */
  public @Nullable LocalDate day(String key) {
    return document.frontMatter().text(key).map(PostMortem::day1).orElse(null);
  }

  private static @Nullable LocalDate day1(String text) {
    Matcher matcher = DAY.matcher(text.strip());
    try {
      return matcher.matches() ? LocalDate.parse(Objects.requireNonNull(matcher.group(1))) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The day that deadlines count from, and what it is. */
  public record Beginning(Instant at, String what) {}

  /** The resolution, else the day in the id; empty when neither is known. */
  public static Optional<Beginning> beginning(String id, @Nullable Instant resolved, ZoneId zone) {
    if (resolved != null) {
      return Optional.of(new Beginning(resolved, "resolution"));
    }
    return Optional.ofNullable(day1(id))
        .map(day -> new Beginning(day.atStartOfDay(zone).toInstant(), "the day of the incident"));
  }

  /** Whether its front matter says that it is published or closed. */
  public boolean isFinished() {
    return DocumentStatus.of(document.frontMatter()).map(DocumentStatus::isFinished).orElse(false);
  }
}
