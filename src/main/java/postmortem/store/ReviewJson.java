package postmortem.store;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.action.WeeklyReview;
import postmortem.action.WeeklyReview.Row;

/** What {@code review --json} prints: the whole review, nothing cut. */
public final class ReviewJson {

  private ReviewJson() {}

  /** One object on one line. */
  public static String write(WeeklyReview review) {
    return JsonText.object(json -> members(json, review)) + "\n";
  }

  private static void members(JsonGenerator json, WeeklyReview review) throws IOException {
    json.writeNumberField("schema", 1);
    json.writeStringField("as-of", review.asOf().toString());
    json.writeStringField("week", review.week());
    json.writeStringField("since", review.since().toString());
    json.writeNumberField("open", review.open());
    json.writeNumberField("open-before", review.before());
    rows(json, "opened", review.opened(), "days", null);
    rows(json, "overdue", review.overdue(), "days-over", null);
    rows(json, "due-next", review.dueNext(), "due-in-days", null);
    rows(json, "closed", review.closed(), "days-taken", "proof");
    rows(json, "dropped", review.dropped(), "days", "reason");
    rows(json, "incomplete", review.incomplete(), "days", null);
    rows(json, "candidates", review.candidates(), "days", null);
    load(json, "load-by-owner", "owner", review.load());
    load(json, "load-by-team", "team", review.teams());
    json.writeArrayFieldStart("completion");
    for (WeeklyReview.Completion row : review.completion()) {
      json.writeStartObject();
      JsonText.text(json, "priority", row.priority());
      json.writeNumberField("promised", row.promised());
      json.writeNumberField("done", row.done());
      json.writeNumberField("dropped", row.dropped());
      Double rate = row.rate();
      if (rate == null) {
        json.writeNullField("rate");
      } else {
        JsonText.number(json, "rate", rate);
      }
      whole(json, "median-days", row.medianDays());
      whole(json, "longest-days", row.longestDays());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("escalations");
    for (WeeklyReview.Escalation escalation : review.escalations()) {
      json.writeStartObject();
      JsonText.texts(json, "sponsors", escalation.sponsors());
      JsonText.texts(json, "items", escalation.items().stream().map(Row::id).toList());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("follow-ups");
    for (WeeklyReview.FollowUp followUp : review.followUps()) {
      json.writeStartObject();
      json.writeStringField("post-mortem", followUp.postMortem());
      json.writeStringField("on", followUp.on().toString());
      json.writeNumberField("open", followUp.open());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("debt");
    for (WeeklyReview.Debt debt : review.debt()) {
      json.writeStartObject();
      json.writeStringField("post-mortem", debt.postMortem());
      whole(json, "severity", debt.severity() == null ? null : debt.severity().longValue());
      whole(json, "days", debt.days());
      json.writeBooleanField("late", debt.late());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("drift");
    for (WeeklyReview.Drift drift : review.drift()) {
      json.writeStartObject();
      json.writeStringField("id", drift.id());
      json.writeStringField("field", drift.field().label());
      JsonText.text(json, "register", drift.here());
      JsonText.text(json, "tracker", drift.there());
      JsonText.instant(json, "since", drift.since());
      JsonText.text(json, "leads", drift.leads());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("weeks");
    for (WeeklyReview.WeekEnd week : review.weeks()) {
      json.writeStartObject();
      json.writeStringField("week", week.week());
      json.writeNumberField("open", week.open());
      json.writeNumberField("overdue", week.overdue());
      json.writeNumberField("done", week.done());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void rows(
      JsonGenerator json, String name, List<Row> rows, String days, @Nullable String detail)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Row row : rows) {
      json.writeStartObject();
      json.writeStringField("id", row.id());
      json.writeStringField("title", row.title());
      json.writeStringField("state", row.state().label());
      JsonText.text(json, "owner", row.owner());
      JsonText.text(json, "team", row.team());
      JsonText.text(json, "priority", row.priority());
      JsonText.text(json, "deadline", row.deadline() == null ? null : row.deadline().toString());
      json.writeNumberField(days, row.days());
      json.writeNumberField("slips", row.slips());
      JsonText.text(json, "issue", row.issue());
      if (detail != null) {
        JsonText.text(json, detail, row.detail());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void load(
      JsonGenerator json, String name, String key, List<WeeklyReview.Load> loads)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (WeeklyReview.Load load : loads) {
      json.writeStartObject();
      JsonText.text(json, key, load.name());
      if (key.equals("owner")) {
        JsonText.text(json, "team", load.team());
      }
      json.writeNumberField("open", load.open());
      json.writeNumberField("overdue", load.overdue());
      json.writeNumberField("due-next", load.dueNext());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void whole(JsonGenerator json, String name, @Nullable Long value)
      throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
