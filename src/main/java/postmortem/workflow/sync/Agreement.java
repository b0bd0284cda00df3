package postmortem.workflow.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.ActionState;
import postmortem.action.Field;
import postmortem.action.IssueLink;
import postmortem.action.ItemEdit;
import postmortem.action.Proof;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.ExitCode;
import postmortem.document.render.IssueText;
import postmortem.event.EventId;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.NewIssue;
import postmortem.tracker.Pace;
import postmortem.tracker.TrackedIssue;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/**
 * Brings an item and its issue together, three-way: what both had last time is the base, so an edit
 * of either side goes to the other. Where both changed the same, the tracker leads on open or
 * closed and on the assignee, the register on the facts; text is left as it is on both sides, and
 * said.
 */
final class Agreement {

  /** Keys of what was agreed besides the parts of the body, whose values are digests. */
  static final String TITLE = "title";

  static final String STATE = "state";
  static final String ASSIGNEE = "assignee";
  static final String DOCUMENT = "document";

  /**
   * Labels that were asked for and dropped, one in a line: they are owed to the issue, while a
   * label that people removed is not.
   */
  static final String LABELS_OWED = "labels-owed";

  /** The value of {@link #DOCUMENT} where the issue was created without an address. */
  static final String NO_DOCUMENT = "none";

  /** Values of {@link #STATE}. */
  static final String IS_OPEN = "open";

  static final String IS_CLOSED = "closed";

  private static final String TRACKER_LEADS = "the tracker leads";
  private static final String KEPT = "edited at the tracker; kept there";
  private static final Pattern LINK = Pattern.compile("\\]\\((https?://[^)\\s]{1,1000})\\)");
  private static final Map<String, Field> FIELDS =
      Map.of(
          IssueText.DESCRIPTION,
          Field.DESCRIPTION,
          IssueText.DONE_WHEN,
          Field.DONE_WHEN,
          IssueText.FACTS,
          Field.DEADLINE);

  private final IssueTracker tracker;
  private final Ledger ledger;
  private final SyncRules rules;
  private final Journal journal;
  private final Pace pace;
  private final String name;
  private final Instant now;

  Agreement(
      IssueTracker tracker,
      Ledger ledger,
      SyncRules rules,
      Journal journal,
      Pace pace,
      String name,
      Instant now) {
    this.tracker = tracker;
    this.ledger = ledger;
    this.rules = rules;
    this.journal = journal;
    this.pace = pace;
    this.name = name;
    this.now = now;
  }

  /** The item in step with its issue; recorded if anything changed. */
  ActionItem agree(ActionItem item, TrackedIssue issue) throws IOException {
    if (item.state() == ActionState.CANDIDATE) {
      return item;
    }
    SortedMap<String, String> agreed = new TreeMap<>(link(item).agreed());
    ActionItem after = state(item, issue, agreed);
    if (issue.isOpen() && !after.state().isOver()) {
      ItemEdit edit = after.edit(now, SyncRules.BY);
      title(after, issue, agreed, edit);
      body(after, issue, agreed, edit);
      after = edit.result();
      after = assignee(after, issue, agreed);
      labels(after, issue, agreed);
    }
    IssueLink link = link(after);
    if (!link.agreed().equals(agreed)) {
      after = after.edit(now, SyncRules.BY).issue(link.agreeing(agreed)).result();
    }
    if (!after.equals(item)) {
      ledger.put(after);
    }
    return after;
  }

  private static IssueLink link(ActionItem item) {
    return Objects.requireNonNull(item.issue());
  }

  private String place(TrackedIssue issue) {
    return name + "#" + issue.number();
  }

  private ActionItem state(ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed)
      throws IOException {
    String theirs = issue.isOpen() ? IS_OPEN : IS_CLOSED;
    String mine = item.state().isOver() ? IS_CLOSED : IS_OPEN;
    String base = agreed.put(STATE, theirs);
    ItemEdit edit = item.edit(now, SyncRules.BY);
    if (theirs.equals(mine)) {
      if (issue.isOpen() && item.state() == ActionState.COMMITTED) {
        edit.state(ActionState.OPEN);
      }
      return edit.agreed(Field.STATE).result();
    }
    if (!theirs.equals(base)) {
      return issue.isOpen() ? reopened(item, issue) : closed(item, issue);
    }
    agreed.put(STATE, mine);
    if (item.state().isOver()) {
      boolean done = item.state() == ActionState.DONE;
      // The reason, or the proof, stands in the facts.
      rewrite(item, issue, agreed);
      Patience.until(pace, () -> tracker.close(issue.number(), done));
      journal.did("close", place(issue), item.id(), item.state().label() + " in the register");
    } else {
      Patience.until(pace, () -> tracker.reopen(issue.number()));
      journal.did("reopen", place(issue), item.id(), "taken up again in the register");
      if (item.state() == ActionState.COMMITTED) {
        return edit.state(ActionState.OPEN).result();
      }
    }
    return item;
  }

  private void rewrite(ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed)
      throws IOException {
    ItemEdit ignored = item.edit(now, SyncRules.BY);
    body(item, issue, agreed, ignored);
  }

  private ActionItem reopened(ActionItem item, TrackedIssue issue) throws IOException {
    journal.did("record", place(issue), item.id(), "open again");
    return item.edit(now, SyncRules.BY)
        .because("open again at the tracker, which leads on that")
        .state(ActionState.OPEN)
        .result();
  }

  private ActionItem closed(ActionItem item, TrackedIssue issue) throws IOException {
    Instant at = issue.closed() == null ? now : issue.closed();
    ItemEdit edit = item.edit(at, SyncRules.BY);
    if (issue.status() == TrackedIssue.Status.COMPLETED) {
      Proof proof = item.proof() == null ? proof(issue).orElse(null) : item.proof();
      journal.did(
          "record",
          place(issue),
          item.id(),
          "done on "
              + rules.policy().day(at)
              + (proof == null ? ", no proof" : ", " + proof.text()));
      return edit.because("closed as completed at the tracker").done(proof).result();
    }
    String reason =
        issue.status() == TrackedIssue.Status.NOT_PLANNED
            ? "closed as not planned at the tracker"
            : "closed at the tracker, not as completed";
    journal.did("record", place(issue), item.id(), "dropped on " + rules.policy().day(at));
    return edit.because(reason).drop(reason).result();
  }

  /** A proof is worth a few calls, but not the run. */
  private Optional<Proof> proof(TrackedIssue issue) {
    try {
      return tracker.closer(issue.number()).flatMap(Proof::of);
    } catch (TrackerException e) {
      if (e.failure() == Failure.UNKNOWN || e.failure() == Failure.SLOW_DOWN) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private void title(
      ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed, ItemEdit edit)
      throws IOException {
    String mine = IssueText.title(item);
    String theirs = issue.title();
    String base = agreed.get(TITLE);
    if (theirs.equals(mine)) {
      agreed.put(TITLE, mine);
      edit.agreed(Field.TITLE);
    } else if (theirs.equals(base)) {
      Patience.until(pace, () -> tracker.retitle(issue.number(), mine));
      agreed.put(TITLE, mine);
      edit.agreed(Field.TITLE);
      journal.did("retitle", place(issue), item.id(), "\u201c" + mine + "\u201d");
    } else {
      edit.drift(Field.TITLE, mine, rules.shown(theirs), KEPT);
      if (base != null && !mine.equals(base)) {
        conflict(item, issue, "the title", rules.shown(theirs));
      }
    }
  }

  private void conflict(ActionItem item, TrackedIssue issue, String what, String theirs) {
    journal.say(
        Diagnostic.error(
                "PM-I014",
                what + " of " + item.id() + " was changed in the register and at the tracker")
            .noting("at " + place(issue) + ": " + theirs)
            .noting("both were left as they are")
            .helping("write the same on both sides, or put one of them back"),
        ExitCode.FINDINGS);
  }

  private void body(
      ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed, ItemEdit edit)
      throws IOException {
    IssueText.Body theirs = IssueText.parse(issue.body(), item.id()).orElse(null);
    if (theirs == null) {
      boolean ours = agreed.containsKey(IssueText.FACTS);
      if (ours) {
        edit.drift(Field.DESCRIPTION, null, "the body was rearranged", KEPT);
      }
      return;
    }
    IssueText.Body mine = rules.issues().body(item, addressOf(document(item, theirs, agreed)));
    boolean sameParts = mine.parts().keySet().equals(theirs.parts().keySet());
    IssueText.Body merged = theirs;
    if (sameParts) {
      for (Map.Entry<String, String> part : mine.parts().entrySet()) {
        String there = Objects.requireNonNull(theirs.parts().get(part.getKey()));
        if (takesOurs(item, issue, part.getKey(), part.getValue(), there, agreed, edit)) {
          merged = merged.with(part.getKey(), part.getValue());
        }
      }
    } else if (isAsAgreed(theirs, agreed)) {
      // Made from another template, and nobody has touched it since.
      merged = new IssueText.Body(theirs.head(), mine.parts(), theirs.tail());
      agreed.keySet().removeAll(theirs.parts().keySet());
    } else {
      edit.drift(Field.DESCRIPTION, null, "made from another template, and edited", KEPT);
    }
    String text = merged.text();
    if (merged.equals(theirs) || text.length() > NewIssue.LONGEST_BODY) {
      return;
    }
    Patience.until(pace, () -> tracker.rewrite(issue.number(), text));
    List<String> renewed = new ArrayList<>();
    for (Map.Entry<String, String> part : merged.parts().entrySet()) {
      if (part.getValue().equals(mine.parts().get(part.getKey()))) {
        agreed.put(part.getKey(), digest(part.getValue()));
        if (!part.getValue().equals(theirs.parts().get(part.getKey()))) {
          renewed.add(part.getKey());
        }
      }
    }
    journal.did(
        "rewrite", place(issue), item.id(), String.join(", ", renewed) + " as in the register");
  }

  private static boolean isAsAgreed(IssueText.Body body, SortedMap<String, String> agreed) {
    return body.parts().entrySet().stream()
        .allMatch(part -> digest(part.getValue()).equals(agreed.get(part.getKey())));
  }

  /** Whether the register's text goes into a part of the issue's body. */
  private boolean takesOurs(
      ActionItem item,
      TrackedIssue issue,
      String part,
      String mine,
      String there,
      SortedMap<String, String> agreed,
      ItemEdit edit) {
    // A template of the user's own may have parts of other names.
    Field field = FIELDS.getOrDefault(part, Field.DESCRIPTION);
    String theirs = digest(there);
    String own = digest(mine);
    String base = agreed.get(part);
    if (theirs.equals(own)) {
      agreed.put(part, own);
      edit.agreed(field);
      return false;
    }
    if (theirs.equals(base)) {
      return true;
    }
    if (part.equals(IssueText.FACTS)) {
      edit.noted(
          "the facts at the tracker were edited and set back; they said: " + rules.shown(there));
      return true;
    }
    edit.drift(field, rules.shown(mine), rules.shown(there), KEPT);
    if (base != null && !own.equals(base)) {
      conflict(item, issue, "the part \u201c" + part + "\u201d", rules.shown(there));
    }
    return false;
  }

  /** The link in the issue stays the one that it was created with. */
  private String document(
      ActionItem item, IssueText.Body theirs, SortedMap<String, String> agreed) {
    String known = agreed.get(DOCUMENT);
    if (known != null) {
      return known;
    }
    String end = "/postmortems/" + item.postMortem() + "/postmortem.md";
    Matcher link = LINK.matcher(String.join("\n", theirs.parts().values()));
    String found = rules.documentOf(item).orElse(NO_DOCUMENT);
    while (link.find()) {
      String address = Objects.requireNonNull(link.group(1));
      if (address.endsWith(end)) {
        found = address;
      }
    }
    agreed.put(DOCUMENT, found);
    return found;
  }

  /** The address of the post-mortem in what was agreed; null for none. */
  static @Nullable String addressOf(@Nullable String document) {
    return document == null || document.equals(NO_DOCUMENT) ? null : document;
  }

  private ActionItem assignee(ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed)
      throws IOException {
    String mine = rules.loginOf(item.owner()).orElse(null);
    List<String> theirs = issue.assignees();
    String base = agreed.get(ASSIGNEE);
    ItemEdit edit = item.edit(now, SyncRules.BY);
    if (mine != null && contains(theirs, mine)) {
      agreed.put(ASSIGNEE, mine);
      return edit.agreed(Field.OWNER).result();
    }
    boolean untouched = base == null ? theirs.isEmpty() : contains(theirs, base);
    if (untouched && mine != null) {
      return assign(item, issue, agreed, mine);
    }
    if (untouched) {
      return item;
    }
    Optional<String> handle = theirs.size() == 1 ? rules.handleOf(theirs.get(0)) : Optional.empty();
    if (handle.isPresent()) {
      agreed.put(ASSIGNEE, theirs.get(0));
      journal.did("record", place(issue), item.id(), "owner is " + handle.get());
      return edit.because("assigned at the tracker, which leads on that")
          .owner(handle.get())
          .agreed(Field.OWNER)
          .result();
    }
    String there = theirs.isEmpty() ? null : rules.shown(String.join(", ", theirs));
    return edit.drift(Field.OWNER, item.owner(), there, TRACKER_LEADS).result();
  }

  private ActionItem assign(
      ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed, String login)
      throws IOException {
    List<String> after;
    try {
      after = Patience.until(pace, () -> tracker.assign(issue.number(), login));
    } catch (TrackerException e) {
      if (e.failure() != Failure.MISSING && e.failure() != Failure.INVALID) {
        throw e;
      }
      after = List.of();
    }
    ItemEdit edit = item.edit(now, SyncRules.BY);
    if (contains(after, login)) {
      agreed.put(ASSIGNEE, login);
      journal.did("assign", place(issue), item.id(), login);
      return edit.agreed(Field.OWNER).result();
    }
    journal.say(
        Diagnostic.error(
                "PM-I013", place(issue) + " of " + item.id() + " cannot be assigned to " + login)
            .noting("it is tried again with every run")
            .helping(
                "check owners in postmortem.yaml; GitHub assigns only who has access to the"
                    + " repository"),
        ExitCode.REMOTE);
    return edit.drift(Field.OWNER, item.owner(), null, TRACKER_LEADS).result();
  }

  private void labels(ActionItem item, TrackedIssue issue, SortedMap<String, String> agreed)
      throws IOException {
    String owed = agreed.get(LABELS_OWED);
    if (owed == null) {
      return;
    }
    List<String> missing = owed.lines().filter(label -> !issue.hasLabel(label)).toList();
    List<String> still = List.of();
    if (!missing.isEmpty()) {
      List<String> after = Patience.until(pace, () -> tracker.label(issue.number(), missing));
      still = missing.stream().filter(label -> !contains(after, label)).toList();
    }
    if (!still.isEmpty()) {
      journal.say(dropped(place(issue), item, still), ExitCode.REMOTE);
      agreed.put(LABELS_OWED, String.join("\n", still));
      return;
    }
    agreed.remove(LABELS_OWED);
    if (!missing.isEmpty()) {
      journal.did("label", place(issue), item.id(), String.join(", ", missing));
    }
  }

  /** Without push access GitHub drops labels and says nothing. */
  static Diagnostic dropped(String place, ActionItem item, List<String> labels) {
    return Diagnostic.error(
            "PM-I012", place + " of " + item.id() + " has no label " + String.join(", ", labels))
        .noting("GitHub drops labels of callers who may not push; it is tried again every run")
        .helping("give the token push access to the repository");
  }

  private static boolean contains(List<String> logins, String login) {
    return logins.stream().anyMatch(login::equalsIgnoreCase);
  }

  /** A short name for a text: 16 hexadecimal digits, whatever its line ends. */
  static String digest(String text) {
    String plain = text.replace("\r\n", "\n").replace('\r', '\n').strip();
    byte[] hash = EventId.sha256().digest(plain.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 8);
  }
}
