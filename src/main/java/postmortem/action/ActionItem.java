package postmortem.action;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be done because of an incident. Immutable: {@link #edit} makes the next one.
 *
 * @param id {@code <post-mortem id>.<ID cell>}, also the name of its file
 * @param postMortem id of the post-mortem it comes from
 * @param severity of the incident, 1 (worst) to 5; null when not stated
 * @param factor the contributing factor it is about; null when not stated
 * @param title what is to be done, one line
 * @param description more about it; null for nothing
 * @param doneWhen the end state that one can verify; null when not stated
 * @param type what it is good for; null when not stated
 * @param priority how soon; null when not stated
 * @param owner handle of the one person who does it; null when there is none
 * @param deadline until when; null when there is none
 * @param state where it stands
 * @param issue in the tracker; null when there is none
 * @param proof that it is done; null when there is none
 * @param reason why it was dropped; null when it was not
 * @param duplicateOf id of the item that says the same; null when there is none
 * @param sponsor handle of who is told when it is overdue; null for the settings' sponsors
 * @param collected what the document's row said when it was last collected, by column: the base for
 *     telling who changed what since; empty when it does not come from a document
 * @param history what happened to it, oldest first
 */
public record ActionItem(
    String id,
    String postMortem,
    @Nullable Integer severity,
    @Nullable String factor,
    String title,
    @Nullable String description,
    @Nullable String doneWhen,
    @Nullable ActionType type,
    @Nullable Priority priority,
    @Nullable String owner,
    @Nullable Deadline deadline,
    ActionState state,
    @Nullable IssueLink issue,
    @Nullable Proof proof,
    @Nullable String reason,
    @Nullable String duplicateOf,
    @Nullable String sponsor,
    SortedMap<String, String> collected,
    List<HistoryEntry> history) {

  /** By post-mortem, then by ID, numbers by their value: {@code A2} before {@code A10}. */
  public static final Comparator<ActionItem> ORDER =
      Comparator.comparing(ActionItem::postMortem)
          .thenComparing(item -> KeyOrder.of(item.key()))
          .thenComparing(ActionItem::id);

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,39})");

  public ActionItem {
    if (!id.startsWith(postMortem + ".") || !isKey(id.substring(postMortem.length() + 1))) {
      throw new IllegalArgumentException(
          "the id " + id + " is not " + postMortem + "." + "<ID of the row>");
    }
    if (title.isBlank() || title.indexOf('\n') >= 0 || title.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("an action item has a title of one line");
    }
    if (severity != null && (severity < 1 || severity > 5)) {
      throw new IllegalArgumentException("severity goes from 1 to 5, not " + severity);
    }
    boolean hasNumber = issue != null && issue.number() != null;
    if (state == ActionState.OPEN && !hasNumber) {
      throw new IllegalArgumentException("an open item has an issue with a number");
    }
    if (state == ActionState.OPENING && (issue == null || issue.intent() == null || hasNumber)) {
      throw new IllegalArgumentException("an item that is being opened has an intent, no number");
    }
    if (state == ActionState.DROPPED && reason == null) {
      throw new IllegalArgumentException("a dropped item has a reason");
    }
    if (state == ActionState.DUPLICATE && duplicateOf == null) {
      throw new IllegalArgumentException("a duplicate names the item that says the same");
    }
    collected = Collections.unmodifiableSortedMap(new TreeMap<>(collected));
    history = List.copyOf(history);
  }

  /** An item that was just found; nothing of it is in the register yet. */
  public static ActionItem candidate(String postMortem, String key, String title) {
    return new ActionItem(
        postMortem + "." + key,
        postMortem,
        null,
        null,
        title,
        null,
        null,
        null,
        null,
        null,
        null,
        ActionState.CANDIDATE,
        null,
        null,
        null,
        null,
        null,
        new TreeMap<>(),
        List.of());
  }

  /** Whether that can be the ID of a row: letters, digits, and . _ - inside, at most 40. */
  public static boolean isKey(String text) {
    return KEY.matcher(text).matches() && !text.endsWith(".");
  }

  /** The ID of its row: what follows the post-mortem's id. */
  public String key() {
    return id.substring(postMortem.length() + 1);
  }

  /**
   * Begins to change this; every change becomes an entry of the history.
   *
   * @param at when
   * @param by who
   */
  public ItemEdit edit(Instant at, String by) {
    return new ItemEdit(this, at, by);
  }
}
