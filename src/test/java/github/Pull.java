package github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a pull request is besides an issue. */
public final class Pull {

  private final Repository repository;
  private final Issue issue;
  private final String head;
  private final boolean draft;
  private String base;
  private boolean merged;
  private final TreeSet<String> requested = new TreeSet<>();
  private final List<String> reviewed = new ArrayList<>();

  Pull(Repository repository, Issue issue, String head, String base, boolean draft) {
    this.repository = repository;
    this.issue = issue;
    this.head = head;
    this.base = base;
    this.draft = draft;
  }

  /** Its title, text, labels and state. */
  public Issue issue() {
    return issue;
  }

  /** The branch it comes from. */
  public String head() {
    return head;
  }

  /** The branch it goes to. */
  public String base() {
    return base;
  }

  /** Whether it was opened as a draft. */
  public boolean isDraft() {
    return draft;
  }

  /** Who was asked for a review. */
  public List<String> requested() {
    return List.copyOf(requested);
  }

  /** Somebody gives it another base. */
  public void retarget(String branch) {
    base = branch;
  }

  /** Somebody merges it. */
  public void merge(String who) {
    merged = true;
    issue.close(who, "completed");
  }

  /** Somebody reviews it. */
  public void review(String who) {
    requested.remove(who);
    reviewed.add(who);
  }

  void request(String login) {
    requested.add(login);
  }

  ObjectNode json(String caller) {
    ObjectNode json = issue.json();
    json.remove("pull_request");
    json.put("url", repository.apiUrl() + "/pulls/" + issue.number())
        .put("issue_url", repository.apiUrl() + "/issues/" + issue.number())
        .put("html_url", repository.webUrl() + "/pull/" + issue.number())
        .put("draft", draft)
        .put("merged", merged)
        .put("merged_at", merged ? repository.now().toString() : null);
    json.set("head", end(head, caller));
    json.set("base", end(base, caller));
    ArrayNode reviewers = json.putArray("requested_reviewers");
    requested.forEach(login -> reviewers.add(repository.server().user(login)));
    json.putArray("requested_teams");
    return json;
  }

  ArrayNode reviews() {
    ArrayNode all = Json.array();
    for (String login : reviewed) {
      ObjectNode review =
          Json.object()
              .put("id", 1)
              .put("node_id", "PRR_1")
              .put("body", "")
              .put("state", "COMMENTED")
              .put("commit_id", "0".repeat(40))
              .put("submitted_at", repository.now().toString());
      review.set("user", repository.server().user(login));
      all.add(review);
    }
    return all;
  }

  private ObjectNode end(String branch, String caller) {
    String owner = repository.name().split("/", -1)[0];
    ObjectNode end =
        Json.object()
            .put("label", owner + ":" + branch)
            .put("ref", branch)
            .put("sha", "0".repeat(40));
    end.set("user", repository.server().user(owner));
    end.set("repo", repository.json(caller));
    return end;
  }
}
