package postmortem.workflow.action;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.ActionState;
import postmortem.action.IssueLink;
import postmortem.action.ItemEdit;
import postmortem.action.Policy;
import postmortem.action.Proof;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.incident.Settings;
import postmortem.store.ActionRegister;
import postmortem.store.FolderLock;
import postmortem.store.Repository;
import postmortem.store.SettingsFile;
import postmortem.workflow.Session;
import postmortem.workflow.document.PostMortem;

/**
 * What people do to action items in the register. Doing it twice is doing it once; two people can
 * do it at the same time. Prints a line for every item.
 */
public final class ChangeActions {

  /** Changes one item. */
  @FunctionalInterface
  private interface Change {
    void apply(ItemEdit edit, ActionItem item) throws IOException;
  }

  private final Session session;
  private final Repository repository;
  private final Settings settings;
  private final ActionRegister register;
  private final Instant now;

  private ChangeActions(
      Session session, Repository repository, Settings settings, ActionRegister register) {
    this.session = session;
    this.repository = repository;
    this.settings = settings;
    this.register = register;
    this.now = session.clock().instant();
  }

  /** Works on the register while nobody else does. */
  @FunctionalInterface
  private interface Work {
    void on(ChangeActions actions) throws IOException;
  }

  private static ExitCode locked(Session session, Work work) throws IOException {
    Repository repository = new Repository(session.folder());
    Settings settings = SettingsFile.of(repository);
    try (FolderLock lock = FolderLock.acquire(session.folder(), session.temporaryFolder())) {
      ActionRegister register = ActionRegister.load(repository);
      register.diagnostics().forEach(session.diagnostics()::add);
      work.on(new ChangeActions(session, repository, settings, register));
      if (!lock.isHeld()) {
        throw new IOException("the lock was lost while writing action items");
      }
      return register.diagnostics().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
    }
  }

  /**
   * Adds an item that no document has. One with the same title that is not over is not added again.
   *
   * @param postMortem its id
   * @param key its ID; null for the next free one
   */
  public static ExitCode add(
      Session session, String postMortem, @Nullable String key, ActionValues values)
      throws IOException {
    return locked(session, actions -> actions.addOne(postMortem, key, values));
  }

  private void addOne(String words, @Nullable String key, ActionValues values) throws IOException {
    String postMortem = postMortem(words);
    String title = ActionValues.title(values.title() == null ? "" : values.title());
    Optional<ActionItem> same =
        register.items().stream()
            .filter(item -> item.postMortem().equals(postMortem))
            .filter(
                item ->
                    key == null
                        ? item.title().equals(title) && !item.state().isOver()
                        : item.key().equals(key))
            .findFirst();
    if (same.isPresent() && !same.get().title().equals(title)) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-A005", "there is another item with the id " + same.get().id())
              .noting("it says: " + same.get().title())
              .helping("leave --id out, and it gets the next free one"));
    }
    if (same.isPresent()) {
      change(same.get().id(), (edit, item) -> values.apply(edit, session, settings));
      return;
    }
    String free = key == null ? freeKey(postMortem) : key;
    if (!ActionItem.isKey(free)) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-A012", "\u201c" + free + "\u201d cannot be the ID of an item")
              .helping("letters, digits, and . _ - inside, at most 40, such as A1"));
    }
    ActionItem candidate = ActionItem.candidate(postMortem, free, title);
    ItemEdit edit = candidate.edit(now, session.actor()).created();
    values.apply(edit, session, settings);
    ActionItem item = edit.result();
    if (item.owner() != null && item.deadline() != null) {
      item = edit.commit().result();
    }
    ItemLine.print(session, item, register.save(item) ? "new" : "unchanged");
    doubt(candidate, item);
  }

  /** The id of a post-mortem that exists, in the repository or in the register. */
  private String postMortem(String words) throws IOException {
    Path last = Path.of(words).getFileName();
    String name = last == null ? words : last.toString();
    Repository.Folder folder = repository.folder(name);
    boolean known =
        Files.isDirectory(folder.path())
            || register.items().stream().anyMatch(item -> item.postMortem().equals(name));
    if (!known) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-A031", "there is no post-mortem " + name)
              .helping("name a folder below postmortems/"));
    }
    return name;
  }

  private String freeKey(String postMortem) {
    // Apart from the IDs of documents: two branches can add a row and an item at the same time.
    for (int number = 1; ; number++) {
      String key = "X" + number;
      if (!register.isTaken(postMortem + "." + key)) {
        return key;
      }
    }
  }

  /** Changes fields. */
  public static ExitCode edit(
      Session session, String id, ActionValues values, @Nullable String because)
      throws IOException {
    if (values.isEmpty()) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-A032", "nothing is to be changed")
              .helping("name a field, such as --deadline 2025-03-11"));
    }
    return locked(
        session,
        actions ->
            actions.change(
                id,
                (edit, item) -> values.apply(edit.because(because), session, actions.settings)));
  }

  /**
   * Commits to candidates. Without a day the policy's counts.
   *
   * @param owner null for the one it has
   * @param deadline null for the one it has, else the policy's
   */
  public static ExitCode commit(
      Session session, List<String> ids, @Nullable String owner, @Nullable String deadline)
      throws IOException {
    return locked(
        session,
        actions -> {
          actions.knowAll(ids);
          for (String id : ids) {
            actions.change(
                id,
                (edit, item) -> {
                  ActionValues.promise(owner, deadline).apply(edit, session, actions.settings);
                  if (item.deadline() == null && deadline == null) {
                    actions.policyDeadline(edit, item);
                  }
                  if (!item.state().isPromised()) {
                    edit.commit();
                  }
                });
          }
        });
  }

  private void policyDeadline(ItemEdit edit, ActionItem item) throws IOException {
    Policy policy = Policy.of(settings);
    Path document = repository.folder(item.postMortem()).document();
    Instant resolved = null;
    Integer severity = item.severity();
    if (Files.isRegularFile(document)) {
      PostMortem read = PostMortem.read(session, item.postMortem(), document).orElse(null);
      resolved = read == null ? null : read.resolved();
      severity = severity == null && read != null ? read.severity() : severity;
    }
    PostMortem.Beginning beginning =
        PostMortem.beginning(item.postMortem(), resolved, policy.zone())
            .orElse(new PostMortem.Beginning(now, "the commitment"));
    edit.severity(severity);
    edit.deadline(policy.deadline(beginning.at(), beginning.what(), severity, item.priority()));
  }

  /**
   * Says which issue an item has.
   *
   * @param issue an address, {@code owner/name#12}, or a number in the repository of the owner's
   *     team
   */
  public static ExitCode link(Session session, String id, String issue) throws IOException {
    return locked(
        session,
        actions ->
            actions.change(
                id,
                (edit, item) -> {
                  IssueLink known = item.issue();
                  String repository =
                      known != null
                          ? known.repository()
                          : actions.settings.repositoryOf(item.owner()).orElse(null);
                  IssueLink link =
                      StatedAction.issueIn(issue, repository)
                          .orElseThrow(
                              () ->
                                  DiagnosticException.usage(
                                      Diagnostic.error(
                                              "PM-A021",
                                              "\u201c" + issue + "\u201d is no issue that is known")
                                          .helping(
                                              "write owner/name#12 or its address; a number alone"
                                                  + " needs issues.repository")));
                  actions.refuseTaken(item, link);
                  if (known != null && known.text().equals(link.text())) {
                    return;
                  }
                  if (item.state().isOver()) {
                    edit.issue(link);
                  } else {
                    edit.open(link);
                  }
                }));
  }

  private void refuseTaken(ActionItem item, IssueLink link) {
    for (ActionItem other : register.items()) {
      IssueLink taken = other.issue();
      boolean same =
          taken != null
              && taken.number() != null
              && taken.text().toLowerCase(Locale.ROOT).equals(link.text().toLowerCase(Locale.ROOT));
      if (same && !other.id().equals(item.id())) {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-A033", link.text() + " is the issue of " + other.id())
                .helping("one issue for each item; or drop one of them as a duplicate"));
      }
    }
  }

  /** Closes items, with what shows that they are done. */
  public static ExitCode close(Session session, List<String> ids, String proof) throws IOException {
    Proof shown =
        Proof.of(proof)
            .orElseThrow(
                () ->
                    DiagnosticException.usage(
                        Diagnostic.error("PM-A034", "\u201c" + proof + "\u201d shows nothing")
                            .helping(
                                "a proof is a pull request (address or owner/name#12), a commit or"
                                    + " a link")));
    return locked(
        session,
        actions -> {
          actions.knowAll(ids);
          for (String id : ids) {
            actions.change(id, (edit, item) -> edit.done(shown));
          }
        });
  }

  /**
   * Drops items.
   *
   * @param reason why
   * @param duplicateOf the item that says the same; null when there is none
   */
  public static ExitCode drop(
      Session session, List<String> ids, @Nullable String reason, @Nullable String duplicateOf)
      throws IOException {
    if (duplicateOf == null && (reason == null || reason.isBlank())) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-A020", "an action item is dropped for a reason")
              .helping("--reason \"...\", or --duplicate-of <id>"));
    }
    return locked(
        session,
        actions -> {
          String other = duplicateOf == null ? null : actions.register.find(duplicateOf).id();
          actions.knowAll(ids);
          for (String id : ids) {
            actions.change(
                id,
                (edit, item) -> {
                  if (other == null) {
                    edit.drop(reason == null ? "" : reason.strip());
                  } else {
                    actions.refuseCircle(item, other);
                    edit.because(reason).duplicate(other);
                  }
                });
          }
        });
  }

  /** Before the first is changed: one that is misspelled changes nothing. */
  private void knowAll(List<String> ids) {
    ids.forEach(register::find);
  }

  /** Of items that are duplicates of each other none would be left to be done. */
  private void refuseCircle(ActionItem item, String other) {
    if (other.equals(item.id())) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-A035", item.id() + " is no duplicate of itself")
              .helping("name the other item, which says the same"));
    }
    Set<String> passed = new HashSet<>();
    String next = other;
    while (next != null && passed.add(next)) {
      String id = next;
      next =
          register.items().stream()
              .filter(one -> one.id().equals(id) && one.state() == ActionState.DUPLICATE)
              .map(ActionItem::duplicateOf)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
      if (item.id().equals(next)) {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-A035", id + " is a duplicate of " + item.id() + " already")
                .helping("one of them has to stay: drop none, or both with a --reason"));
      }
    }
  }

  private void change(String words, Change change) throws IOException {
    ActionItem found = register.find(words);
    ActionItem item = found.edit(now, session.actor()).adoptHandEdits().result();
    ItemEdit edit = item.edit(now, session.actor());
    change.apply(edit, item);
    ActionItem next = edit.result();
    ItemLine.print(session, next, register.save(next) ? "updated" : "unchanged");
    doubt(item, next);
  }

  private void doubt(ActionItem before, ActionItem item) {
    Policy policy = Policy.of(settings);
    DeadlineDoubt.given(before, item, policy, policy.day(now))
        .ifPresent(session.diagnostics()::add);
  }
}
