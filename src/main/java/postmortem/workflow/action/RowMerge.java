package postmortem.workflow.action;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.ActionState;
import postmortem.action.ActionType;
import postmortem.action.Deadline;
import postmortem.action.Field;
import postmortem.action.IssueLink;
import postmortem.action.ItemEdit;
import postmortem.action.Priority;
import postmortem.diagnostic.Diagnostic;
import postmortem.document.read.ActionRow;
import postmortem.document.read.ActionRow.Column;
import postmortem.document.read.Cell;

/**
 * Takes over what people changed in a row since it was last collected: a merge of document and
 * register, field by field, with the last collected cells as the base. Where both sides changed,
 * the register's value stays and the difference is said.
 */
final class RowMerge {

  private final ActionItem item;
  private final boolean fresh;
  private final ItemEdit edit;
  private final StatedAction stated;
  private final ActionRow row;
  private final SortedMap<String, String> collected;
  private boolean promised;

  /**
   * A row and its item.
   *
   * @param fresh whether the item is not in the register yet
   */
  RowMerge(ActionItem item, boolean fresh, ItemEdit edit, StatedAction stated, ActionRow row) {
    this.item = item;
    this.fresh = fresh;
    this.edit = edit;
    this.stated = stated;
    this.row = row;
    this.collected = new TreeMap<>(item.collected());
  }

  void apply() {
    @Nullable String owner = merge(Column.OWNER, Field.OWNER, this::owner, edit::owner);
    @Nullable String day =
        merge(Column.DEADLINE, Field.DEADLINE, this::deadline, text -> edit.deadline(of(text)));
    merge(
        Column.ACTION,
        Field.TITLE,
        cell -> Optional.of(stated.title(cell)),
        text -> edit.title(Objects.requireNonNullElse(text, item.title())));
    merge(
        Column.PRIORITY,
        Field.PRIORITY,
        cell -> stated.priority(cell).map(Priority::label),
        text -> edit.priority(text == null ? null : new Priority(text)));
    merge(
        Column.TYPE,
        Field.TYPE,
        cell -> stated.type(cell).map(ActionType::label),
        text -> edit.type(text == null ? null : ActionType.named(text).orElse(null)));
    merge(
        Column.DONE_WHEN,
        Field.DONE_WHEN,
        cell -> Optional.of(cell.text().strip()),
        edit::doneWhen);
    boolean hasBoth = owner != null && day != null;
    if (item.state() == ActionState.CANDIDATE && hasBoth && promised) {
      edit.commit();
    }
    issue();
    status();
    edit.collected(collected);
  }

  private Optional<String> owner(Cell cell) {
    return Optional.of(stated.owner(cell));
  }

  private Optional<String> deadline(Cell cell) {
    return stated.deadline(cell).map(LocalDate::toString);
  }

  private static @Nullable Deadline of(@Nullable String day) {
    return day == null ? null : new Deadline(LocalDate.parse(day), Deadline.DOCUMENT);
  }

  /** Understands a cell that says something; empty when it cannot, which it then says. */
  @FunctionalInterface
  private interface Understanding {
    Optional<String> of(Cell cell);
  }

  /** Sets a field; null empties it. */
  @FunctionalInterface
  private interface Setting {
    void to(@Nullable String text);
  }

  /** Merges one column; returns what the row says now, null when nothing or nothing understood. */
  private @Nullable String merge(Column column, Field field, Understanding reading, Setting set) {
    Cell cell = row.cell(column).orElse(null);
    if (cell == null) {
      return null;
    }
    String name = StatedAction.label(column);
    String written = cell.text().strip();
    boolean says = !StatedAction.isNothing(written);
    Optional<String> value = says ? reading.of(cell) : Optional.empty();
    if (says && value.isEmpty()) {
      return null;
    }
    String now = value.orElse(null);
    String base = item.collected().get(name);
    String here = field.of(item);
    if (fresh) {
      promised = true;
      set.to(now);
    } else if (!written.equals(base) && !Objects.equals(now, here)) {
      boolean registerKept =
          base == null ? here == null : Objects.equals(here, understood(column, base, cell));
      if (!registerKept) {
        stated.say(
            cell,
            Diagnostic.error(
                    "PM-A018",
                    "the document and the register disagree on the " + name + " of " + item.id())
                .noting("the document: " + (now == null ? "nothing" : now))
                .noting("the register: " + (here == null ? "nothing" : here))
                .helping(
                    "both were changed since the last collection: make them say the same, here or"
                        + " with postmortem actions edit"));
        return now;
      }
      promised |= column == Column.OWNER || column == Column.DEADLINE;
      set.to(now);
    }
    collected.put(name, written);
    return now;
  }

  /** What a cell meant when it said something else; without repeating what is wrong with it. */
  private @Nullable String understood(Column column, String text, Cell cell) {
    if (StatedAction.isNothing(text)) {
      return null;
    }
    Cell before = new Cell(text, cell.at(), cell.links());
    return switch (column) {
      case OWNER -> stated.handleOf(before);
      case DEADLINE -> StatedAction.day1(text).map(LocalDate::toString).orElse(null);
      case TYPE -> ActionType.named(text).map(ActionType::label).orElse(null);
      case ACTION -> text.replaceAll("\\s+", " ");
      default -> text;
    };
  }

  private void issue() {
    Cell cell = StatedAction.says(row, Column.ISSUE).orElse(null);
    String name = StatedAction.label(Column.ISSUE);
    if (cell == null || cell.text().strip().equals(item.collected().get(name))) {
      return;
    }
    Optional<IssueLink> link = stated.issue(cell);
    if (link.isEmpty()) {
      return;
    }
    IssueLink known = item.issue();
    if (known != null && known.number() != null && !known.text().equals(link.get().text())) {
      stated.say(
          cell,
          Diagnostic.error("PM-A018", "the register has another issue for " + item.id())
              .noting("the document: " + link.get().text())
              .noting("the register: " + known.text())
              .helping("correct the cell, or: postmortem actions link " + item.id() + " <issue>"));
      return;
    }
    if (known == null || known.number() == null) {
      if (item.state().isOver()) {
        edit.issue(link.get());
      } else {
        edit.open(link.get());
      }
    }
    collected.put(name, cell.text().strip());
  }

  private void status() {
    Cell cell = row.cell(Column.STATUS).orElse(null);
    if (cell == null) {
      return;
    }
    String name = StatedAction.label(Column.STATUS);
    String written = cell.text().strip();
    if (written.equals(item.collected().get(name))) {
      return;
    }
    ActionState end = StatedAction.end(written).orElse(null);
    if (end == ActionState.DROPPED && item.state() != ActionState.DROPPED) {
      stated.say(
          cell,
          Diagnostic.warning("PM-A020", "an action item is dropped for a reason")
              .helping("postmortem actions drop " + item.id() + " --reason \"...\""));
      return;
    }
    if (end == ActionState.DONE && !item.state().isOver()) {
      if (item.state() == ActionState.OPENING) {
        return;
      }
      edit.done(StatedAction.proof(row));
      if (StatedAction.proof(row) == null) {
        stated.say(
            cell,
            Diagnostic.warning("PM-A025", item.id() + " is done, and nothing shows it")
                .helping("postmortem actions close " + item.id() + " --proof <pull request>"));
      }
    }
    collected.put(name, written);
  }
}
