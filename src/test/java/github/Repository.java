package github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A repository with its issues, as the server keeps it, and what people do in it by hand. */
public final class Repository {

  private final GitHubServer server;
  private final long id;
  private String name;
  private boolean archived;
  private boolean issuesEnabled = true;
  private boolean tellsPermissions = true;
  private int last;
  private final Set<String> pushers = new TreeSet<>();
  private final Set<String> assignable = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> labels = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<Integer, Issue> issues = new ConcurrentSkipListMap<>();
  private final List<String> milestones = new ArrayList<>();
  private final Set<Integer> deleted = new TreeSet<>();
  private final Map<Integer, Issue> transferred = new TreeMap<>();
  private final Map<String, Integer> pullsOfCommits = new TreeMap<>();
  private final Map<Integer, Pull> pulls = new ConcurrentSkipListMap<>();
  private Predicate<String> branches = branch -> true;
  private boolean drafts = true;

  Repository(GitHubServer server, long id, String name) {
    this.server = server;
    this.id = id;
    this.name = name;
  }

  GitHubServer server() {
    return server;
  }

  Instant now() {
    return server.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  long id() {
    return id;
  }

  /** {@code owner/name}. */
  public String name() {
    return name;
  }

  String apiUrl() {
    return server.url() + "/repos/" + name;
  }

  String webUrl() {
    return "https://github.example/" + name;
  }

  /** Lets somebody push, and with it set labels and assignees. */
  public Repository pushers(String... logins) {
    pushers.addAll(List.of(logins));
    return this;
  }

  /** Takes the right to push from everybody. */
  public void closeToAll() {
    pushers.clear();
  }

  /** Whether answers say what the caller may do. */
  public void tellPermissions(boolean tells) {
    tellsPermissions = tells;
  }

  boolean mayPush(String login) {
    return pushers.contains(login);
  }

  /** Who can be assigned. */
  public Repository assignable(String... logins) {
    assignable.addAll(List.of(logins));
    return this;
  }

  boolean isAssignable(String login) {
    return assignable.contains(login);
  }

  /** Nobody can change anything any more. */
  public void archive() {
    archived = true;
  }

  boolean isArchived() {
    return archived;
  }

  /** Switches issues off or on. */
  public void enableIssues(boolean enabled) {
    issuesEnabled = enabled;
  }

  boolean hasIssues() {
    return issuesEnabled;
  }

  /** Gives it another name; the old one leads here. */
  public void rename(String to) {
    server.renamed(name, this, to);
    name = to;
  }

  /** All issues and pull requests that are there, by number. */
  public List<Issue> all() {
    return List.copyOf(issues.values());
  }

  /** The issues that are no pull requests. */
  public List<Issue> issues() {
    return issues.values().stream().filter(issue -> !issue.isPullRequest()).toList();
  }

  /** The issue with that number. */
  public Issue issue(int number) {
    Issue issue = issues.get(number);
    if (issue == null) {
      throw new IllegalArgumentException("no issue " + number + " in " + issues.keySet());
    }
    return issue;
  }

  @Nullable Issue find(int number) {
    return issues.get(number);
  }

  boolean isDeleted(int number) {
    return deleted.contains(number);
  }

  @Nullable Issue movedTo(int number) {
    return transferred.get(number);
  }

  /** The labels with their colours. */
  public Map<String, String> labels() {
    return Map.copyOf(labels);
  }

  /** Somebody makes a label. */
  public void addLabel(String label, String colour) {
    labels.put(label, colour);
  }

  boolean hasLabel(String label) {
    return labels.containsKey(label);
  }

  ObjectNode labelJson(String label) {
    String written =
        labels.keySet().stream().filter(label::equalsIgnoreCase).findFirst().orElse(label);
    return Json.object()
        .put("id", Math.abs((long) written.hashCode()))
        .put("node_id", "LA_1")
        .put("url", apiUrl() + "/labels/" + written)
        .put("name", written)
        .put("color", labels.getOrDefault(label, "ededed"))
        .put("default", false)
        .put("description", "");
  }

  /** Somebody makes a milestone. */
  public void milestone(String title) {
    milestones.add(title);
  }

  List<String> milestones() {
    return List.copyOf(milestones);
  }

  ObjectNode milestoneJson(String title) {
    int number = milestones.indexOf(title) + 1;
    return Json.object()
        .put("id", 9000L + number)
        .put("node_id", "MI_" + number)
        .put("url", apiUrl() + "/milestones/" + number)
        .put("number", number)
        .put("title", title)
        .put("state", "open")
        .put("description", "");
  }

  /** Somebody writes an issue by hand. */
  public Issue write(String author, String title, String body, String... with) {
    Issue issue = add(author, false, title, body);
    for (String label : with) {
      labels.putIfAbsent(label, "ededed");
      issue.label(label);
    }
    return issue;
  }

  /** Somebody opens a pull request. */
  public Issue pullRequest(String author, String title, String body, String... with) {
    Issue pull = add(author, true, title, body);
    for (String label : with) {
      labels.putIfAbsent(label, "ededed");
      pull.label(label);
    }
    return pull;
  }

  /** Opens a pull request between two branches. */
  public Pull open(
      String author, String title, String body, String head, String base, boolean draft) {
    Pull pull = new Pull(this, add(author, true, title, body), head, base, draft);
    pulls.put(pull.issue().number(), pull);
    return pull;
  }

  /** The pull requests between branches, by number. */
  public List<Pull> pulls() {
    return List.copyOf(pulls.values());
  }

  @Nullable Pull pull(int number) {
    return pulls.get(number);
  }

  /** Which branches there are; all, if nothing is said. */
  public void branches(Predicate<String> there) {
    branches = there;
  }

  boolean hasBranch(String branch) {
    return branches.test(branch);
  }

  /** Takes drafts away, as plans do that have none. */
  public void withoutDrafts() {
    drafts = false;
  }

  boolean hasDrafts() {
    return drafts;
  }

  Issue add(String author, boolean pullRequest, String title, String body) {
    last++;
    Issue issue = new Issue(this, last, author, pullRequest, title, body, now());
    issues.put(last, issue);
    return issue;
  }

  /** Somebody deletes an issue. */
  public void delete(int number) {
    issues.remove(number);
    deleted.add(number);
  }

  /** Somebody moves an issue to another repository. */
  public Issue transfer(int number, Repository to) {
    Issue before = issue(number);
    Issue after = to.add(before.author(), false, before.title(), before.body());
    before.labels().forEach(after::label);
    issues.remove(number);
    transferred.put(number, after);
    return after;
  }

  Repository homeOf(Issue issue) {
    return server.repositories().stream()
        .filter(repository -> repository.issues.containsValue(issue))
        .findFirst()
        .orElse(this);
  }

  /** A commit came with a pull request. */
  public void mergedBy(String sha, int pull) {
    pullsOfCommits.put(sha, pull);
  }

  @Nullable Integer pullOf(String sha) {
    return pullsOfCommits.get(sha);
  }

  List<Issue> newestFirst() {
    List<Issue> all = new ArrayList<>(issues.values());
    java.util.Collections.reverse(all);
    return all;
  }

  ObjectNode json(String caller) {
    ObjectNode json = Json.object();
    String[] parts = name.split("/", -1);
    json.put("id", id)
        .put("node_id", "R_" + id)
        .put("name", parts[1])
        .put("full_name", name)
        .put("private", false)
        .put("html_url", webUrl())
        .put("url", apiUrl())
        .put("archived", archived)
        .put("disabled", false)
        .put("has_issues", issuesEnabled)
        .put("default_branch", "main");
    json.set("owner", server.user(parts[0]));
    if (tellsPermissions) {
      json.putObject("permissions")
          .put("admin", false)
          .put("maintain", false)
          .put("push", mayPush(caller))
          .put("triage", mayPush(caller))
          .put("pull", true);
    }
    return json;
  }
}
