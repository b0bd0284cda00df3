package postmortem.workflow.action;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.Deadline;
import postmortem.action.Policy;
import postmortem.diagnostic.Diagnostic;
import postmortem.workflow.document.PostMortem;

/** Says which deadlines are hardly meant. */
final class DeadlineDoubt {

  private DeadlineDoubt() {}

  /**
   * Of a deadline that lies before the incident began, which is a day of another year.
   *
   * @param began null when that is not known
   */
  static Optional<Diagnostic> early(@Nullable Deadline deadline, @Nullable LocalDate began) {
    return deadline == null || began == null || !deadline.date().isBefore(began)
        ? Optional.empty()
        : Optional.of(
            Diagnostic.warning(
                    "PM-A026", "the deadline " + deadline.date() + " lies before the incident")
                .helping("the incident began on " + began + ": correct the cell"));
  }

  /** Of a deadline that a command gave an item, by a day or by the policy. */
  static Optional<Diagnostic> given(
      ActionItem before, ActionItem item, Policy policy, LocalDate today) {
    Deadline deadline = item.deadline();
    if (deadline == null || deadline.equals(before.deadline()) || item.state().isOver()) {
      return Optional.empty();
    }
    LocalDate began =
        PostMortem.beginning(item.postMortem(), null, policy.zone())
            .map(begin -> policy.day(begin.at()))
            .orElse(null);
    String help = "postmortem actions edit " + item.id() + " --deadline <day>";
    Optional<Diagnostic> early = early(deadline, began);
    if (early.isPresent()) {
      return early.map(
          diagnostic -> diagnostic.helping("the incident began on " + began + ": " + help));
    }
    return deadline.date().isBefore(today)
        ? Optional.of(
            Diagnostic.warning(
                    "PM-A028",
                    "the deadline " + deadline.date() + " of " + item.id() + " has passed already")
                .noting("it comes from: " + deadline.policy())
                .helping("give it another day: " + help))
        : Optional.empty();
  }
}
