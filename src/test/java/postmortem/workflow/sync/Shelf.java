package postmortem.workflow.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import postmortem.action.ActionItem;
import postmortem.action.IssueLink;
import postmortem.store.ActionItemFile;

/** A register of files that are kept in memory: what is put is written and read as on disk. */
final class Shelf implements Ledger {

  private final Map<String, String> files = new TreeMap<>();

  /** What files said when they were read, which says nothing else when they are read again. */
  private final Map<String, ActionItem> read = new HashMap<>();

  @Override
  public List<ActionItem> items() {
    List<ActionItem> items = new ArrayList<>();
    files.forEach(
        (id, text) ->
            items.add(read.computeIfAbsent(text, each -> ActionItemFile.read(id + ".yaml", each))));
    return items;
  }

  @Override
  public void put(ActionItem item) {
    files.put(item.id(), ActionItemFile.write(item));
  }

  ActionItem item(String id) {
    return items().stream().filter(item -> item.id().equals(id)).findFirst().orElseThrow();
  }

  IssueLink link(String id) {
    return Objects.requireNonNull(item(id).issue());
  }

  /** Another clone with the same files. */
  Shelf copy() {
    Shelf other = new Shelf();
    other.files.putAll(files);
    other.read.putAll(read);
    return other;
  }

  /** Back to an earlier commit, or as a pull brings it. */
  void reset(Shelf to) {
    files.clear();
    files.putAll(to.files);
  }

  @Override
  public String toString() {
    return String.join("---\n", files.values());
  }
}
