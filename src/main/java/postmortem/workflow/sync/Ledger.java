package postmortem.workflow.sync;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import postmortem.action.ActionItem;

/** The register, as far as synchronizing needs it. */
public interface Ledger {

  /** All items, by id. */
  List<ActionItem> items() throws IOException;

  /** Makes that the present state of an item; when this returns, it is on disk. */
  void put(ActionItem item) throws IOException;

  /** The same register, but nothing that is put reaches the disk. */
  static Ledger dry(Ledger register) {
    return new Ledger() {
      private final SortedMap<String, ActionItem> put = new TreeMap<>();

      @Override
      public List<ActionItem> items() throws IOException {
        return register.items().stream().map(item -> put.getOrDefault(item.id(), item)).toList();
      }

      @Override
      public void put(ActionItem item) {
        put.put(item.id(), item);
      }
    };
  }
}
