package github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What GitHub does with a request. One request at a time. */
final class Behaviour {

  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_BODY = 65_536;

  private final GitHubServer server;

  Behaviour(GitHubServer server) {
    this.server = server;
  }

  Answer answer(Request request) {
    String caller = server.callerOf(request.headers().getOrDefault("authorization", ""));
    if (caller == null) {
      return Answer.message(401, "Bad credentials");
    }
    String[] parts = request.path().substring(1).split("/", -1);
    if (request.path().equals("/user")) {
      return server.isInstallation(caller)
          ? Answer.message(403, "Resource not accessible by integration")
          : Answer.of(200, server.user(caller));
    }
    if (parts[0].equals("users") && parts.length == 2) {
      return server.knows(parts[1])
          ? Answer.of(200, server.user(parts[1]))
          : Answer.message(404, "Not Found");
    }
    Repository repository = repository(parts);
    if (repository == null) {
      return Answer.message(404, "Not Found");
    }
    int behind = parts[0].equals("repositories") ? 2 : 3;
    String rest = String.join("/", List.of(parts).subList(behind, parts.length));
    if (parts[0].equals("repos") && !repository.name().equals(parts[1] + "/" + parts[2])) {
      String target = server.url() + "/repositories/" + repository.id();
      return Answer.message(request.changes() ? 307 : 301, "Moved Permanently")
          .with("Location", rest.isEmpty() ? target : target + "/" + rest);
    }
    return inRepository(request, repository, rest, caller);
  }

  private @Nullable Repository repository(String[] parts) {
    if (parts[0].equals("repositories") && parts.length > 1) {
      return server.byId(Long.parseLong(parts[1]));
    }
    return parts[0].equals("repos") && parts.length > 2
        ? server.byName(parts[1] + "/" + parts[2])
        : null;
  }

  private Answer inRepository(Request request, Repository repository, String rest, String caller) {
    if (rest.isEmpty()) {
      return Answer.of(200, repository.json(caller));
    }
    if (request.changes() && repository.isArchived()) {
      return Answer.message(403, "Repository was archived so is read-only.");
    }
    if (rest.startsWith("issues") && !repository.hasIssues()) {
      return Answer.message(410, "Issues are disabled for this repo");
    }
    String[] parts = rest.split("/", -1);
    if (parts[0].equals("labels")) {
      return labels(request, repository, caller);
    }
    if (parts[0].equals("milestones")) {
      return page(request, repository, repository.milestones(), repository::milestoneJson);
    }
    if (parts[0].equals("assignees")) {
      return repository.isAssignable(parts[1])
          ? Answer.empty(204)
          : Answer.message(404, "Not Found");
    }
    if (parts[0].equals("commits") && parts.length > 1) {
      return commit(repository, parts);
    }
    if (parts[0].equals("pulls")) {
      return Pulls.answer(request, repository, parts, caller);
    }
    if (!parts[0].equals("issues")) {
      return Answer.message(404, "Not Found");
    }
    if (parts.length == 1) {
      return request.method().equals("POST")
          ? create(request.json(), repository, caller)
          : list(request, repository);
    }
    if (parts[1].equals("comments")) {
      return uncomment(repository, Long.parseLong(parts[2]));
    }
    int number = Integer.parseInt(parts[1]);
    Issue issue = repository.find(number);
    if (issue == null) {
      return missing(repository, number);
    }
    String below = parts.length > 2 ? parts[2] : "";
    return switch (below) {
      case "" ->
          request.method().equals("PATCH")
              ? change(request.json(), repository, issue, caller)
              : Answer.of(200, issue.json());
      case "comments" ->
          request.method().equals("POST")
              ? comment(request.json(), issue, caller)
              : comments(request, repository, issue);
      case "events" -> events(request, repository, issue);
      case "timeline" -> timeline(request, repository, issue);
      case "labels" -> addLabels(request.json(), repository, issue, caller);
      case "assignees" -> assign(request, repository, issue, caller);
      default -> Answer.message(404, "Not Found");
    };
  }

  private Answer missing(Repository repository, int number) {
    Issue moved = repository.movedTo(number);
    if (moved != null) {
      String target =
          server.url()
              + "/repositories/"
              + repository.homeOf(moved).id()
              + "/issues/"
              + moved.number();
      return Answer.message(301, "Moved Permanently").with("Location", target);
    }
    return repository.isDeleted(number)
        ? Answer.message(410, "This issue was deleted")
        : Answer.message(404, "Not Found");
  }

  private Answer create(JsonNode json, Repository repository, String caller) {
    String title = json.path("title").asText("");
    String body = json.path("body").asText("");
    Answer wrong = tooLong(title, body);
    if (wrong != null) {
      return wrong;
    }
    boolean may = repository.mayPush(caller);
    List<String> assignees = texts(json.path("assignees"));
    for (String login : assignees) {
      if (!repository.isAssignable(login)) {
        return Answer.invalid("Issue", "assignees", "invalid");
      }
    }
    int milestone = json.path("milestone").asInt(0);
    if (milestone < 0 || milestone > repository.milestones().size()) {
      return Answer.invalid("Issue", "milestone", "invalid");
    }
    Issue issue = repository.add(caller, false, title, body);
    if (may && milestone > 0) {
      issue.milestone(repository.milestones().get(milestone - 1));
    }
    if (may) {
      for (String label : texts(json.path("labels"))) {
        if (!repository.hasLabel(label)) {
          repository.addLabel(label, "ededed");
        }
        issue.label(label);
      }
      issue.assign(assignees);
    }
    return Answer.of(201, issue.json());
  }

  private static @Nullable Answer tooLong(String title, String body) {
    if (title.isBlank()) {
      return Answer.invalid("Issue", "title", "missing_field");
    }
    if (title.length() > LONGEST_TITLE) {
      return Answer.invalid("Issue", "title", "custom");
    }
    return body.length() > LONGEST_BODY ? Answer.of(Fault.TOO_LONG, 0) : null;
  }

  private Answer change(JsonNode json, Repository repository, Issue issue, String caller) {
    if (!repository.mayPush(caller) && !issue.author().equals(caller)) {
      return Answer.message(403, "Must have admin rights to Repository.");
    }
    String title = json.path("title").asText(issue.title());
    String body = json.path("body").asText(issue.body());
    Answer wrong = tooLong(title, body);
    if (wrong != null) {
      return wrong;
    }
    if (json.has("title")) {
      issue.retitle(title);
    }
    if (json.has("body")) {
      issue.rewrite(body);
    }
    if (json.has("assignees") && repository.mayPush(caller)) {
      issue.assign(
          texts(json.path("assignees")).stream().filter(repository::isAssignable).toList());
    }
    int milestone = json.path("milestone").asInt(0);
    if (milestone < 0 || milestone > repository.milestones().size()) {
      return Answer.invalid("Issue", "milestone", "invalid");
    }
    if (milestone > 0 && repository.mayPush(caller)) {
      issue.milestone(repository.milestones().get(milestone - 1));
    }
    String state = json.path("state").asText("");
    if (state.equals("closed") && issue.isOpen()) {
      issue.close(caller, json.path("state_reason").asText("completed"));
    } else if (state.equals("open") && !issue.isOpen()) {
      issue.reopen();
    }
    return Answer.of(200, issue.json());
  }

  private Answer comment(JsonNode json, Issue issue, String caller) {
    String body = json.path("body").asText("");
    if (body.isBlank() || body.length() > LONGEST_BODY) {
      return Answer.invalid("IssueComment", "data", "unprocessable");
    }
    return Answer.of(201, issue.json(issue.comment(caller, body)));
  }

  private Answer comments(Request request, Repository repository, Issue issue) {
    Instant since = since(request);
    List<Issue.Comment> all =
        issue.comments().stream().filter(c -> !c.at().isBefore(since)).toList();
    return page(request, repository, all, issue::json);
  }

  private static Answer uncomment(Repository repository, long id) {
    for (Issue issue : repository.all()) {
      if (issue.removeComment(id)) {
        return Answer.empty(204);
      }
    }
    return Answer.message(404, "Not Found");
  }

  private Answer events(Request request, Repository repository, Issue issue) {
    List<ObjectNode> events = new ArrayList<>();
    if (!issue.isOpen()) {
      ObjectNode event =
          Json.object()
              .put("id", 1)
              .put("event", "closed")
              .put("commit_id", issue.closingCommit())
              .put("created_at", issue.updated().toString());
      event.set("actor", issue.json().path("closed_by"));
      events.add(event);
    }
    return page(request, repository, events, event -> event);
  }

  /** Of all that can be in it, what tells of pull requests that refer to the issue. */
  private Answer timeline(Request request, Repository repository, Issue issue) {
    List<ObjectNode> events = new ArrayList<>();
    events.add(Json.object().put("event", "labeled").put("created_at", "2026-01-01T00:00:00Z"));
    for (Issue.Reference reference : issue.references()) {
      ObjectNode source = reference.pull().json();
      if (reference.merged() != null) {
        ((ObjectNode) source.get("pull_request")).put("merged_at", reference.merged().toString());
      }
      ObjectNode event = Json.object().put("event", "cross-referenced");
      event.putObject("source").put("type", "issue").set("issue", source);
      events.add(event);
    }
    return page(request, repository, events, event -> event);
  }

  private static Answer commit(Repository repository, String[] parts) {
    if (parts.length == 2) {
      return Answer.of(
          200,
          Json.object().put("sha", parts[1]).put("html_url", repository.webUrl() + "/commit/"));
    }
    ArrayNode pulls = Json.array();
    Integer number = repository.pullOf(parts[1]);
    if (number != null) {
      ObjectNode pull = repository.issue(number).json();
      pull.put("html_url", repository.webUrl() + "/pull/" + number);
      pull.put("merged_at", repository.now().toString());
      pulls.add(pull);
    }
    return Answer.of(200, pulls);
  }

  private Answer labels(Request request, Repository repository, String caller) {
    if (request.method().equals("GET")) {
      return page(
          request, repository, List.copyOf(repository.labels().keySet()), repository::labelJson);
    }
    String name = request.json().path("name").asText("");
    if (!repository.mayPush(caller)) {
      return Answer.message(403, "Must have push access to repository.");
    }
    if (name.isBlank() || name.length() > 50) {
      return Answer.invalid("Label", "name", "invalid");
    }
    if (repository.hasLabel(name)) {
      return Answer.invalid("Label", "name", "already_exists");
    }
    repository.addLabel(name, request.json().path("color").asText("ededed"));
    return Answer.of(201, repository.labelJson(name));
  }

  private static Answer addLabels(
      JsonNode json, Repository repository, Issue issue, String caller) {
    if (repository.mayPush(caller)) {
      for (String label : texts(json.isArray() ? json : json.path("labels"))) {
        if (!repository.hasLabel(label)) {
          repository.addLabel(label, "ededed");
        }
        issue.label(label);
      }
    }
    ArrayNode all = Json.array();
    issue.labels().forEach(label -> all.add(repository.labelJson(label)));
    return Answer.of(200, all);
  }

  private static Answer assign(Request request, Repository repository, Issue issue, String caller) {
    if (repository.mayPush(caller)) {
      List<String> logins = new ArrayList<>(issue.assignees());
      List<String> named = texts(request.json().path("assignees"));
      if (request.method().equals("DELETE")) {
        logins.removeAll(named);
      } else {
        named.stream().filter(repository::isAssignable).forEach(logins::add);
      }
      issue.assign(logins);
    }
    return Answer.of(201, issue.json());
  }

  private Answer list(Request request, Repository repository) {
    String state = request.query().getOrDefault("state", "open");
    Instant since = since(request);
    List<String> labels =
        List.of(request.query().getOrDefault("labels", "").split(",", -1)).stream()
            .map(String::strip)
            .filter(label -> !label.isEmpty())
            .toList();
    List<Issue> found = new ArrayList<>();
    for (Issue issue : repository.newestFirst()) {
      boolean wanted = state.equals("all") || state.equals("open") == issue.isOpen();
      boolean labelled =
          labels.stream()
              .allMatch(label -> issue.labels().stream().anyMatch(label::equalsIgnoreCase));
      if (wanted && labelled && !issue.updated().isBefore(since)) {
        found.add(issue);
      }
    }
    Comparator<Issue> order =
        switch (request.query().getOrDefault("sort", "created")) {
          case "updated" -> Comparator.comparing(Issue::updated);
          case "comments" -> Comparator.comparingInt(i -> i.comments().size());
          default -> Comparator.comparing(Issue::created).thenComparing(Issue::number);
        };
    boolean up =
        request.query().getOrDefault("direction", "desc").toLowerCase(Locale.ROOT).equals("asc");
    found.sort(up ? order : order.reversed());
    return page(request, repository, found, Issue::json);
  }

  private static Instant since(Request request) {
    String since = request.query().get("since");
    return since == null ? Instant.MIN : Instant.parse(since);
  }

  private <T> Answer page(
      Request request, Repository repository, List<T> all, Function<T, JsonNode> json) {
    int size =
        Math.max(
            1, Math.min(100, Integer.parseInt(request.query().getOrDefault("per_page", "30"))));
    int page = Math.max(1, Integer.parseInt(request.query().getOrDefault("page", "1")));
    int pages = Math.max(1, (all.size() + size - 1) / size);
    ArrayNode items = Json.array();
    for (int i = (page - 1) * size; i < Math.min(all.size(), page * size); i++) {
      items.add(json.apply(all.get(i)));
    }
    Answer answer = Answer.of(200, items);
    if (page < pages) {
      String next = server.linkTo(request, repository, page + 1);
      String end = server.linkTo(request, repository, pages);
      answer = answer.with("Link", "<" + next + ">; rel=\"next\", <" + end + ">; rel=\"last\"");
    }
    return answer;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.isObject() ? node.path("name").asText() : node.asText()));
    return texts;
  }
}
