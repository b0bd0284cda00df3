package postmortem.action;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import postmortem.action.HistoryEntry.What;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;

/**
 * Changes an action item, field by field. What is set to what it was already is no change, so that
 * doing the same twice leaves the item as it is. Used once, by one thread.
 */
public final class ItemEdit {

  /** By so much the clocks of those who write a history may differ without a word about it. */
  public static final Duration CLOCKS_APART = Duration.ofMinutes(5);

  private final ActionItem before;
  private final Instant at;
  private final String by;
  private final List<HistoryEntry> noted = new ArrayList<>();
  private @Nullable String because;

  private @Nullable Integer severity;
  private @Nullable String factor;
  private String title;
  private @Nullable String description;
  private @Nullable String doneWhen;
  private @Nullable ActionType type;
  private @Nullable Priority priority;
  private @Nullable String owner;
  private @Nullable Deadline deadline;
  private ActionState state;
  private @Nullable IssueLink issue;
  private @Nullable Proof proof;
  private @Nullable String reason;
  private @Nullable String duplicateOf;
  private @Nullable String sponsor;
  private SortedMap<String, String> collected;

  ItemEdit(ActionItem before, Instant at, String by) {
    this.before = before;
    this.at = notBefore(before.history(), at);
    this.by = by;
    this.severity = before.severity();
    this.factor = before.factor();
    this.title = before.title();
    this.description = before.description();
    this.doneWhen = before.doneWhen();
    this.type = before.type();
    this.priority = before.priority();
    this.owner = before.owner();
    this.deadline = before.deadline();
    this.state = before.state();
    this.issue = before.issue();
    this.proof = before.proof();
    this.reason = before.reason();
    this.duplicateOf = before.duplicateOf();
    this.sponsor = before.sponsor();
    this.collected = before.collected();
  }

  /** Why all of this is changed: the note of every entry that this edit makes. */
  public ItemEdit because(@Nullable String note) {
    this.because = note;
    return this;
  }

  public ItemEdit severity(@Nullable Integer value) {
    this.severity = value;
    return this;
  }

  public ItemEdit factor(@Nullable String value) {
    this.factor = value;
    return this;
  }

  public ItemEdit title(String value) {
    this.title = value;
    return this;
  }

  public ItemEdit description(@Nullable String value) {
    this.description = value;
    return this;
  }

  public ItemEdit doneWhen(@Nullable String value) {
    this.doneWhen = value;
    return this;
  }

  public ItemEdit type(@Nullable ActionType value) {
    this.type = value;
    return this;
  }

  public ItemEdit priority(@Nullable Priority value) {
    this.priority = value;
    return this;
  }

  public ItemEdit owner(@Nullable String value) {
    this.owner = value;
    return this;
  }

  /** Another day; the same day with another policy is no change. */
  public ItemEdit deadline(@Nullable Deadline value) {
    boolean sameDay = deadline != null && value != null && deadline.date().equals(value.date());
    if (!sameDay) {
      this.deadline = value;
    }
    return this;
  }

  public ItemEdit issue(@Nullable IssueLink value) {
    this.issue = value;
    return this;
  }

  public ItemEdit proof(@Nullable Proof value) {
    this.proof = value;
    return this;
  }

  public ItemEdit sponsor(@Nullable String value) {
    this.sponsor = value;
    return this;
  }

  /** What the document's row says now, by column; no event of the item's own history. */
  public ItemEdit collected(SortedMap<String, String> row) {
    this.collected = row;
    return this;
  }

  /**
   * Goes to another state. Going where it is already is no change. What only the left state had, a
   * reason, a proof, the other item, goes with it; an issue stays.
   *
   * @throws DiagnosticException PM-A001 when that state cannot follow
   */
  public ItemEdit state(ActionState next) {
    if (next == state) {
      return this;
    }
    if (!state.canBecome(next)) {
      Diagnostic refusal =
          Diagnostic.error(
              "PM-A001",
              before.id() + " is " + state.label() + " and cannot become " + next.label());
      throw DiagnosticException.usage(
          refusal.helping(
              state == ActionState.OPENING
                  ? "its issue is being created: run postmortem actions sync first"
                  : "it can become: "
                      + String.join(
                          ", ", state.next().stream().sorted().map(ActionState::label).toList())));
    }
    if (state == ActionState.DONE) {
      proof = null;
    }
    if (state == ActionState.DROPPED) {
      reason = null;
    }
    if (state == ActionState.DUPLICATE) {
      duplicateOf = null;
    }
    state = next;
    return this;
  }

  /** Commits to it; it has to have an owner and a deadline by then. */
  public ItemEdit commit() {
    if (owner == null || deadline == null) {
      throw DiagnosticException.usage(
          Diagnostic.error(
                  "PM-A002",
                  before.id() + " has no " + (owner == null ? "owner" : "deadline") + " yet")
              .helping("a commitment is one owner and a day: --owner and --deadline"));
    }
    return state(ActionState.COMMITTED);
  }

  /** An issue is about to be created. */
  public ItemEdit opening(String repository, Instant intent) {
    state(ActionState.OPENING);
    return issue(IssueLink.intended(repository, intent));
  }

  /** There is an issue. */
  public ItemEdit open(IssueLink link) {
    issue(link);
    return state(ActionState.OPEN);
  }

  /** It turned out that there is no issue, or none any more. */
  public ItemEdit withoutIssue() {
    state(ActionState.COMMITTED);
    return issue(null);
  }

  /** Done; the proof may come later. A proof that is there already is kept when none is given. */
  public ItemEdit done(@Nullable Proof shown) {
    state(ActionState.DONE);
    return shown == null ? this : proof(shown);
  }

  /** Not to be done, for a reason. */
  public ItemEdit drop(String why) {
    state(ActionState.DROPPED);
    this.reason = why;
    return this;
  }

  /** Another item says the same. */
  public ItemEdit duplicate(String other) {
    state(ActionState.DUPLICATE);
    this.duplicateOf = other;
    return this;
  }

  /**
   * The first entry of an item that is new in the register, with its title. From then on the
   * history knows every value: what no entry tells is empty.
   */
  public ItemEdit created() {
    return note(new HistoryEntry(at, by, What.CREATED, null, null, title, because));
  }

  /**
   * Register and tracker differ; recorded once as long as they differ in the same way.
   *
   * @param field in which
   * @param here the register's value
   * @param there the tracker's value
   * @param leads what leads for the field, in words
   */
  public ItemEdit drift(Field field, @Nullable String here, @Nullable String there, String leads) {
    HistoryEntry last = lastOf(field);
    boolean known =
        last != null
            && last.what() == What.DRIFT
            && Objects.equals(last.from(), here)
            && Objects.equals(last.to(), there);
    return known ? this : note(new HistoryEntry(at, by, What.DRIFT, field, here, there, leads));
  }

  /** Register and tracker say the same; recorded when they did not before. */
  public ItemEdit agreed(Field field) {
    HistoryEntry last = lastOf(field);
    return last == null || last.what() != What.DRIFT
        ? this
        : note(new HistoryEntry(at, by, What.AGREED, field, null, null, because));
  }

  /** The owner was reminded in that ISO week; recorded once for each. */
  public ItemEdit reminded(String week, @Nullable String how) {
    boolean known =
        before.history().stream()
            .anyMatch(entry -> entry.what() == What.REMINDED && week.equals(entry.to()));
    return known ? this : note(new HistoryEntry(at, by, What.REMINDED, null, null, week, how));
  }

  /** Something worth knowing; recorded once. */
  public ItemEdit noted(String text) {
    boolean known =
        before.history().stream()
            .anyMatch(entry -> entry.what() == What.NOTED && text.equals(entry.note()));
    return known ? this : note(new HistoryEntry(at, by, What.NOTED, null, null, null, text));
  }

  /**
   * Takes what somebody wrote into the file into the history, which tells nothing of it yet: what
   * {@link Snapshot#unrecorded} finds. Entries that a clock wrote which ran far ahead do not hide
   * it again: it comes behind them.
   */
  public ItemEdit adoptHandEdits() {
    Snapshot told = Snapshot.latest(before);
    Instant last = last(before.history(), at);
    Instant when = last.isAfter(at) ? last : at;
    for (Field field : Snapshot.unrecorded(before)) {
      note(
          new HistoryEntry(
              when,
              by,
              What.CHANGED,
              field,
              told.value(field),
              field.of(before),
              "edited in the file"));
    }
    return this;
  }

  /**
   * Not before the last entry, where that was written by a clock a little ahead of this one: its
   * order is what a history is read by.
   */
  private static Instant notBefore(List<HistoryEntry> history, Instant at) {
    Instant last = last(history, at);
    return last.isAfter(at) && !last.isAfter(at.plus(CLOCKS_APART)) ? last : at;
  }

  private static Instant last(List<HistoryEntry> history, Instant none) {
    return history.stream().map(HistoryEntry::at).max(Comparator.naturalOrder()).orElse(none);
  }

  private ItemEdit note(HistoryEntry entry) {
    noted.add(entry);
    return this;
  }

  private @Nullable HistoryEntry lastOf(Field field) {
    HistoryEntry last = null;
    for (HistoryEntry entry : before.history()) {
      boolean drift = entry.what() == What.DRIFT || entry.what() == What.AGREED;
      if (drift && entry.field() == field) {
        last = entry;
      }
    }
    return last;
  }

  /** The item with all changes; the same one when there were none. */
  public ActionItem result() {
    ActionItem after = with(before.history());
    List<HistoryEntry> history = new ArrayList<>(before.history());
    history.addAll(noted);
    for (Field field : Field.values()) {
      String from = field.of(before);
      String to = field.of(after);
      if (!Objects.equals(from, to)) {
        String why = field == Field.DEADLINE && deadline != null ? deadline.policy() : null;
        history.add(
            new HistoryEntry(
                at, by, What.CHANGED, field, from, to, because == null ? why : because));
      }
    }
    if (history.size() == before.history().size() && after.equals(before)) {
      return before;
    }
    return with(history);
  }

  private ActionItem with(List<HistoryEntry> history) {
    return new ActionItem(
        before.id(),
        before.postMortem(),
        severity,
        factor,
        title,
        description,
        doneWhen,
        type,
        priority,
        owner,
        deadline,
        state,
        issue,
        proof,
        reason,
        duplicateOf,
        sponsor,
        collected,
        history);
  }
}
