package postmortem.source.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TransportBundleStream;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.eclipse.jgit.util.RawParseUtils;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.event.Attribute;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Place;
import postmortem.event.Severity;
import postmortem.evidence.Evidence;
import postmortem.evidence.FileAccount;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.scan.Reading;
import postmortem.source.scan.RowBook;

/**
 * The commits of a Git repository: a bare folder, or a file of {@code git bundle create}. When a
 * commit landed is its committer time; when it was written is kept beside it.
 */
final class GitHistory implements ClassSource {

  /** More commits than this are counted and left out, the oldest ones. */
  private static final int MOST_COMMITS = 20_000;

  private static final int MOST_FILES = 100;
  private static final byte[] BUNDLE_2 = "# v2 git bundle\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BUNDLE_3 = "# v3 git bundle\n".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern REVERT =
      Pattern.compile("(?i)^(revert\\b|roll(ing)? ?back\\b|back out\\b).*");
  private static final Pattern BUMP =
      Pattern.compile(
          "(?i).*(\\bbumps?\\b.*\\b(from|to)\\b|\\b(update|upgrade|bump)s?\\b.*\\b(dependency|"
              + "dependencies|deps)\\b|^(build|chore|fix)\\(deps(-dev)?\\)).*");
  private static final Pattern MANIFEST =
      Pattern.compile(
          "(.*/)?(package(-lock)?\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|bun\\.lockb?"
              + "|pom\\.xml|gradle\\.lockfile|libs\\.versions\\.toml|gradle-wrapper\\.properties"
              + "|go\\.(mod|sum)|Cargo\\.(toml|lock)|requirements[^/]*\\.txt|Pipfile(\\.lock)?"
              + "|poetry\\.lock|uv\\.lock|pyproject\\.toml|Gemfile(\\.lock)?|composer\\.(json|lock)"
              + "|mix\\.lock|Podfile(\\.lock)?|packages\\.lock\\.json|Chart\\.lock)");

  private final int most;

  /** Reads as many commits as usual. */
  GitHistory() {
    this(MOST_COMMITS);
  }

  GitHistory(int most) {
    this.most = most;
  }

  @Override
  public String name() {
    return "git";
  }

  @Override
  public String title() {
    return "Git repository";
  }

  @Override
  public String system() {
    return "git";
  }

  @Override
  public String url() {
    return "https://git-scm.com/docs/git-bundle";
  }

  @Override
  public String export() {
    return "git bundle create service.bundle --all (or git clone --bare)";
  }

  @Override
  public void claim(Pile pile) {
    List<Head> bundles = pile.heads().stream().filter(head -> isBundle(head.bytes())).toList();
    pile.take(name(), bundles, pile.repositories());
  }

  private static boolean isBundle(byte[] bytes) {
    return starts(bytes, BUNDLE_2) || starts(bytes, BUNDLE_3);
  }

  private static boolean starts(byte[] bytes, byte[] with) {
    return bytes.length >= with.length
        && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
  }

  @Override
  public void read(Pile.Taken taken, Reading reading) {
    taken
        .repositories()
        .forEach(
            folder ->
                guarded(
                    folder,
                    reading,
                    () -> {
                      try (Repository repository = HermeticGit.open(folder.path())) {
                        history(repository, folder, reading);
                      }
                    }));
    taken
        .heads()
        .forEach(
            head ->
                guarded(
                    head.file(),
                    reading,
                    () -> {
                      try (InputStream in = head.file().open();
                          Repository repository = bundle(in)) {
                        history(repository, head.file(), reading);
                      }
                    }));
  }

  /** Something that Git may refuse. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException, URISyntaxException;
  }

  private static void guarded(Evidence evidence, Reading reading, Work work) {
    try {
      work.run();
    } catch (IOException | URISyntaxException | JGitInternalException e) {
      String why =
          String.valueOf(e.getMessage())
              .lines()
              .findFirst()
              .orElse("")
              .replace("file:///evidence.bundle: ", "")
              .replaceFirst("\\.$", "");
      reading
          .diagnostics()
          .add(
              Diagnostic.error(
                      "PM-S011", "the repository cannot be read: " + reading.redactor().text(why))
                  .at(Location.of(evidence.name()))
                  .helping("export it whole: git bundle create service.bundle --all"));
      reading.account(FileAccount.unreadable(evidence));
    }
  }

  private static Repository bundle(InputStream in) throws IOException, URISyntaxException {
    HermeticGit.chooseHash();
    InMemoryRepository repository =
        new InMemoryRepository(new DfsRepositoryDescription("evidence"));
    try (TransportBundleStream transport =
        new TransportBundleStream(repository, new URIish("file:///evidence.bundle"), in)) {
      transport.setCheckFetchedObjects(false);
      transport.fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec("+refs/*:refs/*")));
      return repository;
    } catch (org.eclipse.jgit.api.errors.JGitInternalException e) {
      repository.close();
      throw e;
    } catch (IOException e) {
      repository.close();
      throw e;
    }
  }

  private void history(Repository repository, Evidence evidence, Reading reading)
      throws IOException {
    RowBook book = reading.book(evidence, name());
    try (RevWalk walk = new RevWalk(repository)) {
      Map<ObjectId, List<String>> tags = new HashMap<>();
      for (Ref ref : repository.getRefDatabase().getRefs()) {
        ObjectId id = ref.getObjectId();
        if (id == null) {
          continue;
        }
        RevObject object = walk.peel(walk.parseAny(id));
        if (object instanceof RevCommit commit) {
          walk.markStart(commit);
          if (ref.getName().startsWith("refs/tags/")) {
            tags.computeIfAbsent(commit.getId(), key -> new ArrayList<>())
                .add(Repository.shortenRefName(ref.getName()));
          }
        }
      }
      walk.sort(RevSort.COMMIT_TIME_DESC);
      Commits commits = new Commits(repository, evidence, reading, tags);
      int count = 0;
      for (RevCommit commit : walk) {
        walk.parseBody(commit);
        count++;
        if (count > most) {
          book.filtered();
        } else {
          commits.event(commit, walk, book);
        }
        commit.disposeBody();
      }
      if (count > most) {
        reading
            .diagnostics()
            .add(
                Diagnostic.warning(
                        "PM-S012", "of " + count + " commits the newest " + most + " are used")
                    .at(Location.of(evidence.name()))
                    .helping(
                        "bundle less: git bundle create service.bundle --since=30.days --all"));
      }
    }
    reading.close(book);
  }

  /** Makes events of the commits of one repository. */
  private final class Commits {
    private final Repository repository;
    private final Evidence evidence;
    private final Reading reading;
    private final Map<ObjectId, List<String>> tags;
    private final String project;

    Commits(
        Repository repository,
        Evidence evidence,
        Reading reading,
        Map<ObjectId, List<String>> tags) {
      this.repository = repository;
      this.evidence = evidence;
      this.reading = reading;
      this.tags = tags;
      String name = evidence.name();
      String last = name.substring(name.lastIndexOf('/') + 1);
      this.project = last.replaceAll("\\.(git|bundle)$", "");
    }

    void event(RevCommit commit, RevWalk walk, RowBook book) throws IOException {
      Optional<EventTime> time =
          reading.stamps().seconds(evidence.name(), Integer.toUnsignedLong(commit.getCommitTime()));
      if (time.isEmpty()) {
        book.unreadable(
            new Place.Pointer("/" + commit.getName()),
            "PM-S006",
            "no time could be read",
            "the commit says 1970, which is how tools write that they do not know");
      } else {
        book.handed(List.of(event(commit, walk, time.get())));
      }
    }

    private Event event(RevCommit commit, RevWalk walk, EventTime time) throws IOException {
      PersonIdent author = commit.getAuthorIdent();
      PersonIdent committer = commit.getCommitterIdent();
      Set<String> files = files(commit, walk);
      String subject = commit.getShortMessage();
      List<String> versions = tags.getOrDefault(commit.getId(), List.of());
      Instant written = author.getWhenAsInstant();
      boolean later = !written.equals(committer.getWhenAsInstant());
      return Event.of(
              EventId.of(Kind.CHANGE, system(), commit.getName()),
              time,
              type(subject, files),
              system())
          .summary(reading.redactor().text(subject))
          .severity(Severity.INFO)
          .service(reading.rules().service(evidence.name()).orElse(project))
          .actor(reading.redactor().text(author.getName()))
          .attribute(Attribute.COMMIT, commit.getName())
          .attribute(Attribute.FILES, listed(files))
          .attribute("files-count", files.isEmpty() ? null : Integer.toString(files.size()))
          .attribute(
              Attribute.VERSION,
              versions.isEmpty()
                  ? null
                  : reading.redactor().text(String.join(", ", versions.stream().sorted().toList())))
          .attribute("author-time", later ? EventTime.format(written) : null)
          .attribute("merge", commit.getParentCount() > 1 ? "of " + commit.getParentCount() : null)
          .cite(citation(commit))
          .build();
    }

    private Citation citation(RevCommit commit) {
      byte[] raw = commit.getRawBuffer();
      // Tree and parents come first; who, when and what say more to a reader.
      int from = Math.max(0, RawParseUtils.author(raw, 0) - "author ".length());
      int to = raw.length;
      while (to > from && raw[to - 1] == '\n') {
        to--;
      }
      return new Citation(
          evidence.name(),
          new Place.Pointer("/" + commit.getName()),
          reading.redactor().text(raw, from, to),
          HexFormat.of().formatHex(EventId.sha256().digest(raw)));
    }

    /** Paths that differ from the first parent. */
    private Set<String> files(RevCommit commit, RevWalk walk) throws IOException {
      Set<String> paths = new LinkedHashSet<>();
      try (TreeWalk trees = new TreeWalk(repository)) {
        trees.setRecursive(true);
        if (commit.getParentCount() > 0) {
          RevCommit parent = walk.parseCommit(commit.getParent(0));
          trees.addTree(parent.getTree());
        } else {
          trees.addTree(new EmptyTreeIterator());
        }
        trees.addTree(commit.getTree());
        trees.setFilter(TreeFilter.ANY_DIFF);
        while (trees.next()) {
          paths.add(reading.redactor().text(trees.getPathString()));
        }
      } catch (org.eclipse.jgit.errors.MissingObjectException e) {
        // A shallow export holds the commit but not its parent: what it touched is unknown.
        return Set.of();
      }
      return paths;
    }

    private static String listed(Set<String> files) {
      StringBuilder out = new StringBuilder();
      files.stream()
          .limit(MOST_FILES)
          .forEach(file -> out.append(out.isEmpty() ? "" : "\n").append(file));
      return out.toString();
    }
  }

  /** What a commit with that subject, which touches these files, is. */
  static EventType type(String subject, Set<String> files) {
    if (REVERT.matcher(subject).matches()) {
      return EventType.ROLLBACK;
    }
    boolean manifests =
        !files.isEmpty() && files.stream().allMatch(file -> MANIFEST.matcher(file).matches());
    return manifests || BUMP.matcher(subject.toLowerCase(Locale.ROOT)).matches()
        ? EventType.DEPENDENCY
        : EventType.COMMIT;
  }
}
