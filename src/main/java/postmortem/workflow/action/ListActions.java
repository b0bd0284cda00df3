package postmortem.workflow.action;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import postmortem.action.ActionItem;
import postmortem.action.Policy;
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

  private ListActions() {}

  /**
   * Prints all items, or those that are not over.
   *
   * @param width of the terminal in columns
   */
  public static ExitCode list(Session session, boolean open, Form form, int width)
      throws IOException {
    Repository repository = new Repository(session.folder());
    ActionRegister register = ActionRegister.load(repository);
    register.diagnostics().forEach(session.diagnostics()::add);
    List<ActionItem> items =
        register.items().stream().filter(item -> !open || !item.state().isOver()).toList();
    Policy policy = Policy.of(SettingsFile.of(repository));
    LocalDate today = policy.today(session.clock());
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
