package postmortem.publish.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.diagnostic.Location;
import postmortem.publish.Author;
import postmortem.publish.BranchPlan;
import postmortem.publish.BranchRequest;
import postmortem.publish.Branches;
import postmortem.publish.FileChange;
import postmortem.publish.RepositoryName;
import postmortem.publish.Waiting;

/**
 * Branches of the remote {@code origin} of the clone around a folder.
 *
 * <p>The commit is made on top of the remote's own commit, in a repository of ours that lends the
 * user's objects. Others' work on the same files is merged file by file: what was not changed here
 * stays as it is there; what both changed is refused.
 */
public final class GitBranches implements Branches {

  private static final int ATTEMPTS = 3;

  private final UserClone clone;
  private final RemoteSide remote;
  private final Scratch scratch;
  private final History history;
  private final Committer committer;
  private @Nullable SortedMap<String, Ref> known;
  private @Nullable ObjectId baseTree;

  private GitBranches(UserClone clone, RemoteSide remote, Scratch scratch, Committer committer) {
    this.clone = clone;
    this.remote = remote;
    this.scratch = scratch;
    this.history = new History(scratch.repository(), clone, remote);
    this.committer = committer;
  }

  /**
   * Opens the clone around a folder. To be used and closed by the thread that opened it.
   *
   * @param variables of the environment
   * @param token for a remote over http; null when there is none
   * @throws DiagnosticException exit code 2 when there is no clone or no remote
   */
  public static GitBranches open(
      Path folder, Map<String, String> variables, @Nullable String token, Path temporaryFolder)
      throws IOException {
    return open(folder, variables, token, temporaryFolder, RemoteSide.TIMEOUT, Waiting.NONE);
  }

  /**
   * The same, waiting where the remote asks for fewer requests.
   *
   * @param waiting how long it may be waited for
   */
  public static GitBranches open(
      Path folder,
      Map<String, String> variables,
      @Nullable String token,
      Path temporaryFolder,
      Waiting waiting)
      throws IOException {
    return open(folder, variables, token, temporaryFolder, RemoteSide.TIMEOUT, waiting);
  }

  /**
   * The same with another patience.
   *
   * @param timeout until when a remote over http has to say something
   */
  public static GitBranches open(
      Path folder,
      Map<String, String> variables,
      @Nullable String token,
      Path temporaryFolder,
      Duration timeout,
      Waiting waiting)
      throws IOException {
    try {
      return opened(folder, variables, token, temporaryFolder, timeout, waiting);
    } catch (IOException | RuntimeException e) {
      HermeticSystem.leave();
      throw e;
    }
  }

  private static GitBranches opened(
      Path folder,
      Map<String, String> variables,
      @Nullable String token,
      Path temporaryFolder,
      Duration timeout,
      Waiting waiting)
      throws IOException {
    UserClone clone = UserClone.around(folder, variables);
    if (clone.usesOtherObjectNames()) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-P007", "the repository names its objects by SHA-256")
              .helping("publish can only write repositories that use SHA-1, as GitHub's do"));
    }
    Config settings = AllowedSettings.of(clone.settings());
    HermeticSystem.enter(variables, settings);
    RemoteSide remote = RemoteSide.origin(settings, variables, token, timeout, waiting);
    Scratch scratch = Scratch.beside(clone, temporaryFolder);
    Committer committer = new Committer(scratch.repository(), settings, variables, temporaryFolder);
    return new GitBranches(clone, remote, scratch, committer);
  }

  @Override
  public String address() {
    return remote.address();
  }

  @Override
  public boolean isReadableByOthers() {
    return remote.isReadableByOthers();
  }

  @Override
  public @Nullable String host() {
    return remote.host();
  }

  @Override
  public Optional<RepositoryName> name() {
    return RepositoryName.ofPath(remote.path());
  }

  @Override
  public Optional<String> defaultBranch() {
    Ref head = branches().get(Constants.HEAD);
    return head != null && head.isSymbolic()
        ? Optional.of(Repository.shortenRefName(head.getTarget().getName()))
        : Optional.empty();
  }

  @Override
  public String path(Path file) {
    return clone.top().relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }

  private SortedMap<String, Ref> branches() {
    SortedMap<String, Ref> branches = known;
    if (branches == null) {
      branches = remote.branches(scratch.repository());
      known = branches;
    }
    return branches;
  }

  private @Nullable ObjectId tip(String branch) {
    Ref ref = branches().get(Constants.R_HEADS + branch);
    return ref == null ? null : ref.getObjectId();
  }

  /** A plan with what it takes to carry it out. */
  private record Work(
      BranchPlan plan,
      ObjectId start,
      List<ObjectId> parents,
      SortedMap<String, Optional<FileEntry>> changes) {}

  @Override
  public BranchPlan plan(BranchRequest request) throws IOException {
    return work(request).plan();
  }

  private Work work(BranchRequest request) throws IOException {
    ObjectId base = tip(request.base());
    if (base == null) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-P008", "origin has no branch " + request.base())
              .noting("origin is " + address())
              .helping("name the branch that post-mortems go to with --base"));
    }
    history.have(base, request.base());
    ObjectId tip = tip(request.branch());
    if (tip != null) {
      history.have(tip, request.branch());
    }
    ObjectId ofBase = history.tree(base);
    baseTree = ofBase;
    boolean fresh = tip == null || request.restart();
    ObjectId start = tip == null || fresh ? ofBase : history.tree(tip);
    return merged(request, base, tip, start, fresh);
  }

  private Work merged(
      BranchRequest request, ObjectId base, @Nullable ObjectId tip, ObjectId start, boolean fresh)
      throws IOException {
    Repository repository = scratch.repository();
    List<String> folders = request.folders().stream().map(this::path).toList();
    List<String> paths = new ArrayList<>(folders);
    request.files().forEach(file -> paths.add(path(file)));
    WorkFiles local;
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      local = WorkFiles.read(repository, inserter, paths);
      inserter.flush();
    }
    for (Map.Entry<String, FileEntry> left : clone.leftOut(folders).entrySet()) {
      local.files().putIfAbsent(left.getKey(), left.getValue());
    }
    if (local.files().isEmpty()) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-P009", "Git ignores everything in " + String.join(", ", paths))
              .helping("see why: git check-ignore -v " + paths.get(0) + "/postmortem.md"));
    }
    SortedMap<String, FileEntry> theirs = Trees.files(repository, start, paths);
    FileMerge merge = new FileMerge(local, theirs, folders);
    Author author = committer.author(request.fallback());
    if (merge.needsAncestor() && !request.overwrite()) {
      merge.ancestors(history.ancestors(request, author, base, tip, fresh, paths));
    }
    FileMerge.Result result = merge.result();
    if (!result.conflicts().isEmpty()) {
      throw conflicts(result.conflicts(), fresh ? request.base() : request.branch());
    }
    SortedMap<String, FileEntry> after = new TreeMap<>(theirs);
    result
        .changes()
        .forEach(
            (path, entry) ->
                entry.ifPresentOrElse(e -> after.put(path, e), () -> after.remove(path)));
    List<FileChange> difference =
        FileMerge.difference(
            Trees.files(repository, Objects.requireNonNull(baseTree), paths), after);
    Optional<CommitSigner> signer = committer.signer(request, author);
    BranchPlan plan =
        new BranchPlan(
            request.branch(),
            request.base(),
            base.name(),
            tip == null ? null : tip.name(),
            FileMerge.difference(theirs, after),
            difference,
            result.kept(),
            Committer.message(request.id(), tip == null, result.kept()),
            author,
            signer.map(CommitSigner::key).orElse(null));
    return new Work(plan, start, parents(base, tip, request.restart()), result.changes());
  }

  private List<ObjectId> parents(ObjectId base, @Nullable ObjectId tip, boolean restart)
      throws IOException {
    if (tip == null) {
      return List.of(base);
    }
    // A second parent brings the base in, so that nothing has to be pushed by force.
    return restart && !history.isAncestor(tip, base)
        ? List.of(tip, base)
        : List.of(restart ? base : tip);
  }

  private DiagnosticException conflicts(List<String> paths, String branch) {
    List<Diagnostic> all = new ArrayList<>();
    for (String path : paths) {
      all.add(
          Diagnostic.error("PM-P011", "others changed this file on " + branch + ", and so did you")
              .at(Location.of(path))
              .helping(
                  "see theirs: git fetch origin "
                      + branch
                      + " && git diff FETCH_HEAD -- "
                      + path
                      + "; take it over, then publish with --overwrite"));
    }
    return new DiagnosticException(ExitCode.FINDINGS, all);
  }

  /** Whether Git's configuration says who commits. */
  public Optional<Author> configuredAuthor() {
    Author nobody = new Author("nobody", "nobody");
    Author author = committer.author(nobody);
    return author.equals(nobody) ? Optional.empty() : Optional.of(author);
  }

  @Override
  public Optional<String> textOnBase(String path) throws IOException {
    ObjectId tree = baseTree;
    if (tree == null) {
      throw new IllegalStateException("nothing is planned yet");
    }
    FileEntry entry = Trees.files(scratch.repository(), tree, List.of(path)).get(path);
    if (entry == null) {
      return Optional.empty();
    }
    try {
      byte[] bytes = scratch.repository().open(entry.id()).getCachedBytes(1 << 20);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (MissingObjectException e) {
      // Left out when the commit was taken: the working tree's is as good a guess as there is.
      Path file = clone.top().resolve(path);
      return java.nio.file.Files.isRegularFile(file)
          ? Optional.of(java.nio.file.Files.readString(file, StandardCharsets.UTF_8))
          : Optional.empty();
    }
  }

  @Override
  public String push(BranchRequest request) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Work work = work(request);
      BranchPlan plan = work.plan();
      if (!plan.needsCommit()) {
        return plan.tip() == null ? plan.baseCommit() : plan.tip();
      }
      ObjectId commit = commit(work, request);
      ObjectId expected = plan.tip() == null ? ObjectId.zeroId() : ObjectId.fromString(plan.tip());
      String why;
      try {
        RemoteRefUpdate update =
            remote.give(scratch.repository(), commit, request.branch(), expected);
        if (isDone(update)) {
          return commit.name();
        }
        why = RemoteSide.printable(update.getStatus() + " " + said(update));
      } catch (IOException e) {
        // The answer was lost, or there was none: what the remote has now decides.
        known = null;
        if (commit.equals(tip(request.branch()))) {
          return commit.name();
        }
        throw remote.refused("the push did not arrive", e);
      }
      known = null;
      ObjectId now = tip(request.branch());
      if (commit.equals(now)) {
        return commit.name();
      }
      boolean moved = !Objects.equals(now == null ? ObjectId.zeroId() : now, expected);
      if (!moved || attempt == ATTEMPTS) {
        throw new DiagnosticException(
            ExitCode.REMOTE,
            List.of(
                Diagnostic.error("PM-P012", "origin refused the push to " + request.branch())
                    .noting(why)
                    .noting("origin is " + address())
                    .helping(
                        "a rule of the repository may protect this branch; nothing was changed"
                            + " there")));
      }
    }
  }

  private static boolean isDone(RemoteRefUpdate update) {
    return update.getStatus() == RemoteRefUpdate.Status.OK
        || update.getStatus() == RemoteRefUpdate.Status.UP_TO_DATE;
  }

  private static String said(RemoteRefUpdate update) {
    return update.getMessage() == null ? "" : update.getMessage();
  }

  private ObjectId commit(Work work, BranchRequest request) throws IOException {
    try (ObjectInserter inserter = scratch.repository().newObjectInserter()) {
      ObjectId tree = Trees.with(scratch.repository(), inserter, work.start(), work.changes());
      inserter.flush();
      return committer.commit(work.plan(), request, tree, work.parents());
    }
  }

  @Override
  public void close() throws IOException {
    try {
      scratch.close();
    } finally {
      HermeticSystem.leave();
    }
  }
}
