package postmortem.action;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.action.HistoryEntry.What;

/**
 * An action item as it was just before an instant, told by its history: later entries, and values
 * that somebody wrote into the file without the history knowing, do not show.
 */
public final class Snapshot {

  private final ActionItem item;
  private final Instant until;
  private final List<HistoryEntry> before = new ArrayList<>();
  private final List<HistoryEntry> after = new ArrayList<>();

  private Snapshot(ActionItem item, Instant until) {
    this.item = item;
    this.until = until;
    List<HistoryEntry> ordered = new ArrayList<>(item.history());
    // Two branches that were merged may have interleaved their entries.
    ordered.sort(Comparator.comparing(HistoryEntry::at));
    for (HistoryEntry entry : ordered) {
      (entry.at().isBefore(until) ? before : after).add(entry);
    }
  }

  /** The item before that instant; empty when it came into the register later. */
  public static Optional<Snapshot> before(ActionItem item, Instant until) {
    Snapshot snapshot = new Snapshot(item, until);
    boolean later = snapshot.after.stream().anyMatch(entry -> entry.what() == What.CREATED);
    return later ? Optional.empty() : Optional.of(snapshot);
  }

  /** The item as all of its history tells it. */
  static Snapshot latest(ActionItem item) {
    return new Snapshot(item, Instant.MAX);
  }

  /** The fields whose value in the file is not the one that the history tells last. */
  public static Set<Field> unrecorded(ActionItem item) {
    Snapshot whole = latest(item);
    Set<Field> fields = EnumSet.noneOf(Field.class);
    for (Field field : Field.values()) {
      if (!Objects.equals(whole.value(field), field.of(item))) {
        fields.add(field);
      }
    }
    return fields;
  }

  /** The item's id. */
  public String id() {
    return item.id();
  }

  /** The item as it is in the file, for what never changes. */
  public ActionItem item() {
    return item;
  }

  /** What a field held; null for nothing. */
  public @Nullable String value(Field field) {
    for (int i = before.size() - 1; i >= 0; i--) {
      if (isChangeOf(before.get(i), field)) {
        return before.get(i).to();
      }
    }
    for (HistoryEntry entry : before) {
      if (entry.what() == What.CREATED) {
        return switch (field) {
          case STATE -> ActionState.CANDIDATE.label();
          case TITLE -> entry.to();
          default -> null;
        };
      }
    }
    // Written by hand: nobody recorded how it began.
    for (HistoryEntry entry : after) {
      if (isChangeOf(entry, field)) {
        return entry.from();
      }
    }
    return field.of(item);
  }

  private static boolean isChangeOf(HistoryEntry entry, Field field) {
    return entry.what() == What.CHANGED && entry.field() == field;
  }

  /** The state it was in. */
  public ActionState state() {
    String label = value(Field.STATE);
    for (ActionState state : ActionState.values()) {
      if (state.label().equals(label)) {
        return state;
      }
    }
    return item.state();
  }

  /** The title it had. */
  public String title() {
    String title = value(Field.TITLE);
    return title == null ? item.title() : title;
  }

  /** The owner it had; null for none. */
  public @Nullable String owner() {
    return value(Field.OWNER);
  }

  /** The priority it had; null for none. */
  public @Nullable Priority priority() {
    String label = value(Field.PRIORITY);
    return label == null || label.isBlank() || label.length() > 40 ? null : new Priority(label);
  }

  /** The deadline it had; null for none. */
  public @Nullable LocalDate deadline() {
    return date(value(Field.DEADLINE));
  }

  private static @Nullable LocalDate date(@Nullable String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** What had happened, oldest first. */
  public List<HistoryEntry> history() {
    return List.copyOf(before);
  }

  /** When it last came into the state it was in; empty when the history does not tell. */
  public Optional<Instant> since() {
    return lastChange(Field.STATE).map(HistoryEntry::at);
  }

  /** When it came into the register; empty when the history does not tell. */
  public Optional<Instant> created() {
    return before.stream()
        .filter(entry -> entry.what() == What.CREATED)
        .map(HistoryEntry::at)
        .findFirst();
  }

  /** When somebody first promised it; empty when nobody did, or the history does not tell. */
  public Optional<Instant> promised() {
    return before.stream()
        .filter(entry -> isChangeOf(entry, Field.STATE))
        .filter(
            entry ->
                ActionState.COMMITTED.label().equals(entry.to())
                    || ActionState.OPEN.label().equals(entry.to()))
        .map(HistoryEntry::at)
        .findFirst();
  }

  /** How often its deadline had been put off. */
  public int slips() {
    int slips = 0;
    for (HistoryEntry entry : before) {
      LocalDate from = date(entry.from());
      LocalDate to = date(entry.to());
      if (isChangeOf(entry, Field.DEADLINE) && from != null && to != null && to.isAfter(from)) {
        slips++;
      }
    }
    return slips;
  }

  /** The last entry that changed a field. */
  public Optional<HistoryEntry> lastChange(Field field) {
    for (int i = before.size() - 1; i >= 0; i--) {
      if (isChangeOf(before.get(i), field)) {
        return Optional.of(before.get(i));
      }
    }
    return Optional.empty();
  }

  /** The drift that had been recorded and not been settled, by field in their order. */
  public List<HistoryEntry> drift() {
    List<HistoryEntry> open = new ArrayList<>();
    for (Field field : Field.values()) {
      HistoryEntry last = null;
      for (HistoryEntry entry : before) {
        boolean told = entry.what() == What.DRIFT || entry.what() == What.AGREED;
        if (told && entry.field() == field) {
          last = entry;
        }
      }
      if (last != null && last.what() == What.DRIFT) {
        open.add(last);
      }
    }
    return open;
  }

  @Override
  public String toString() {
    return id() + " before " + until;
  }
}
