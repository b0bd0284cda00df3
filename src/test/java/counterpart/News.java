package counterpart;

import com.fasterxml.jackson.databind.JsonNode;
import github.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What happened at the counterpart, in the words of somebody who watches it. */
final class News {

  private News() {}

  /** A line for what was changed, and the text of what was opened or said below it. */
  static String of(Request request, JsonNode answer) {
    JsonNode asked = request.json();
    String number = "#" + answer.path("number").asText();
    return switch (request.endpoint()) {
      case CREATE_LABEL -> line("label \u201c" + answer.path("name").asText() + "\u201d created");
      case CREATE_ISSUE ->
          line("issue " + number + " opened: " + answer.path("title").asText() + marks(answer))
              + quoted(asked);
      case CREATE_PULL ->
          line("pull request " + number + " opened: " + answer.path("title").asText())
              + line(
                  "  from "
                      + answer.at("/head/ref").asText()
                      + " into "
                      + answer.at("/base/ref").asText())
              + quoted(asked);
      case COMMENT -> line("issue #" + subject(request) + " commented") + quoted(asked);
      case CHANGE_ISSUE, CHANGE_PULL ->
          line(number + " " + change(asked, answer)) + (asked.has("body") ? quoted(asked) : "");
      case ADD_LABELS -> line("#" + subject(request) + " labelled: " + names(answer, "name"));
      case ASK_REVIEWERS ->
          line(
              "#"
                  + subject(request)
                  + " review asked of "
                  + names(answer.path("requested_reviewers"), "login"));
      case ASSIGN, UNASSIGN -> line(number + " is for " + names(answer.path("assignees"), "login"));
      default -> line(request.toString());
    };
  }

  private static String change(JsonNode asked, JsonNode answer) {
    String state = asked.path("state").asText("");
    String reason = asked.path("state_reason").asText("completed").replace('_', ' ');
    return switch (state) {
      case "closed" -> "closed as " + reason;
      case "open" -> "opened again";
      default -> "changed: " + answer.path("title").asText();
    };
  }

  private static String marks(JsonNode issue) {
    List<String> marks = new ArrayList<>();
    String labels = names(issue.path("labels"), "name");
    String people = names(issue.path("assignees"), "login");
    if (!people.isEmpty()) {
      marks.add("for " + people);
    }
    if (!labels.isEmpty()) {
      marks.add("labels: " + labels);
    }
    return marks.isEmpty() ? "" : String.format(Locale.ROOT, " (%s)", String.join("; ", marks));
  }

  private static String names(JsonNode all, String field) {
    List<String> names = new ArrayList<>();
    all.forEach(one -> names.add(one.path(field).asText()));
    return String.join(", ", names);
  }

  private static String subject(Request request) {
    return request.path().replaceAll("^.*/(?:issues|pulls)/(\\d+).*$", "$1");
  }

  private static String quoted(JsonNode asked) {
    StringBuilder text = new StringBuilder();
    asked
        .path("body")
        .asText("")
        .lines()
        .forEach(each -> text.append(each.isEmpty() ? "  |\n" : "  | " + each + "\n"));
    return text.toString();
  }

  private static String line(String text) {
    return text + "\n";
  }
}
