package postmortem.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import postmortem.action.ActionItem;
import postmortem.action.Deadline;
import postmortem.action.Field;
import postmortem.action.HistoryEntry;
import postmortem.action.IssueLink;
import postmortem.action.Standing;

/** What {@code actions list --json} prints. */
public final class ActionItemJson {

  private ActionItemJson() {}

  /** One object on one line: the fields of the register, and how the item stands. */
  public static String write(ActionItem item, Standing standing) {
    return JsonText.object(
            json -> {
              json.writeStringField("id", item.id());
              json.writeStringField("post-mortem", item.postMortem());
              json.writeStringField("title", item.title());
              json.writeStringField("state", item.state().label());
              JsonText.text(json, "owner", item.owner());
              JsonText.text(json, "deadline", Field.DEADLINE.of(item));
              Deadline deadline = item.deadline();
              JsonText.text(json, "deadline-policy", deadline == null ? null : deadline.policy());
              JsonText.text(json, "priority", Field.PRIORITY.of(item));
              JsonText.text(json, "type", Field.TYPE.of(item));
              number(
                  json, "severity", item.severity() == null ? null : item.severity().longValue());
              JsonText.text(json, "factor", item.factor());
              JsonText.text(json, "sponsor", item.sponsor());
              JsonText.text(json, "done-when", item.doneWhen());
              JsonText.text(json, "description", item.description());
              issue(json, item.issue());
              JsonText.text(json, "proof", Field.PROOF.of(item));
              JsonText.text(json, "reason", item.reason());
              JsonText.text(json, "duplicate-of", item.duplicateOf());
              json.writeBooleanField("overdue", standing.overdue());
              number(json, "due-in-days", standing.dueInDays());
              json.writeArrayFieldStart("history");
              for (HistoryEntry entry : item.history()) {
                entry(json, entry);
              }
              json.writeEndArray();
            })
        + "\n";
  }

  private static void number(
      JsonGenerator json, String name, @org.jspecify.annotations.Nullable Long value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private static void issue(JsonGenerator json, @org.jspecify.annotations.Nullable IssueLink issue)
      throws IOException {
    if (issue == null) {
      json.writeNullField("issue");
      return;
    }
    json.writeObjectFieldStart("issue");
    json.writeStringField("repository", issue.repository());
    number(json, "number", issue.number() == null ? null : issue.number().longValue());
    JsonText.text(json, "author", issue.author());
    JsonText.text(json, "url", issue.url());
    JsonText.instant(json, "intent", issue.intent());
    json.writeEndObject();
  }

  private static void entry(JsonGenerator json, HistoryEntry entry) throws IOException {
    json.writeStartObject();
    JsonText.instant(json, "at", entry.at());
    json.writeStringField("by", entry.by());
    json.writeStringField("what", entry.what().label());
    Field field = entry.field();
    if (field != null) {
      json.writeStringField("field", field.label());
      JsonText.text(json, "from", entry.from());
    }
    if (field != null || entry.to() != null) {
      JsonText.text(json, "to", entry.to());
    }
    if (entry.note() != null) {
      json.writeStringField("note", entry.note());
    }
    json.writeEndObject();
  }
}
