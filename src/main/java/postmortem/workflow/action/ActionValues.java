package postmortem.workflow.action;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionType;
import postmortem.action.Deadline;
import postmortem.action.ItemEdit;
import postmortem.action.Priority;
import postmortem.declaration.Spelling;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.incident.Settings;
import postmortem.workflow.Session;

/**
 * Values that a person gives for the fields of an action item, as text. Null leaves a field as it
 * is, an empty text empties it.
 *
 * @param title what is to be done
 * @param owner handle, login or role of one person
 * @param deadline a day, {@code 2025-03-11}
 * @param priority such as {@code P1}
 * @param type prevent, detect, mitigate or process
 * @param doneWhen the end state that one can verify
 * @param description more about it
 * @param factor the contributing factor it is about
 * @param sponsor who is told when it is overdue
 */
public record ActionValues(
    @Nullable String title,
    @Nullable String owner,
    @Nullable String deadline,
    @Nullable String priority,
    @Nullable String type,
    @Nullable String doneWhen,
    @Nullable String description,
    @Nullable String factor,
    @Nullable String sponsor) {

  /** Only an owner and a deadline. */
  static ActionValues promise(@Nullable String owner, @Nullable String deadline) {
    return new ActionValues(null, owner, deadline, null, null, null, null, null, null);
  }

  /** Whether nothing is given. */
  boolean isEmpty() {
    return equals(promise(null, null));
  }

  /** Sets what is given. */
  void apply(ItemEdit edit, Session session, Settings settings) {
    if (title != null) {
      edit.title(title(title));
    }
    if (owner != null) {
      edit.owner(owner.isBlank() ? null : owner(owner, session, settings));
    }
    if (deadline != null) {
      edit.deadline(deadline.isBlank() ? null : new Deadline(day(deadline), Deadline.HAND));
    }
    if (priority != null) {
      edit.priority(priority.isBlank() ? null : priority(priority));
    }
    if (type != null) {
      edit.type(type.isBlank() ? null : type(type));
    }
    if (doneWhen != null) {
      edit.doneWhen(text(doneWhen));
    }
    if (description != null) {
      edit.description(text(description));
    }
    if (factor != null) {
      edit.factor(text(factor));
    }
    if (sponsor != null) {
      edit.sponsor(sponsor.isBlank() ? null : StatedAction.handle(sponsor, settings));
    }
  }

  private static @Nullable String text(String given) {
    return given.isBlank() ? null : given.strip().replace("\r\n", "\n");
  }

  /** A title of one line. */
  static String title(String given) {
    String line = given.strip().replaceAll("\\s+", " ");
    if (line.isEmpty()) {
      throw wrong("an action item has a title", "say what is to be done, a verb first");
    }
    return line;
  }

  private static String owner(String name, Session session, Settings settings) {
    String handle = StatedAction.handle(name, settings);
    if (!settings.owners().isEmpty() && !settings.owners().containsKey(handle)) {
      session
          .diagnostics()
          .add(
              Diagnostic.warning(
                      "PM-A016", "the owner \u201c" + name + "\u201d is not in postmortem.yaml")
                  .helping(
                      Spelling.nearest(handle, settings.owners().keySet())
                          .map(near -> "did you mean " + near + "?")
                          .orElse("add the handle under owners:, with its github login and team")));
    }
    return handle;
  }

  private static LocalDate day(String text) {
    return StatedAction.day1(text.strip())
        .orElseThrow(
            () -> wrong("\u201c" + text + "\u201d is not a day", "write it as 2025-03-11"));
  }

  private static Priority priority(String text) {
    try {
      return new Priority(text);
    } catch (IllegalArgumentException e) {
      throw wrong("this is not a priority", "write a word such as P1 or high");
    }
  }

  private static ActionType type(String text) {
    return ActionType.named(text)
        .orElseThrow(
            () ->
                wrong(
                    "\u201c" + text + "\u201d is not a type of action",
                    "write one of: prevent, detect, mitigate, process"));
  }

  private static DiagnosticException wrong(String message, String help) {
    return DiagnosticException.usage(Diagnostic.error("PM-A030", message).helping(help));
  }
}
