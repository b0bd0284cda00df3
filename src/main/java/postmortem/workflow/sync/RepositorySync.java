package postmortem.workflow.sync;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.ActionState;
import postmortem.action.IssueLink;
import postmortem.action.ItemEdit;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.ExitCode;
import postmortem.incident.Settings;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.Lookup;
import postmortem.tracker.Pace;
import postmortem.tracker.Preflight;
import postmortem.tracker.TrackedIssue;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/**
 * Synchronizes the items whose issues are, or are to be, in one repository. The order is what makes
 * it safe to be killed anywhere: look, write down what is intended, look again, create, record,
 * look again. Whatever fails on the way ends the repository's run; the next run finds out what
 * became of it.
 */
public final class RepositorySync {

  private static final String APP_OF_ACTIONS = "github-actions[bot]";

  /** Failures that may be about one issue alone, such as a locked one, and not about all. */
  private static final Set<Failure> OF_ONE_ISSUE =
      Set.of(Failure.FORBIDDEN, Failure.INVALID, Failure.MISSING, Failure.GONE);

  private final IssueTracker tracker;
  private final Ledger ledger;
  private final SyncRules rules;
  private final Journal journal;
  private final Pace pace;
  private final String name;
  private final Map<Integer, Lookup> lookups = new HashMap<>();

  /**
   * A run that has not begun.
   *
   * @param name of the repository, {@code owner/name}
   */
  public RepositorySync(
      IssueTracker tracker,
      Ledger ledger,
      SyncRules rules,
      Journal journal,
      Pace pace,
      String name) {
    this.tracker = tracker;
    this.ledger = ledger;
    this.rules = rules;
    this.journal = journal;
    this.pace = pace;
    this.name = name;
  }

  /**
   * Brings register and tracker together.
   *
   * @param items of this repository
   * @param logins that count as ours besides the token's own
   * @param clock the runner's time, to be compared with the tracker's
   */
  public void run(List<ActionItem> items, Set<String> logins, Instant clock) throws IOException {
    try {
      Preflight preflight = tracker.preflight();
      if (!isRefused(preflight)) {
        sync(preflight, items, logins, clock);
      }
    } catch (TrackerException e) {
      journal.failed(name, e);
    }
  }

  /** Says why nothing can be done here; then nothing is written anywhere. */
  private boolean isRefused(Preflight preflight) {
    Diagnostic why = refusal(preflight);
    if (why != null) {
      journal.say(why, ExitCode.REMOTE);
    }
    return why != null;
  }

  /** Why nothing can be done in a repository; null when it can. */
  static @Nullable Diagnostic refusal(Preflight preflight) {
    if (preflight.archived()) {
      return Diagnostic.error(
              "PM-I004", preflight.repository() + " is archived: nothing can change")
          .helping("unarchive it, or let issues.repository in postmortem.yaml name another one");
    }
    if (!preflight.issuesEnabled()) {
      return Diagnostic.error("PM-I005", preflight.repository() + " has its issues switched off")
          .helping("switch them on in the settings of the repository");
    }
    if (preflight.access() == Preflight.Access.DENIED) {
      return Diagnostic.error("PM-I006", "this token may not push to " + preflight.repository())
          .noting("GitHub would drop labels and assignees and say nothing; so nothing was done")
          .helping("use a token of somebody who may write to that repository");
    }
    return null;
  }

  private void sync(Preflight preflight, List<ActionItem> given, Set<String> logins, Instant clock)
      throws IOException {
    List<ActionItem> items = renamed(preflight, given);
    if (Duration.between(clock, preflight.now()).abs().compareTo(ItemEdit.CLOCKS_APART) > 0) {
      journal.say(
          Diagnostic.warning(
                  "PM-I020",
                  "the clock here says " + clock + ", the tracker's says " + preflight.now())
              .noting("the tracker's is used")
              .helping("set the clock of this machine: reviews and the history use it"),
          ExitCode.DONE);
    }
    Board board = new Board(ours(items, logins));
    board.add(tracker.labelled(rules.labels().get(0)));

    List<ActionItem> present = new ArrayList<>();
    List<ActionItem> missing = new ArrayList<>();
    boolean whole = true;
    for (ActionItem item : items) {
      ActionItem seen = item;
      if (number(item) != null) {
        whole &= look(item, board);
        seen = whereabouts(item, board, preflight);
      }
      if (number(seen) == null) {
        if (seen.state() == ActionState.COMMITTED || seen.state() == ActionState.OPENING) {
          missing.add(seen);
        }
      } else if (isHere(seen, preflight) && board.issue(numberOf(seen)).isPresent()) {
        present.add(seen);
      }
    }

    Running running = new Running(tracker, ledger, rules, journal, pace, name, preflight.now());
    Sidebar sidebar = new Sidebar(running);
    Agreement agreement = new Agreement(running, sidebar);
    Opening opening = new Opening(running, preflight, board, sidebar);
    Set<String> young = new HashSet<>();
    if (whole) {
      for (ActionItem item : opening.open(missing)) {
        present.add(item);
        young.add(item.id());
      }
    } else if (!missing.isEmpty()) {
      journal.say(
          Diagnostic.error(
                  "PM-I017", name + " sent a list of issues that lacks some that are there")
              .noting("so an issue that is not in it may exist all the same; none was created")
              .helping("run it again"),
          ExitCode.REMOTE);
    }
    List<ActionItem> single = new Duplicates(running, board).settle(present);
    Reminders reminders = new Reminders(running, board);
    for (ActionItem item : single) {
      TrackedIssue issue = board.issue(numberOf(item)).orElse(null);
      if (issue != null) {
        try {
          ActionItem agreed = agreement.agree(item, issue);
          // Who was told of a new issue just now is not reminded of it as well.
          if (!young.contains(item.id())) {
            reminders.remind(agreed, issue);
          }
        } catch (TrackerException e) {
          if (!OF_ONE_ISSUE.contains(e.failure())) {
            throw e;
          }
          journal.failedFor(name + "#" + issue.number(), item.id(), e);
        }
      }
    }
  }

  /** The items with the name that the repository has now. */
  private List<ActionItem> renamed(Preflight preflight, List<ActionItem> items) throws IOException {
    if (preflight.repository().equalsIgnoreCase(name)) {
      return items;
    }
    journal.say(
        Diagnostic.warning("PM-I016", name + " is now called " + preflight.repository())
            .helping("write the new name into postmortem.yaml"),
        ExitCode.DONE);
    List<ActionItem> renamed = new ArrayList<>();
    for (ActionItem item : items) {
      IssueLink link = item.issue();
      ActionItem after = item;
      if (link != null) {
        after =
            item.edit(preflight.now(), SyncRules.BY)
                .because("renamed from " + name)
                .issue(link.at(preflight.repository()))
                .result();
        ledger.put(after);
        journal.did("renamed", name, item.id(), "to " + preflight.repository());
      }
      renamed.add(after);
    }
    return renamed;
  }

  /** Who "we" are: the stated logins, else Actions; the token's own; who has created for us. */
  private Set<String> ours(List<ActionItem> items, Set<String> logins) {
    Set<String> ours = ours(tracker, rules.settings());
    ours.addAll(logins);
    for (ActionItem item : items) {
      IssueLink link = item.issue();
      // What a person linked was not created by us.
      if (link != null && link.intent() != null && link.author() != null) {
        ours.add(link.author());
      }
    }
    return ours;
  }

  /** The stated logins, else Actions; and the token's own. */
  static Set<String> ours(IssueTracker tracker, Settings settings) {
    Set<String> ours = new HashSet<>();
    if (settings.trackerLogins().isEmpty()) {
      ours.add(APP_OF_ACTIONS);
    } else {
      ours.addAll(settings.trackerLogins());
    }
    tracker.login().ifPresent(ours::add);
    return ours;
  }

  private static boolean isHere(ActionItem item, Preflight preflight) {
    IssueLink link = item.issue();
    return link != null && link.repository().equalsIgnoreCase(preflight.repository());
  }

  /**
   * Makes sure that the issue of an item was seen. Returns false when the list should have held it:
   * then the list was short, and what is not in it may exist.
   */
  private boolean look(ActionItem item, Board board) {
    int number = numberOf(item);
    if (board.issue(number).isPresent()) {
      return true;
    }
    Lookup lookup = tracker.find(number);
    lookups.put(number, lookup);
    if (lookup instanceof Lookup.Found found) {
      board.add(found.issue());
      return !found.issue().hasLabel(rules.labels().get(0));
    }
    return true;
  }

  /** Records that an issue was deleted or moved. */
  private ActionItem whereabouts(ActionItem item, Board board, Preflight preflight)
      throws IOException {
    int number = numberOf(item);
    if (board.issue(number).isPresent()) {
      return item;
    }
    Lookup lookup = lookups.get(number);
    if (lookup instanceof Lookup.Moved moved) {
      return moved(item, moved.issue(), preflight);
    }
    if (lookup instanceof Lookup.Deleted) {
      return deleted(item, preflight);
    }
    journal.say(
        Diagnostic.error("PM-I015", name + "#" + number + " of " + item.id() + " cannot be found")
            .noting("it was moved to where this token does not see it, or never existed")
            .helping("postmortem actions link " + item.id() + " <number> names the right one"),
        ExitCode.REMOTE);
    return item;
  }

  private ActionItem moved(ActionItem item, TrackedIssue issue, Preflight preflight)
      throws IOException {
    IssueLink before = Objects.requireNonNull(item.issue());
    IssueLink link =
        before.at(issue.repository()).found(issue.number(), before.author(), issue.url());
    ActionItem after =
        item.edit(preflight.now(), SyncRules.BY)
            .because("moved from " + before.text())
            .issue(link)
            .result();
    ledger.put(after);
    journal.did("moved", before.text(), item.id(), "to " + link.text());
    journal.say(
        Diagnostic.warning("PM-I023", "the issue of " + item.id() + " was moved to " + link.text())
            .noting("the next run goes on there")
            .helping("check that the token may write there as well"),
        ExitCode.DONE);
    // Its number means nothing in this repository.
    return after;
  }

  private ActionItem deleted(ActionItem item, Preflight preflight) throws IOException {
    String text = Objects.requireNonNull(item.issue()).text() + " was deleted";
    if (!item.state().isPromised()) {
      ActionItem noted = item.edit(preflight.now(), SyncRules.BY).noted(text).result();
      if (!noted.equals(item)) {
        ledger.put(noted);
      }
      return noted;
    }
    ActionItem after =
        item.edit(preflight.now(), SyncRules.BY).because(text).withoutIssue().result();
    ledger.put(after);
    journal.did("deleted", name, item.id(), text);
    journal.say(
        Diagnostic.warning("PM-I022", text + "; " + item.id() + " gets a new one")
            .helping("postmortem actions drop " + item.id() + " --reason ... ends it for good"),
        ExitCode.DONE);
    return after;
  }

  static @Nullable Integer number(ActionItem item) {
    IssueLink link = item.issue();
    return link == null ? null : link.number();
  }

  static int numberOf(ActionItem item) {
    Integer number = number(item);
    if (number == null) {
      throw new IllegalArgumentException(item.id() + " has no issue");
    }
    return number;
  }
}
