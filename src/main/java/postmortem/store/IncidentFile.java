package postmortem.store;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.incident.Person;
import postmortem.incident.SourceRule;
import postmortem.incident.StatedNote;

/** {@code incident.yaml}: what people state or correct. */
public final class IncidentFile {

  private static final Pattern SEVERITY = Pattern.compile("(?:(?i:sev|s|severity)[- ]?)?([1-5])");

  /** A key {@code id} with what stands behind it on its line, but for a comment. */
  private static final Pattern ID_ENTRY =
      Pattern.compile(
          "[\"']?id[\"']?[ \\t]*:(?:[ \\t]+(?:\"[^\"\\n]*\"|'[^'\\n]*'|[^\\s#,}][^\\s,}]*))?");

  private IncidentFile() {}

  /**
   * Reads what people state.
   *
   * @param file its name, for messages
   */
  public static Incident read(String file, String text) {
    Fields fields = Declaration.fields(file, text);
    String id = fields.optional("id").map(IncidentFile::id).orElse(null);
    String title = fields.optionalText("title").orElse(null);
    Integer severity = fields.optional("severity").map(IncidentFile::severity).orElse(null);
    List<String> services = fields.texts("services");
    ZoneId displayZone = fields.optional("display-zone").map(IncidentFile::zone).orElse(null);
    ZoneId zone = fields.optional("zone").map(IncidentFile::zone).orElse(null);
    Instant reference = fields.optional("reference").map(IncidentFile::instant).orElse(null);
    List<SourceRule> sources = fields.list("sources", IncidentFile::source);
    List<Person> people = fields.optional("people").map(IncidentFile::people).orElse(List.of());
    Map<Milestone, Instant> milestones = new EnumMap<>(Milestone.class);
    fields
        .optional("milestones")
        .map(Node::fields)
        .ifPresent(
            stated -> {
              for (Milestone milestone : Milestone.values()) {
                stated
                    .optional(milestone.label())
                    .ifPresent(node -> milestones.put(milestone, instant(node)));
              }
              stated.end();
            });
    String slo = fields.optionalText("slo").orElse(null);
    List<StatedNote> notes = fields.list("notes", IncidentFile::note);
    fields.end();
    return new Incident(
        id,
        title,
        severity,
        services,
        displayZone,
        zone,
        reference,
        sources,
        people,
        milestones,
        slo,
        notes);
  }

  /**
   * The first text of a post-mortem's own file: what is known, and the keys that people may fill.
   */
  public static String initial(String id, @Nullable String title) {
    return "schema: 1\n"
        + "id: "
        + quoted(id)
        + "\n"
        + "# What people know better than the exports. Fill in, then draft again.\n"
        + (title == null ? "title:\n" : "title: " + quoted(title) + "\n")
        + """
        severity:            # 1 (worst) to 5
        services: []
        display-zone:        # shown beside UTC, such as Europe/Copenhagen
        zone:                # of stamps without a zone, for all sources
        sources: []          # [{path: "db/*.log", zone: Europe/Copenhagen, service: orders, clock-offset: PT-2S}]
        people: {}           # handle: {role: on-call engineer, login: name}
        milestones: {}       # impact-start, detection, acknowledgement, mitigation, resolution: 2025-02-09T10:05:23Z
        slo:
        notes: []            # [{at: 2025-02-09T10:05:23Z, text: what happened, by: role, citation: where}]
        """;
  }

  /**
   * The text of a stated file for the post-mortem of that id: its own words and comments, in their
   * order; only the id is put in, or put right.
   *
   * @param file its name, for messages
   */
  public static String adopted(String file, String text, String id) {
    if (id.equals(read(file, text).id())) {
      return text;
    }
    String whole = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Fields fields = Declaration.fields(file, whole);
    StringBuilder lines = new StringBuilder(whole);
    if (fields.names().contains("id")) {
      Node.Mark key = fields.markOf("id");
      int line = lineStart(whole, key.line());
      Matcher written = ID_ENTRY.matcher(whole).region(line + key.column() - 1, whole.length());
      if (written.lookingAt()) {
        lines.replace(written.start(), written.end(), "id: " + quoted(id));
      }
    } else if (fields.mark().text().startsWith("{", fields.mark().column() - 1)) {
      int brace = lineStart(whole, fields.mark().line()) + fields.mark().column();
      lines.insert(brace, "id: " + quoted(id) + ", ");
    } else {
      // Behind the line of the schema's number, with which every file of ours begins.
      String indent = " ".repeat(fields.markOf("schema").column() - 1);
      int next = lineStart(whole, fields.required("schema").mark().line() + 1);
      String end = whole.contains("\r\n") ? "\r\n" : "\n";
      boolean open = next == whole.length() && !whole.endsWith("\n");
      lines.insert(next, (open ? end : "") + indent + "id: " + quoted(id) + end);
    }
    if (!id.equals(idIn(file, lines.toString()))) {
      throw DiagnosticException.usage(
          fields
              .markOf(fields.names().contains("id") ? "id" : "schema")
              .error("PM-W015", "the id of the post-mortem cannot be written into this file")
              .helping("write this line yourself:  id: " + quoted(id)));
    }
    return lines.toString();
  }

  /** The id in a text of which only the place of the id can be wrong; null when it is. */
  private static @Nullable String idIn(String file, String text) {
    try {
      return read(file, text).id();
    } catch (DiagnosticException e) {
      return null;
    }
  }

  /** Where a line begins, from 1; the end of the text behind its last line. */
  private static int lineStart(String text, int line) {
    int at = 0;
    for (int i = 1; i < line && at < text.length(); i++) {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
    }
    return at;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String id(Node node) {
    return node.scalar()
        .as(
            "an id: letters, digits, and . _ - inside, at most 120",
            text -> {
              if (!Repository.isId(text)) {
                throw new IllegalArgumentException(text);
              }
              return text;
            });
  }

  private static Integer severity(Node node) {
    return node.scalar()
        .as(
            "a severity, 1 (worst) to 5",
            text -> {
              Matcher matcher = SEVERITY.matcher(text);
              if (!matcher.matches()) {
                throw new IllegalArgumentException(text);
              }
              return Integer.valueOf(matcher.group(1));
            });
  }

  /** A zone such as {@code Europe/Copenhagen}, {@code +01:00} or {@code UTC}. */
  static ZoneId zone(Node node) {
    return node.scalar().as("a time zone such as Europe/Copenhagen, +01:00 or UTC", ZoneId::of);
  }

  private static Instant instant(Node node) {
    return node.scalar()
        .as(
            "a moment with a zone, such as 2025-02-09T10:05:23Z",
            text -> OffsetDateTime.parse(text).toInstant());
  }

  /** Where the path of a source stands in a text that was read, counted from 0. */
  public static Location source(String file, String text, int number) {
    return Declaration.fields(file, text)
        .list("sources", node -> node.fields().required("path").mark().location())
        .get(number);
  }

  private static SourceRule source(Node node) {
    Fields fields = node.fields();
    Node path = fields.required("path");
    Optional<Node> offset = fields.optional("clock-offset");
    SourceRule rule =
        path.scalar()
            .as(
                "a pattern for file names",
                glob -> {
                  java.nio.file.FileSystems.getDefault().getPathMatcher("glob:" + glob);
                  return new SourceRule(
                      glob,
                      fields.optional("zone").map(IncidentFile::zone).orElse(null),
                      fields.optionalText("service").orElse(null),
                      offset
                          .map(
                              value ->
                                  value.scalar().as("a duration such as PT-2S", Duration::parse))
                          .orElse(null));
                });
    fields.end();
    return rule;
  }

  private static List<Person> people(Node node) {
    Fields all = node.fields();
    java.util.List<Person> people = new java.util.ArrayList<>();
    for (String handle : all.names()) {
      Node value = all.required(handle);
      if (value instanceof Node.Scalar role) {
        people.add(new Person(handle, role.text(), null));
        continue;
      }
      Fields person = value.fields();
      people.add(
          new Person(
              handle,
              person.optionalText("role").orElse(null),
              person.optionalText("login").orElse(null)));
      person.end();
    }
    return people;
  }

  private static StatedNote note(Node node) {
    Fields fields = node.fields();
    StatedNote note =
        new StatedNote(
            instant(fields.required("at")),
            fields.text("text"),
            fields.optionalText("by").orElse(null),
            fields.optionalText("citation").orElse(null));
    fields.end();
    return note;
  }
}
