package postmortem.workflow.action;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.ItemEdit;
import postmortem.action.Policy;
import postmortem.action.Snapshot;
import postmortem.declaration.TextFile;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.diagnostic.Location;
import postmortem.document.read.ActionRow;
import postmortem.document.read.ActionRow.Column;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentReader;
import postmortem.document.read.DocumentText;
import postmortem.incident.Settings;
import postmortem.store.ActionRegister;
import postmortem.store.AtomicFiles;
import postmortem.store.FolderLock;
import postmortem.store.Repository;
import postmortem.store.SettingsFile;
import postmortem.workflow.Session;
import postmortem.workflow.Slug;
import postmortem.workflow.document.PostMortem;
import postmortem.workflow.document.UnreadActions;

/**
 * Brings the action items of documents to the register. Doing it again changes nothing; what people
 * changed in a document since then changes the register; a row that is gone is said, and nothing is
 * deleted. Prints a line for every item that was written.
 */
public final class CollectActions {

  private final Session session;
  private final Settings settings;
  private final ActionRegister register;
  private final Instant now;

  private CollectActions(Session session, Settings settings, ActionRegister register) {
    this.session = session;
    this.settings = settings;
    this.register = register;
    this.now = session.clock().instant();
  }

  /**
   * Collects.
   *
   * @param arguments ids of post-mortems, documents or folders; none for all post-mortems
   */
  public static ExitCode run(Session session, List<String> arguments) throws IOException {
    Repository repository = new Repository(session.folder());
    Settings settings = SettingsFile.of(repository);
    try (FolderLock lock = FolderLock.acquire(session.folder(), session.temporaryFolder())) {
      Map<Path, String> documents = documents(session, repository, arguments);
      ActionRegister register = ActionRegister.load(repository);
      register.diagnostics().forEach(session.diagnostics()::add);
      for (String id : register.saveMerged()) {
        session.out().append("merged ").append(id).append(": what two branches changed\n");
      }
      CollectActions collect = new CollectActions(session, settings, register);
      collect.adoptHandEdits();
      for (Map.Entry<Path, String> entry : documents.entrySet()) {
        collect.document(entry.getKey(), entry.getValue());
      }
      if (!lock.isHeld()) {
        throw new IOException("the lock was lost while collecting");
      }
      ExitCode exit = session.diagnostics().hasErrors() ? ExitCode.FINDINGS : ExitCode.DONE;
      return register.diagnostics().isEmpty() ? exit : exit.or(ExitCode.FINDINGS);
    }
  }

  /** The documents to read, with the ids of their post-mortems. */
  private static Map<Path, String> documents(
      Session session, Repository repository, List<String> arguments) throws IOException {
    Map<Path, String> documents = new LinkedHashMap<>();
    if (arguments.isEmpty()) {
      PostMortem.tellMisnamed(session, repository);
      for (Repository.Folder folder : repository.folders()) {
        if (Files.isRegularFile(folder.document())) {
          documents.put(folder.document(), folder.id());
        }
      }
    }
    for (String argument : arguments) {
      Path path = session.folder().resolve(argument).normalize();
      Path document =
          Files.isDirectory(path) && Files.isRegularFile(path.resolve("postmortem.md"))
              ? path.resolve("postmortem.md")
              : path;
      if (Files.isRegularFile(document)) {
        documents.put(document, id(repository, document));
        continue;
      }
      Repository.Folder folder = isId(argument) ? repository.folder(argument) : null;
      if (folder == null || !Files.isRegularFile(folder.document())) {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-W001", "there is no post-mortem and no document " + argument)
                .helping("name the id of a post-mortem, a folder or a Markdown file"));
      }
      documents.put(folder.document(), folder.id());
    }
    return documents;
  }

  private static boolean isId(String argument) {
    return argument.indexOf('/') < 0 && argument.indexOf('\\') < 0;
  }

  /** The folder's name for a post-mortem of the repository, else what the document says it is. */
  private static String id(Repository repository, Path document) throws IOException {
    Path folder = document.getParent();
    Path home = folder == null ? null : folder.getParent();
    if (folder != null
        && home != null
        && home.equals(repository.root().resolve("postmortems").normalize())) {
      return repository.folder(String.valueOf(folder.getFileName())).id();
    }
    String name = String.valueOf(document.getFileName());
    DocumentText text = DocumentReader.read(name, TextFile.read(document, name));
    String id =
        text.frontMatter().text("id").orElse(Slug.of(name.replaceFirst("\\.[A-Za-z]+$", "")));
    return repository.folder(id).id();
  }

  /** What people wrote into the register's files becomes part of its history. */
  private void adoptHandEdits() throws IOException {
    for (ActionItem item : register.items()) {
      if (!Snapshot.unrecorded(item).isEmpty()) {
        save(item.edit(now, session.actor()).adoptHandEdits().result(), "edited in the file");
      }
    }
  }

  private void document(Path file, String id) throws IOException {
    Optional<PostMortem> read = PostMortem.read(session, id, file);
    if (read.isEmpty()) {
      return;
    }
    PostMortem postMortem = withIds(read.get());
    DocumentText document = postMortem.document();
    UnreadActions.tellTables(document, session.diagnostics());
    UnreadActions.tellLists(document, session.diagnostics());
    StatedAction stated = new StatedAction(document, settings, session.diagnostics());
    Set<String> seen = new TreeSet<>();
    int withoutId = 0;
    for (ActionRow row : document.actions()) {
      if (StatedAction.says(row, Column.ACTION).isEmpty()) {
        if (!isEmptyForm(row)) {
          stated.say(
              row.at(),
              Diagnostic.error("PM-A011", "this row does not say what is to be done")
                  .helping("fill in its cell Action, or delete the row; was a bar left out?"));
          seen.add(IdCells.idOf(row).toLowerCase(Locale.ROOT));
        }
        continue;
      }
      String key = IdCells.idOf(row);
      if (row.cell(Column.ID).isEmpty()) {
        if (withoutId++ == 0) {
          stated.say(
              row.at(),
              Diagnostic.error("PM-A010", "this row of action items has no cell in a column ID")
                  .helping(
                      "give the table a column ID, and leave its cells empty: collect fills them"
                          + " in"));
        }
        continue;
      }
      if (!ActionItem.isKey(key)) {
        stated.say(
            row.cell(Column.ID).get().at(),
            Diagnostic.error("PM-A012", "\u201c" + key + "\u201d cannot be the ID of a row")
                .helping("letters, digits, and . _ - inside, at most 40, such as A1"));
        continue;
      }
      if (!seen.add(key.toLowerCase(Locale.ROOT))) {
        stated.say(
            row.cell(Column.ID).get().at(),
            Diagnostic.error("PM-A013", "the ID " + key + " stands in two rows")
                .helping("empty the ID of the newer row: collect gives it one of its own"));
        continue;
      }
      row(postMortem, stated, row, key);
    }
    reportGone(postMortem, seen);
  }

  /** Whether nothing but an ID or placeholders stand in a row. */
  private static boolean isEmptyForm(ActionRow row) {
    return StatedAction.COLUMNS.stream()
        .allMatch(column -> StatedAction.says(row, column).isEmpty());
  }

  /** The post-mortem with an ID in each of its rows. */
  private PostMortem withIds(PostMortem read) throws IOException {
    Set<String> taken =
        register.items().stream()
            .filter(item -> item.postMortem().equals(read.id()))
            .map(ActionItem::key)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String stem : register.unreadable()) {
      if (stem.startsWith(read.id() + ".")) {
        taken.add(stem.substring(read.id().length() + 1));
      }
    }
    String text = IdCells.fill(read.document(), read.text(), taken);
    if (text.equals(read.text())) {
      return read;
    }
    DocumentText document = DocumentReader.read(read.shown(), text);
    if (!isSameButIds(read.document(), document)) {
      session
          .diagnostics()
          .add(
              Diagnostic.error("PM-A023", "no ID can be written into the table of action items")
                  .at(Location.of(read.shown()))
                  .helping("write the IDs into the column ID by hand"));
      return read;
    }
    // The document first: a run that is killed now finds the IDs, and gives no second ones.
    AtomicFiles.write(read.file(), text);
    return new PostMortem(
        read.id(), read.file(), read.shown(), text, document, read.severity(), read.resolved());
  }

  private static boolean isSameButIds(DocumentText before, DocumentText after) {
    List<String> rows = new ArrayList<>();
    for (DocumentText document : List.of(before, after)) {
      rows.add(
          document.actions().stream()
              .map(row -> StatedAction.cells(row).toString())
              .collect(Collectors.joining("\n")));
    }
    if (!rows.get(0).equals(rows.get(1)) || before.actions().size() != after.actions().size()) {
      return false;
    }
    boolean allHave = true;
    for (int i = 0; i < before.actions().size(); i++) {
      ActionRow row = before.actions().get(i);
      boolean wanted =
          IdCells.idOf(row).isEmpty()
              && row.cell(Column.ID).isPresent()
              && StatedAction.says(row, Column.ACTION).isPresent();
      String id = IdCells.idOf(after.actions().get(i));
      allHave &= wanted ? ActionItem.isKey(id) : id.equals(IdCells.idOf(row));
    }
    return allHave
        && before.passages().size() <= after.passages().size()
        && before.tables().size() == after.tables().size();
  }

  private void row(PostMortem postMortem, StatedAction stated, ActionRow row, String key)
      throws IOException {
    String id = postMortem.id() + "." + key;
    ActionItem known =
        register.items().stream()
            .filter(item -> item.id().toLowerCase(Locale.ROOT).equals(id.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElse(null);
    if (known == null && register.isTaken(id)) {
      // Its file cannot be read, which is said already.
      return;
    }
    ItemEdit edit;
    if (known == null) {
      String title = stated.title(StatedAction.says(row, Column.ACTION).orElseThrow());
      ActionItem fresh = ActionItem.candidate(postMortem.id(), key, title);
      edit = fresh.edit(now, session.actor()).because("from the document").created();
      new RowMerge(fresh, true, edit, stated, row).apply();
    } else {
      edit = known.edit(now, session.actor()).because("from the document");
      new RowMerge(known, false, edit, stated, row).apply();
    }
    if (postMortem.severity() != null) {
      edit.severity(postMortem.severity());
    }
    ActionItem item = edit.result();
    doubt(postMortem, stated, row, item, known == null);
    save(item, known == null ? "new" : "updated");
  }

  /** Says what is hardly meant: a deadline before the incident, and the same action twice. */
  private void doubt(
      PostMortem postMortem, StatedAction stated, ActionRow row, ActionItem item, boolean fresh) {
    Cell day = StatedAction.says(row, Column.DEADLINE).orElse(null);
    LocalDate began = beginning(postMortem);
    if (day != null) {
      DeadlineDoubt.early(item.deadline(), began).ifPresent(doubt -> stated.say(day, doubt));
    }
    Optional<ActionItem> twin =
        register.items().stream()
            .filter(other -> fresh && other.postMortem().equals(item.postMortem()))
            .filter(other -> !other.state().isOver() && !other.id().equals(item.id()))
            .filter(other -> other.title().equalsIgnoreCase(item.title()))
            .findFirst();
    if (twin.isPresent()) {
      stated.say(
          StatedAction.says(row, Column.ACTION).orElseThrow(),
          Diagnostic.warning("PM-A027", "this row says the same as " + twin.get().id())
              .helping(
                  "reword it, or: postmortem actions drop "
                      + item.id()
                      + " --duplicate-of "
                      + twin.get().id()));
    }
  }

  /** The day in the id, else that of the resolution; null when neither is known. */
  private @Nullable LocalDate beginning(PostMortem postMortem) {
    Policy policy = Policy.of(settings);
    return PostMortem.beginning(postMortem.id(), null, policy.zone())
        .or(() -> PostMortem.beginning(postMortem.id(), postMortem.resolved(), policy.zone()))
        .map(begin -> policy.day(begin.at()))
        .orElse(null);
  }

  private void save(ActionItem item, String what) throws IOException {
    if (register.save(item)) {
      ItemLine.print(session, item, what);
    }
  }

  private void reportGone(PostMortem postMortem, Set<String> seen) {
    for (ActionItem item : register.items()) {
      boolean gone =
          item.postMortem().equals(postMortem.id())
              && !item.collected().isEmpty()
              && !item.state().isOver()
              && !seen.contains(item.key().toLowerCase(Locale.ROOT));
      if (gone) {
        session
            .diagnostics()
            .add(
                Diagnostic.warning(
                        "PM-A017",
                        "the row "
                            + item.key()
                            + " is gone from the document, and stays in the register: "
                            + item.id())
                    .at(Location.of(postMortem.shown()))
                    .helping(
                        "put the row back, or: postmortem actions drop "
                            + item.id()
                            + " --reason \"...\""));
      }
    }
  }
}
