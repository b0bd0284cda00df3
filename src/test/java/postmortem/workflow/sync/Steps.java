package postmortem.workflow.sync;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import postmortem.action.ActionItem;
import postmortem.tracker.IssueTracker;

/**
 * The steps of a run: every call of the tracker and every write to the register. Before any of them
 * something else can happen.
 */
final class Steps {

  /** What happens before the n-th step, counted from 1. */
  @FunctionalInterface
  interface Before {
    void step(int n, String name) throws IOException;
  }

  /** Ends a run where it is, as a killed process does: nothing is caught, nothing is tidied up. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Before before;
  private final List<String> names = new ArrayList<>();

  Steps(Before before) {
    this.before = before;
  }

  /** A run in which nothing else happens. */
  static Steps undisturbed() {
    return new Steps((n, name) -> {});
  }

  /** A run that is killed before its n-th step. */
  static Steps killedBefore(int step) {
    return new Steps(
        (n, name) -> {
          if (n == step) {
            throw new Killed();
          }
        });
  }

  /** The steps so far. */
  List<String> names() {
    return List.copyOf(names);
  }

  private void reached(String name) throws IOException {
    names.add(name);
    before.step(names.size(), name);
  }

  Ledger of(Ledger ledger) {
    return new Ledger() {
      @Override
      public List<ActionItem> items() throws IOException {
        return ledger.items();
      }

      @Override
      public void put(ActionItem item) throws IOException {
        reached("record");
        ledger.put(item);
      }
    };
  }

  IssueTracker of(IssueTracker tracker) {
    return (IssueTracker)
        Proxy.newProxyInstance(
            IssueTracker.class.getClassLoader(),
            new Class<?>[] {IssueTracker.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("login")) {
                reached(method.getName());
              }
              try {
                return method.invoke(tracker, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
