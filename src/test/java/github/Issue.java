package github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An issue or a pull request, as the server keeps it. Only the server's thread may change it. */
public final class Issue {

  /** A comment. */
  public record Comment(long id, String author, String body, Instant at) {}

  /** A pull request that mentions an issue, and when it was merged; null if it was not. */
  record Reference(Issue pull, @Nullable Instant merged) {}

  private final List<Reference> references = new ArrayList<>();
  private @Nullable String milestone;
  private final Repository repository;
  private final int number;
  private final String author;
  private final boolean pullRequest;
  private final Instant created;
  private String title;
  private String body;
  private Instant updated;
  private @Nullable Instant closed;
  private @Nullable String closedBy;
  private @Nullable String stateReason;
  private @Nullable String closingCommit;
  private final TreeSet<String> labels = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final TreeSet<String> assignees = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final List<Comment> comments = new ArrayList<>();

  Issue(
      Repository repository,
      int number,
      String author,
      boolean pullRequest,
      String title,
      String body,
      Instant now) {
    this.repository = repository;
    this.number = number;
    this.author = author;
    this.pullRequest = pullRequest;
    this.title = title;
    this.body = body;
    this.created = now.truncatedTo(ChronoUnit.SECONDS);
    this.updated = created;
  }

  /** Its number in its repository. */
  public int number() {
    return number;
  }

  /** Who created it. */
  public String author() {
    return author;
  }

  public String title() {
    return title;
  }

  public String body() {
    return body;
  }

  /** Whether it is open. */
  public boolean isOpen() {
    return closed == null;
  }

  public boolean isPullRequest() {
    return pullRequest;
  }

  /** Why it was closed; null when it is open. */
  public @Nullable String stateReason() {
    return stateReason;
  }

  public List<String> labels() {
    return List.copyOf(labels);
  }

  public List<String> assignees() {
    return List.copyOf(assignees);
  }

  public List<Comment> comments() {
    return List.copyOf(comments);
  }

  Instant created() {
    return created;
  }

  Instant updated() {
    return updated;
  }

  @Nullable String closingCommit() {
    return closingCommit;
  }

  /** The title of its milestone; null for none. */
  public @Nullable String milestone() {
    return milestone;
  }

  /** Somebody gives it that milestone, or takes its own away. */
  public void milestone(@Nullable String title) {
    milestone = title;
  }

  List<Reference> references() {
    return List.copyOf(references);
  }

  /** A pull request mentions it and stays open. */
  public void mentionedBy(Issue pull) {
    references.add(new Reference(pull, null));
  }

  /** A pull request that mentions it is merged, and does not close it. */
  public void mentionedByMerged(Issue pull) {
    references.add(new Reference(pull, repository.now()));
  }

  /** A pull request whose text says that it fixes this is merged: the event tells no commit. */
  public void closeByPull(String who, Issue pull) {
    references.add(new Reference(pull, repository.now()));
    close(who, "completed");
  }

  /** Somebody edits the title. */
  public void retitle(String text) {
    title = text;
    touch();
  }

  /** Somebody edits the body. */
  public void rewrite(String text) {
    body = text;
    touch();
  }

  /** Somebody closes it, as {@code completed} or {@code not_planned}. */
  public void close(String who, String reason) {
    closed = repository.now();
    closedBy = who;
    stateReason = reason;
    touch();
  }

  /** A commit on the default branch closes it. */
  public void closeByCommit(String who, String sha) {
    close(who, "completed");
    closingCommit = sha;
  }

  /** Somebody opens it again. */
  public void reopen() {
    closed = null;
    closedBy = null;
    stateReason = "reopened";
    closingCommit = null;
    touch();
  }

  /** Somebody adds a label. */
  public void label(String name) {
    labels.add(name);
    touch();
  }

  /** Somebody removes a label. */
  public void unlabel(String name) {
    labels.remove(name);
    touch();
  }

  /** Somebody decides who does it. */
  public void assign(List<String> logins) {
    assignees.clear();
    assignees.addAll(logins);
    touch();
  }

  Comment comment(String who, String text) {
    Comment comment = new Comment(repository.server().nextId(), who, text, repository.now());
    comments.add(comment);
    touch();
    return comment;
  }

  boolean removeComment(long id) {
    return comments.removeIf(comment -> comment.id() == id);
  }

  private void touch() {
    updated = repository.now();
  }

  ObjectNode json() {
    String api = repository.apiUrl() + "/issues/" + number;
    ObjectNode json = Json.object();
    json.put("id", 1000L + number)
        .put("node_id", "I_" + number)
        .put("url", api)
        .put("repository_url", repository.apiUrl())
        .put("labels_url", api + "/labels{/name}")
        .put("comments_url", api + "/comments")
        .put("events_url", api + "/events")
        .put("html_url", repository.webUrl() + (pullRequest ? "/pull/" : "/issues/") + number)
        .put("number", number)
        .put("state", isOpen() ? "open" : "closed")
        .put("state_reason", stateReason)
        .put("title", title)
        .put("body", body)
        .put("locked", false)
        .put("comments", comments.size())
        .put("author_association", "NONE")
        .put("created_at", created.toString())
        .put("updated_at", updated.toString())
        .put("closed_at", closed == null ? null : closed.toString());
    json.set("user", repository.server().user(author));
    json.set("closed_by", closedBy == null ? null : repository.server().user(closedBy));
    json.set("milestone", milestone == null ? null : repository.milestoneJson(milestone));
    ArrayNode all = json.putArray("labels");
    labels.forEach(name -> all.add(repository.labelJson(name)));
    ArrayNode people = json.putArray("assignees");
    assignees.forEach(login -> people.add(repository.server().user(login)));
    json.set("assignee", people.isEmpty() ? null : people.get(0).deepCopy());
    if (pullRequest) {
      json.putObject("pull_request")
          .put("url", repository.apiUrl() + "/pulls/" + number)
          .put("html_url", repository.webUrl() + "/pull/" + number);
    }
    return json;
  }

  ObjectNode json(Comment comment) {
    ObjectNode json = Json.object();
    json.put("id", comment.id())
        .put("node_id", "IC_" + comment.id())
        .put("url", repository.apiUrl() + "/issues/comments/" + comment.id())
        .put(
            "html_url", repository.webUrl() + "/issues/" + number + "#issuecomment-" + comment.id())
        .put("issue_url", repository.apiUrl() + "/issues/" + number)
        .put("body", comment.body())
        .put("author_association", "NONE")
        .put("created_at", comment.at().toString())
        .put("updated_at", comment.at().toString());
    json.set("user", repository.server().user(comment.author()));
    return json;
  }
}
