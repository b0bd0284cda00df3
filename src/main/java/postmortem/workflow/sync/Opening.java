package postmortem.workflow.sync;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.ActionState;
import postmortem.action.IssueLink;
import postmortem.action.Snapshot;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.ExitCode;
import postmortem.document.render.IssueText;
import postmortem.tracker.Label;
import postmortem.tracker.NewIssue;
import postmortem.tracker.Preflight;
import postmortem.tracker.TrackedIssue;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/**
 * Gives every item without an issue the one that exists already, else a new one. Nothing that could
 * be repeated stands between creating and recording.
 */
final class Opening {

  /** How much before the intent is looked, for clocks of servers that are apart. */
  private static final Duration MARGIN = Duration.ofMinutes(5);

  /** How far the clocks of people's machines may be off. */
  private static final Duration CLOCKS = Duration.ofHours(36);

  /** New issues are a second apart: somebody may be waiting. */
  private static final int TOLD_EVERY = 20;

  private static final String COLOUR = "b60205";
  private static final String ABOUT = "Action items of post-mortems";

  private final Running run;
  private final Preflight preflight;
  private final Board board;
  private final Sidebar sidebar;
  private @Nullable String milestone;

  Opening(Running run, Preflight preflight, Board board, Sidebar sidebar) {
    this.run = run;
    this.preflight = preflight;
    this.board = board;
    this.sidebar = sidebar;
  }

  /** Opens what can be opened; returns those that have an issue now. */
  List<ActionItem> open(List<ActionItem> items) throws IOException {
    List<ActionItem> opened = new ArrayList<>();
    // An issue may exist of which the register knows nothing: it was lost, or is an older one.
    List<ActionItem> unknown = adopt(items, opened);
    if (unknown.isEmpty()) {
      return opened;
    }
    List<ActionItem> intended = new ArrayList<>();
    for (ActionItem item : unknown) {
      intended.add(intend(item));
    }
    Instant since = intended.stream().map(Opening::earliest).min(Instant::compareTo).orElseThrow();
    board.add(run.tracker().changedSince(since));
    List<ActionItem> absent = adopt(intended, opened);
    if (absent.isEmpty()) {
      return opened;
    }
    createLabels();
    milestone = sidebar.milestone().orElse(null);
    int count = 0;
    for (ActionItem item : absent) {
      try {
        opened.add(create(item, since));
      } catch (TrackerException e) {
        if (e.failure() != Failure.INVALID) {
          throw e;
        }
        run.journal().failedFor(run.name(), item.id(), e);
      }
      count++;
      if (count % TOLD_EVERY == 0) {
        run.pace().tell(run.name() + ": " + count + " of " + absent.size() + " issues are created");
      }
    }
    // Somebody else may have done the same meanwhile.
    board.add(run.tracker().changedSince(since));
    return opened;
  }

  /**
   * Before which there can be no issue of an item: the intent tells it, and where the register was
   * set back to before it, when the item was written, by the clock of whoever did it.
   */
  private static Instant earliest(ActionItem item) {
    Instant intent = Objects.requireNonNull(Objects.requireNonNull(item.issue()).intent());
    return Snapshot.before(item, Instant.MAX)
        .flatMap(Snapshot::created)
        .map(created -> created.minus(CLOCKS))
        .filter(intent::isAfter)
        .orElse(intent)
        .minus(MARGIN);
  }

  /** Takes what bears the marker; returns the items for which there is nothing. */
  private List<ActionItem> adopt(List<ActionItem> items, List<ActionItem> opened)
      throws IOException {
    List<ActionItem> rest = new ArrayList<>();
    for (ActionItem item : items) {
      List<TrackedIssue> ours =
          board.ours(item.id()).stream().filter(issue -> !Duplicates.isSettled(issue)).toList();
      List<TrackedIssue> foreign = board.foreign(item.id());
      if (!ours.isEmpty()) {
        TrackedIssue issue = ours.get(0);
        run.journal()
            .did(
                "found",
                run.name() + "#" + issue.number(),
                item.id(),
                "its issue was there already");
        opened.add(record(item, issue, agreed(item)));
      } else if (foreign.isEmpty()) {
        rest.add(item);
      } else {
        sayForeign(item, foreign.get(0));
      }
    }
    return rest;
  }

  private void sayForeign(ActionItem item, TrackedIssue issue) {
    run.journal()
        .say(
            Diagnostic.error(
                    "PM-I011",
                    run.name()
                        + "#"
                        + issue.number()
                        + " bears the marker of "
                        + item.id()
                        + " but was written by "
                        + run.rules().shown(issue.author()))
                .noting("nothing was created for it")
                .helping(
                    "if that is its issue: postmortem actions link "
                        + item.id()
                        + " "
                        + issue.number()
                        + "; if that login creates issues for you, list it in tracker.logins"),
            ExitCode.FINDINGS);
  }

  /** Writes down what is about to be created, before it is. */
  private ActionItem intend(ActionItem item) throws IOException {
    if (item.state() == ActionState.OPENING) {
      return item;
    }
    ActionItem intended =
        item.edit(preflight.now(), SyncRules.BY)
            .opening(preflight.repository(), preflight.now())
            .result();
    IssueLink link = Objects.requireNonNull(intended.issue());
    intended =
        intended
            .edit(preflight.now(), SyncRules.BY)
            .issue(link.agreeing(agreed(intended)))
            .result();
    run.ledger().put(intended);
    return intended;
  }

  /** What both sides have once the issue is created as intended; kept if it is known already. */
  private SortedMap<String, String> agreed(ActionItem item) {
    IssueLink link = item.issue();
    if (link != null && !link.agreed().isEmpty()) {
      return link.agreed();
    }
    SortedMap<String, String> agreed = new TreeMap<>();
    if (item.state() != ActionState.OPENING) {
      // Found by its marker alone: nobody knows what was agreed.
      return agreed;
    }
    String document = run.rules().documentOf(item).orElse(IssueWords.NO_DOCUMENT);
    agreed.put(IssueWords.DOCUMENT, document);
    agreed.put(Agreement.STATE, Agreement.IS_OPEN);
    agreed.put(IssueWords.TITLE, IssueText.title(item));
    run.rules()
        .issues()
        .body(item, IssueWords.addressOf(document))
        .parts()
        .forEach((part, text) -> agreed.put(part, IssueWords.digest(text)));
    return agreed;
  }

  private void createLabels() throws IOException {
    List<String> known =
        run.tracker().labels().stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
    for (String label : run.rules().labels()) {
      if (!known.contains(label.toLowerCase(Locale.ROOT))) {
        Patience.until(
            run.pace(),
            () -> {
              run.tracker().createLabel(new Label(label, COLOUR, ABOUT));
              return label;
            });
        run.journal().did("label", run.name(), "", label);
      }
    }
  }

  private ActionItem create(ActionItem item, Instant since) throws IOException {
    SortedMap<String, String> agreed = new TreeMap<>(agreed(item));
    String document = agreed.get(IssueWords.DOCUMENT);
    String login = run.rules().loginOf(item.owner()).orElse(null);
    NewIssue asked =
        new NewIssue(
            IssueText.title(item),
            run.rules().issues().body(item, IssueWords.addressOf(document)).text(),
            run.rules().labels(),
            login,
            milestone);
    if (login == null && item.owner() != null) {
      run.journal()
          .say(
              Diagnostic.warning(
                      "PM-I019",
                      "no login is known for " + item.owner() + ", the owner of " + item.id())
                  .helping(
                      item.owner().matches("[\\w.@-]+")
                          ? "write owners: {"
                              + item.owner()
                              + ": {github: ...}} into postmortem.yaml"
                          : "name one person whom postmortem.yaml lists under owners: with the"
                              + " github login"),
              ExitCode.DONE);
    }
    TrackedIssue issue = create(item, asked, since);
    board.add(issue);
    run.journal()
        .did(
            "open",
            run.name(),
            item.id(),
            "\u201c" + asked.title() + "\u201d" + (login == null ? "" : " for " + login));
    if (issue.milestone() != null && issue.milestone().equals(milestone)) {
      agreed.put(Sidebar.MILESTONE, milestone);
    }
    if (login != null && issue.assignees().stream().anyMatch(login::equalsIgnoreCase)) {
      agreed.put(Sidebar.ASSIGNEE, login);
    }
    List<String> labels = asked.labels().stream().filter(l -> !issue.hasLabel(l)).toList();
    if (!labels.isEmpty()) {
      agreed.put(Sidebar.LABELS_OWED, String.join("\n", labels));
    }
    return record(item, issue, agreed);
  }

  /** Creates; a limit is waited out, and what became of it looked up before it is tried again. */
  private TrackedIssue create(ActionItem item, NewIssue asked, Instant since) {
    NewIssue next = asked;
    while (true) {
      try {
        return run.tracker().create(next);
      } catch (TrackerException e) {
        if (e.failure() == Failure.SLOW_DOWN) {
          run.pace().waitOut(e);
          board.add(run.tracker().changedSince(since));
          Optional<TrackedIssue> there = board.ours(item.id()).stream().findFirst();
          if (there.isPresent()) {
            return there.get();
          }
        } else if (e.failure() == Failure.INVALID
            && e.isAbout("assignees")
            && next.assignee() != null) {
          // Nothing of it was done: without the assignee the rest is acceptable.
          next = next.unassigned();
        } else {
          throw e;
        }
      }
    }
  }

  private ActionItem record(ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed)
      throws IOException {
    IssueLink intent = item.issue();
    IssueLink link =
        intent == null
            ? IssueLink.of(issue.repository(), issue.number(), issue.author(), issue.url())
            : intent.found(issue.number(), issue.author(), issue.url());
    ActionItem opened =
        item.edit(preflight.now(), SyncRules.BY).open(link.agreeing(agreed)).result();
    run.ledger().put(opened);
    return opened;
  }
}
