package postmortem.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.declaration.TextFile;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;

/**
 * The action items of a repository, one file each. What cannot be read is said, and neither used
 * nor overwritten. Whoever saves holds the {@link FolderLock} of the repository since before the
 * register was loaded.
 */
public final class ActionRegister {

  private static final String FOLDER = "action-items";
  private static final String ENDING = ".yaml";

  private record Entry(String text, ActionItem item, boolean merged) {}

  private final Path folder;
  private final Map<String, Entry> entries = new TreeMap<>();
  private final Set<String> unreadable = new TreeSet<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  private ActionRegister(Path folder) {
    this.folder = folder;
  }

  /** Reads all action items. */
  public static ActionRegister load(Repository repository) throws IOException {
    ActionRegister register = new ActionRegister(repository.actionItems());
    if (Files.isDirectory(register.folder)) {
      List<Path> files;
      try (Stream<Path> all = Files.list(register.folder)) {
        files =
            all.filter(file -> name(file).endsWith(ENDING) && !name(file).startsWith("."))
                .sorted()
                .toList();
      }
      for (Path file : files) {
        register.read(file);
      }
    }
    return register;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** How a file is called in messages. */
  public static String shown(String id) {
    return FOLDER + "/" + id + ENDING;
  }

  private void read(Path file) throws IOException {
    String stem = name(file).substring(0, name(file).length() - ENDING.length());
    String shown = shown(stem);
    if (!Files.isRegularFile(file)) {
      reject(stem, noFile(file, shown));
      return;
    }
    try {
      String found = TextFile.read(file, shown);
      String text = MergedLines.settled(shown, found);
      ActionItem item = ActionItemFile.read(shown, text);
      String same = sameName(item.id());
      if (same != null) {
        reject(
            stem,
            Diagnostic.error("PM-A005", "two items have the id " + item.id())
                .at(Location.of(shown))
                .noting("the other one: " + shown(same))
                .helping("delete one of the files, or give it the id of its own row"));
      } else if (!item.id().equals(stem)) {
        reject(
            stem,
            Diagnostic.error("PM-A004", "the file is called " + stem + " but holds " + item.id())
                .at(place(shown, text))
                .helping("name the file " + item.id() + ENDING + ", or correct the id in it"));
      } else {
        entries.put(item.id(), new Entry(text, item, !text.equals(found)));
      }
    } catch (DiagnosticException e) {
      unreadable.add(stem);
      diagnostics.addAll(e.diagnostics());
    }
  }

  private static Diagnostic noFile(Path file, String shown) {
    if (Files.isDirectory(file)) {
      return Diagnostic.error("PM-A007", "a folder stands in the place of an action item")
          .at(Location.of(shown))
          .helping("move its files elsewhere: a register holds one file per item and no folders");
    }
    boolean link = Files.isSymbolicLink(file);
    return Diagnostic.error(
            "PM-A007",
            link
                ? "a link that leads nowhere stands in the place of an action item"
                : "what stands in the place of an action item is no file")
        .at(Location.of(shown))
        .helping("put the file back there, or delete what stands in its place");
  }

  private static Location place(String shown, String text) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("id:")) {
        return new Location(shown, i + 1, 1);
      }
    }
    return Location.of(shown);
  }

  private void reject(String stem, Diagnostic diagnostic) {
    unreadable.add(stem);
    diagnostics.add(diagnostic);
  }

  /** An id that some file systems cannot tell from this one; null for none. */
  private @Nullable String sameName(String id) {
    for (String other : entries.keySet()) {
      if (other.toLowerCase(Locale.ROOT).equals(id.toLowerCase(Locale.ROOT))) {
        return other;
      }
    }
    return null;
  }

  /** All items that could be read, in {@link ActionItem#ORDER}. */
  public List<ActionItem> items() {
    return entries.values().stream().map(Entry::item).sorted(ActionItem.ORDER).toList();
  }

  /** An item by its whole id. */
  public Optional<ActionItem> item(String id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::item);
  }

  /** Why files could not be read; empty when all were. */
  public List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  /** The names of files that could not be read, without their ending. */
  public Set<String> unreadable() {
    return Set.copyOf(unreadable);
  }

  /** Whether that id is taken, by an item or by a file that cannot be read. */
  public boolean isTaken(String id) {
    return sameName(id) != null
        || unreadable.stream()
            .anyMatch(other -> other.toLowerCase(Locale.ROOT).equals(id.toLowerCase(Locale.ROOT)));
  }

  /**
   * Writes an item if it is new or was changed; its comments stay.
   *
   * @return whether anything was written
   * @throws DiagnosticException when its file is there but cannot be read
   */
  public boolean save(ActionItem item) throws IOException {
    Entry entry = entries.get(item.id());
    if (entry != null && entry.item().equals(item)) {
      return false;
    }
    if (entry == null && isTaken(item.id())) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-A005", "there is another item with the id " + item.id())
              .at(Location.of(shown(item.id())))
              .helping("give the row another ID, or correct that file"));
    }
    String text =
        entry == null
            ? ActionItemFile.write(item)
            : ActionItemFile.write(item, shown(item.id()), entry.text());
    AtomicFiles.write(folder.resolve(item.id() + ENDING), text);
    entries.put(item.id(), new Entry(text, item, false));
    return true;
  }

  /**
   * Writes what a merge of Git left with both sides' lines and the history could settle.
   *
   * @return the ids of these items
   */
  public List<String> saveMerged() throws IOException {
    List<String> ids = new ArrayList<>();
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      Entry merged = entry.getValue();
      if (merged.merged()) {
        AtomicFiles.write(folder.resolve(entry.getKey() + ENDING), merged.text());
        entry.setValue(new Entry(merged.text(), merged.item(), false));
        ids.add(entry.getKey());
      }
    }
    return ids;
  }

  /**
   * The item that a person means: the whole id, else what only one id ends with after a full stop,
   * upper and lower case being the same.
   *
   * @throws DiagnosticException PM-A008 when there is none or more than one
   */
  public ActionItem find(String words) {
    String wanted = words.strip().toLowerCase(Locale.ROOT);
    ActionItem exact = item(words.strip()).orElse(null);
    if (exact != null) {
      return exact;
    }
    List<String> ids = List.copyOf(entries.keySet());
    List<String> found =
        ids.stream()
            .filter(
                id -> {
                  String lower = id.toLowerCase(Locale.ROOT);
                  return lower.equals(wanted) || lower.endsWith("." + wanted);
                })
            .toList();
    if (found.size() == 1) {
      return Objects.requireNonNull(entries.get(found.get(0))).item();
    }
    if (found.isEmpty()) {
      Diagnostic none = Diagnostic.error("PM-A008", "there is no action item " + words.strip());
      throw DiagnosticException.usage(
          none.helping(
              postmortem.declaration.Spelling.nearest(words.strip(), ids)
                  .map(near -> "did you mean " + near + "?")
                  .orElse("see: postmortem actions list")));
    }
    Diagnostic many =
        Diagnostic.error("PM-A008", words.strip() + " can be " + found.size() + " action items");
    for (String id : found.subList(0, Math.min(5, found.size()))) {
      many = many.noting(id);
    }
    throw DiagnosticException.usage(many.helping("write the whole id"));
  }
}
