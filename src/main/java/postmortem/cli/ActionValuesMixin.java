package postmortem.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import postmortem.workflow.action.ActionValues;

/** The options that give the fields of an action item; an empty text empties a field. */
final class ActionValuesMixin {

  @Option(names = "--title", paramLabel = "TEXT", description = "What is to be done, a verb first.")
  private @Nullable String title;

  @Option(names = "--owner", paramLabel = "HANDLE", description = "The one person who does it.")
  private @Nullable String owner;

  @Option(names = "--deadline", paramLabel = "DAY", description = "Its last day: 2025-03-11.")
  private @Nullable String deadline;

  @Option(names = "--priority", paramLabel = "WORD", description = "How soon, such as P1.")
  private @Nullable String priority;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "One of: prevent, detect, mitigate, process.")
  private @Nullable String type;

  @Option(
      names = "--done-when",
      paramLabel = "TEXT",
      description = "The end state that one can verify.")
  private @Nullable String doneWhen;

  @Option(names = "--description", paramLabel = "TEXT", description = "More about it.")
  private @Nullable String description;

  @Option(
      names = "--factor",
      paramLabel = "TEXT",
      description = "The contributing factor it is about.")
  private @Nullable String factor;

  @Option(
      names = "--sponsor",
      paramLabel = "HANDLE",
      description = "Who is told when it is overdue.")
  private @Nullable String sponsor;

  /** What the use case is told. */
  ActionValues values() {
    return new ActionValues(
        title, owner, deadline, priority, type, doneWhen, description, factor, sponsor);
  }
}
