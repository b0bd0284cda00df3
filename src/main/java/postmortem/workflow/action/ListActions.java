package postmortem.workflow.action;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.Policy;
import postmortem.action.Standing;
import postmortem.diagnostic.ExitCode;
import postmortem.document.render.ActionTable;
import postmortem.incident.Settings;
import postmortem.store.ActionItemJson;
import postmortem.store.ActionRegister;
import postmortem.store.Repository;
import postmortem.store.SettingsFile;
import postmortem.workflow.Session;

/** Prints what is in the register. */
public final class ListActions {

  /** The forms of the list. */
  public enum Form {
    text,
    json,
    csv
  }

  /**
   * Which items are printed.
   *
   * @param open only those that are not over
   * @param overdue only those whose deadline has passed
   * @param owner only those of this handle; null for all
   * @param team only those of owners of this team; null for all
   */
  public record Which(
      boolean open, boolean overdue, @Nullable String owner, @Nullable String team) {

    private boolean holds(ActionItem item, Settings settings, Standing standing) {
      return (!open || !item.state().isOver())
          && (!overdue || standing.overdue())
          && (owner == null || owner.equalsIgnoreCase(item.owner()))
          && (team == null
              || settings.teamOf(item.owner()).filter(team::equalsIgnoreCase).isPresent());
    }
  }

  private ListActions() {}

  /**
   * Prints items.
   *
   * @param width of the terminal in columns
   */
  public static ExitCode list(Session session, Which which, Form form, int width)
      throws IOException {
    Repository repository = new Repository(session.folder());
    ActionRegister register = ActionRegister.load(repository);
    register.diagnostics().forEach(session.diagnostics()::add);
    Settings settings = SettingsFile.of(repository);
    Policy policy = Policy.of(settings);
    LocalDate today = policy.today(session.clock());
    List<ActionItem> items =
        register.items().stream()
            .filter(item -> which.holds(item, settings, policy.standing(item, today)))
            .toList();
    switch (form) {
      case text -> ActionTable.text(items, policy, today, width, session.out());
      case csv -> ActionTable.csv(items, policy, today, session.out());
      case json -> {
        for (ActionItem item : items) {
          session.out().append(ActionItemJson.write(item, policy.standing(item, today)));
        }
      }
    }
    return register.diagnostics().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
  }

  /** Prints one item with its history. */
  public static ExitCode show(Session session, String id, boolean json) throws IOException {
    Repository repository = new Repository(session.folder());
    ActionRegister register = ActionRegister.load(repository);
    register.diagnostics().forEach(session.diagnostics()::add);
    ActionItem item = register.find(id);
    Settings settings = SettingsFile.of(repository);
    Policy policy = Policy.of(settings);
    LocalDate today = policy.today(session.clock());
    if (json) {
      session.out().append(ActionItemJson.write(item, policy.standing(item, today)));
    } else {
      String own = item.sponsor();
      List<String> sponsors = own == null ? settings.sponsorsOf(item.owner()) : List.of(own);
      ActionTable.show(
          item, policy.standing(item, today), policy.telling(item, sponsors), session.out());
    }
    return register.diagnostics().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
  }
}
