package github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/** What GitHub does with a request about pull requests. One request at a time. */
final class Pulls {

  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_BODY = 65_536;

  private Pulls() {}

  /**
   * Answers.
   *
   * @param parts of the path behind the repository; the first is {@code pulls}
   */
  static Answer answer(Request request, Repository repository, String[] parts, String caller) {
    if (parts.length == 1) {
      return request.method().equals("POST")
          ? create(request.json(), repository, caller)
          : list(request, repository, caller);
    }
    Pull pull = repository.pull(Integer.parseInt(parts[1]));
    if (pull == null) {
      return Answer.message(404, "Not Found");
    }
    return switch (parts.length > 2 ? parts[2] : "") {
      case "" ->
          request.method().equals("PATCH")
              ? change(request.json(), repository, pull, caller)
              : Answer.of(200, pull.json(caller));
      case "reviews" -> Answer.of(200, pull.reviews());
      case "requested_reviewers" -> ask(request.json(), repository, pull, caller);
      default -> Answer.message(404, "Not Found");
    };
  }

  private static Answer list(Request request, Repository repository, String caller) {
    String state = request.query().getOrDefault("state", "open");
    String head = request.query().getOrDefault("head", "");
    String base = request.query().getOrDefault("base", "");
    String owner = repository.name().split("/", -1)[0];
    ArrayNode found = Json.array();
    List<Pull> newestFirst = new ArrayList<>(repository.pulls());
    java.util.Collections.reverse(newestFirst);
    for (Pull pull : newestFirst) {
      boolean wanted = state.equals("all") || state.equals("open") == pull.issue().isOpen();
      // The filter works with the owner before the branch alone.
      boolean fromThere = !head.contains(":") || head.equals(owner + ":" + pull.head());
      if (wanted && fromThere && (base.isEmpty() || base.equals(pull.base()))) {
        found.add(pull.json(caller));
      }
    }
    return Answer.of(200, found);
  }

  private static Answer create(JsonNode json, Repository repository, String caller) {
    String title = json.path("title").asText("");
    String body = json.path("body").asText("");
    String head = json.path("head").asText("");
    String base = json.path("base").asText("");
    if (!repository.mayPush(caller)) {
      return Answer.message(403, "Resource not accessible by personal access token");
    }
    if (title.isBlank() || title.length() > LONGEST_TITLE || body.length() > LONGEST_BODY) {
      return Answer.invalid("PullRequest", title.isBlank() ? "title" : "body", "custom");
    }
    if (!repository.hasBranch(head)) {
      return Answer.invalid("PullRequest", "head", "invalid");
    }
    if (!repository.hasBranch(base)) {
      return Answer.invalid("PullRequest", "base", "invalid");
    }
    boolean there =
        repository.pulls().stream()
            .anyMatch(
                pull ->
                    pull.issue().isOpen() && pull.head().equals(head) && pull.base().equals(base));
    if (there) {
      return Answer.message(
          422,
          "Validation Failed: A pull request already exists for "
              + repository.name().split("/", -1)[0]
              + ":"
              + head
              + ".");
    }
    if (json.path("draft").asBoolean(false) && !repository.hasDrafts()) {
      return Answer.message(422, "Draft pull requests are not supported in this repository.");
    }
    Pull pull =
        repository.open(caller, title, body, head, base, json.path("draft").asBoolean(false));
    return Answer.of(201, pull.json(caller));
  }

  private static Answer change(JsonNode json, Repository repository, Pull pull, String caller) {
    if (!repository.mayPush(caller)) {
      return Answer.message(403, "Resource not accessible by personal access token");
    }
    if (json.has("title")) {
      pull.issue().retitle(json.path("title").asText());
    }
    if (json.has("body")) {
      pull.issue().rewrite(json.path("body").asText());
    }
    if (json.has("base")) {
      if (!repository.hasBranch(json.path("base").asText())) {
        return Answer.invalid("PullRequest", "base", "invalid");
      }
      pull.retarget(json.path("base").asText());
    }
    String state = json.path("state").asText("");
    if (state.equals("open") && !pull.issue().isOpen()) {
      pull.issue().reopen();
    } else if (state.equals("closed") && pull.issue().isOpen()) {
      pull.issue().close(caller, "completed");
    }
    return Answer.of(200, pull.json(caller));
  }

  private static Answer ask(JsonNode json, Repository repository, Pull pull, String caller) {
    List<String> logins = new ArrayList<>();
    json.path("reviewers").forEach(login -> logins.add(login.asText()));
    for (String login : logins) {
      if (login.equals(pull.issue().author())) {
        return Answer.message(422, "Review cannot be requested from pull request author.");
      }
      if (!repository.isAssignable(login)) {
        return Answer.message(
            422, "Reviews may only be requested from collaborators. One or more is not.");
      }
    }
    logins.forEach(pull::request);
    return Answer.of(201, pull.json(caller));
  }
}
