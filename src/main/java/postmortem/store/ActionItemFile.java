package postmortem.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.ActionState;
import postmortem.action.ActionType;
import postmortem.action.Deadline;
import postmortem.action.Field;
import postmortem.action.HistoryEntry;
import postmortem.action.IssueLink;
import postmortem.action.Priority;
import postmortem.action.Proof;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Snippet;

/**
 * {@code action-items/<id>.yaml}: one key on a line, one entry of the history on a line, so that
 * Git merges what two people did to different things.
 */
public final class ActionItemFile {

  private ActionItemFile() {}

  /**
   * Reads an action item.
   *
   * @param file its name, for messages
   * @throws DiagnosticException with place and caret
   */
  public static ActionItem read(String file, String text) {
    refuseConflict(file, text);
    Fields fields = Declaration.fields(file, text);
    Node id = fields.required("id");
    String postMortem = fields.text("post-mortem");
    Node title = fields.required("title");
    if (title.text().isBlank() || title.text().indexOf('\n') >= 0) {
      throw DiagnosticException.usage(
          title
              .mark()
              .error("PM-A006", "a title is one line")
              .helping("use description: for more"));
    }
    Node stateNode = fields.required("state");
    ActionState state = stateNode.scalar().constant(ActionState.class);
    Deadline deadline = deadline(fields);
    Integer severity = value(fields, "severity", "a severity, 1 to 5", ActionItemFile::severity);
    ActionType type =
        fields.optional("type").map(node -> node.scalar().constant(ActionType.class)).orElse(null);
    Priority priority =
        value(fields, "priority", "a priority of at most 40 characters", Priority::new);
    IssueLink issue = fields.optional("issue").map(ActionItemFile::issue).orElse(null);
    Proof proof =
        value(
            fields,
            "proof",
            "a pull request, a commit or a link",
            text1 -> Proof.of(text1).orElseThrow());
    String factor = fields.optionalText("factor").orElse(null);
    String description = fields.optionalText("description").orElse(null);
    String doneWhen = fields.optionalText("done-when").orElse(null);
    String owner = fields.optionalText("owner").orElse(null);
    String reason = fields.optionalText("reason").orElse(null);
    String duplicateOf = fields.optionalText("duplicate-of").orElse(null);
    String sponsor = fields.optionalText("sponsor").orElse(null);
    SortedMap<String, String> collected = texts(fields.optional("collected"));
    List<HistoryEntry> history = fields.list("history", ActionItemFile::entry);
    fields.end();
    if (!id.text().startsWith(postMortem + ".")
        || !ActionItem.isKey(id.text().substring(postMortem.length() + 1))) {
      throw DiagnosticException.usage(
          id.mark()
              .error("PM-A006", "the id is not " + postMortem + ".<ID of the row>")
              .helping("an ID has letters, digits, and . _ - inside, at most 40"));
    }
    try {
      return new ActionItem(
          id.text(),
          postMortem,
          severity,
          factor,
          title.text(),
          description,
          doneWhen,
          type,
          priority,
          owner,
          deadline,
          state,
          issue,
          proof,
          reason,
          duplicateOf,
          sponsor,
          collected,
          history);
    } catch (IllegalArgumentException e) {
      // What is left are the demands that a state makes on other keys.
      throw DiagnosticException.usage(
          stateNode
              .mark()
              .error("PM-A006", String.valueOf(e.getMessage()))
              .helping("add what is missing, or use postmortem actions to change the state"));
    }
  }

  private static void refuseConflict(String file, String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("<<<<<<< ") || lines.get(i).equals("=======")) {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-A003", "a conflict of a Git merge stands here")
                .at(new Location(file, i + 1, 1))
                .showing(Snippet.of(lines.get(i), 0))
                .helping(
                    "both sides changed the same thing: keep one value of each key and, of the"
                        + " history, the lines of both sides; then delete the marks"));
      }
    }
  }

  private static @Nullable Deadline deadline(Fields fields) {
    LocalDate date = value(fields, "deadline", "a day such as 2025-03-11", LocalDate::parse);
    String policy = fields.optionalText("deadline-policy").orElse(Deadline.HAND);
    return date == null ? null : new Deadline(date, policy);
  }

  private static Integer severity(String text) {
    int number = Integer.parseInt(text);
    if (number < 1 || number > 5) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  private static <T> @Nullable T value(
      Fields fields, String key, String what, Function<String, T> parser) {
    return fields.optional(key).map(node -> node.scalar().as(what, parser)).orElse(null);
  }

  private static Instant instant(Node node) {
    return node.scalar()
        .as(
            "a moment with a zone, such as 2025-02-09T10:05:23Z",
            text -> OffsetDateTime.parse(text).toInstant());
  }

  private static SortedMap<String, String> texts(Optional<Node> node) {
    SortedMap<String, String> texts = new TreeMap<>();
    node.map(Node::fields)
        .ifPresent(
            fields -> {
              for (String name : fields.names()) {
                texts.put(name, fields.optional(name).map(n -> n.scalar().text()).orElse(""));
              }
            });
    return texts;
  }

  private static IssueLink issue(Node node) {
    Fields fields = node.fields();
    Node repository = fields.required("repository");
    Integer number = value(fields, "number", "the number of an issue", Integer::valueOf);
    String author = fields.optionalText("author").orElse(null);
    String url = fields.optionalText("url").orElse(null);
    Instant intent = fields.optional("intent").map(ActionItemFile::instant).orElse(null);
    SortedMap<String, String> agreed = texts(fields.optional("agreed"));
    fields.end();
    try {
      return new IssueLink(repository.text(), number, author, url, intent, agreed);
    } catch (IllegalArgumentException e) {
      throw DiagnosticException.usage(
          repository
              .mark()
              .error("PM-A006", String.valueOf(e.getMessage()))
              .helping("an issue has repository: owner/name, and number: or intent:"));
    }
  }

  static HistoryEntry entry(Node node) {
    Fields fields = node.fields();
    Instant at = instant(fields.required("at"));
    String by = fields.text("by");
    Node whatNode = fields.required("what");
    HistoryEntry.What what = whatNode.scalar().constant(HistoryEntry.What.class);
    Field field = fields.optional("field").map(n -> n.scalar().constant(Field.class)).orElse(null);
    String from = fields.optionalText("from").orElse(null);
    String to = fields.optionalText("to").orElse(null);
    String note = fields.optionalText("note").orElse(null);
    fields.end();
    try {
      return new HistoryEntry(at, by, what, field, from, to, note);
    } catch (IllegalArgumentException e) {
      throw DiagnosticException.usage(
          whatNode
              .mark()
              .error(
                  "PM-A006",
                  field == null
                      ? "an entry of this kind names a field"
                      : "an entry of this kind names no field")
              .helping("changed, drift and agreed name a field; the others do not"));
    }
  }

  /** The text of an item that is new. */
  public static String write(ActionItem item) {
    StringBuilder out = new StringBuilder();
    blocks(item).values().forEach(lines -> lines.forEach(line -> out.append(line).append('\n')));
    return out.toString();
  }

  /**
   * The text of an item that was changed: lines of what did not change stay as they were written,
   * with people's comments and their order.
   *
   * @param file its name, for messages
   * @param before the text that it was read from
   */
  public static String write(ActionItem item, String file, String before) {
    ActionItem old = read(file, before);
    if (old.equals(item)) {
      return before;
    }
    String text = new KeptLines(before).with(blocks(old), blocks(item));
    try {
      if (read(file, text).equals(item)) {
        return text;
      }
    } catch (DiagnosticException e) {
      // Written in a way that cannot be kept line by line: below.
      return write(item);
    }
    return write(item);
  }

  /** The lines of each key, in the order of a new file. */
  private static Map<String, List<String>> blocks(ActionItem item) {
    Map<String, List<String>> blocks = new LinkedHashMap<>();
    blocks.put("schema", List.of("schema: " + Declaration.SCHEMA));
    line(blocks, "id", item.id());
    line(blocks, "post-mortem", item.postMortem());
    blocks.put("title", List.of("title: " + YamlText.quoted(item.title())));
    blocks.put("state", List.of("state: " + item.state().label()));
    blocks.put("owner", List.of(("owner: " + YamlText.scalar(item.owner())).stripTrailing()));
    Deadline deadline = item.deadline();
    blocks.put(
        "deadline", List.of(deadline == null ? "deadline:" : "deadline: " + deadline.date()));
    line(blocks, "deadline-policy", deadline == null ? null : deadline.policy());
    line(blocks, "priority", Field.PRIORITY.of(item));
    line(blocks, "type", Field.TYPE.of(item));
    if (item.severity() != null) {
      blocks.put("severity", List.of("severity: " + item.severity()));
    }
    line(blocks, "factor", item.factor());
    line(blocks, "sponsor", item.sponsor());
    line(blocks, "done-when", item.doneWhen());
    line(blocks, "description", item.description());
    if (item.issue() != null) {
      blocks.put("issue", issueLines(item.issue()));
    }
    line(blocks, "proof", Field.PROOF.of(item));
    line(blocks, "reason", item.reason());
    line(blocks, "duplicate-of", item.duplicateOf());
    if (!item.collected().isEmpty()) {
      List<String> lines = new ArrayList<>(List.of("collected:"));
      item.collected().forEach((key, value) -> lines.add(member("  ", key, value)));
      blocks.put("collected", lines);
    }
    List<String> history = new ArrayList<>();
    history.add(item.history().isEmpty() ? "history: []" : "history:");
    item.history().forEach(entry -> history.add("  - " + flow(entry)));
    blocks.put("history", history);
    return blocks;
  }

  private static void line(Map<String, List<String>> blocks, String key, @Nullable String value) {
    if (value != null) {
      blocks.put(key, YamlText.lines(key, value));
    }
  }

  private static String member(String indent, String key, String value) {
    return indent + YamlText.scalar(key) + ": " + YamlText.quoted(value);
  }

  private static List<String> issueLines(IssueLink issue) {
    List<String> lines = new ArrayList<>();
    lines.add("issue:");
    lines.add("  repository: " + YamlText.scalar(issue.repository()));
    if (issue.number() != null) {
      lines.add("  number: " + issue.number());
    }
    if (issue.author() != null) {
      lines.add("  author: " + YamlText.scalar(issue.author()));
    }
    if (issue.url() != null) {
      lines.add("  url: " + YamlText.scalar(issue.url()));
    }
    if (issue.intent() != null) {
      lines.add("  intent: " + issue.intent());
    }
    if (!issue.agreed().isEmpty()) {
      lines.add("  agreed:");
      issue.agreed().forEach((key, value) -> lines.add(member("    ", key, value)));
    }
    return lines;
  }

  private static String flow(HistoryEntry entry) {
    StringBuilder out = new StringBuilder();
    out.append("{at: ").append(entry.at());
    out.append(", by: ").append(YamlText.scalar(entry.by()));
    out.append(", what: ").append(entry.what().label());
    if (entry.field() != null) {
      out.append(", field: ").append(entry.field().label());
    }
    append(out, "from", entry.from());
    append(out, "to", entry.to());
    append(out, "note", entry.note());
    return out.append('}').toString();
  }

  private static void append(StringBuilder out, String key, @Nullable String value) {
    if (value != null) {
      out.append(", ").append(key).append(": ").append(YamlText.scalar(value));
    }
  }
}
