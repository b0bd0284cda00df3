package postmortem.source.system;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.BadCases;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BundleWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceRepository;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.Readout;
import postmortem.redact.Redactor;
import postmortem.source.Evidences;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.scan.Reading;

class GitHistoryTest {

  private final Diagnostics diagnostics = new Diagnostics();
  private final Map<String, String> files = new TreeMap<>();
  private ObjectId head = ObjectId.zeroId();

  private void commit(Repository repository, String subject, String at, Map<String, String> changes)
      throws IOException {
    files.putAll(changes);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder builder = index.builder();
      for (Map.Entry<String, String> file : files.entrySet()) {
        DirCacheEntry entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, Constants.encode(file.getValue())));
        builder.add(entry);
      }
      builder.finish();
      Instant landed = Instant.parse(at);
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      if (!head.equals(ObjectId.zeroId())) {
        commit.setParentId(head);
      }
      commit.setAuthor(
          new PersonIdent("kim", "kim@acme.example", landed.minusSeconds(600), ZoneOffset.UTC));
      commit.setCommitter(
          new PersonIdent("kim", "kim@acme.example", landed, ZoneOffset.ofHours(9)));
      commit.setMessage(subject + "\n\nbody\n");
      head = inserter.insert(commit);
      inserter.flush();
    }
    RefUpdate update = repository.updateRef("refs/heads/main");
    update.setNewObjectId(head);
    update.forceUpdate();
  }

  private void history(Repository repository) throws IOException {
    commit(repository, "Begin", "2025-03-04T08:00:00Z", Map.of("a.txt", "1", "pom.xml", "1"));
    commit(repository, "Add a cache", "2025-03-04T09:00:00Z", Map.of("src/cache.ts", "1"));
    RefUpdate tag = repository.updateRef("refs/tags/v1.0");
    tag.setNewObjectId(head);
    tag.update();
    commit(repository, "Newer parent", "2025-03-04T09:10:00Z", Map.of("pom.xml", "2"));
    commit(repository, "Bump redis from 4.1 to 4.2", "2025-03-04T09:20:00Z", Map.of("x", "2"));
    commit(repository, "Revert \"Add a cache\"", "2025-03-04T09:30:00Z", Map.of("a.txt", "2"));
  }

  private EvidenceFile bundle() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InMemoryRepository repository =
        new InMemoryRepository(new DfsRepositoryDescription("test"))) {
      history(repository);
      BundleWriter writer = new BundleWriter(repository);
      writer.include("refs/heads/main", head);
      writer.include(repository.findRef("refs/tags/v1.0"));
      writer.writeBundle(NullProgressMonitor.INSTANCE, out);
    }
    return Evidences.file("git/shop.bundle", out.toByteArray());
  }

  private static List<Event> oldestFirst(List<Event> events) {
    List<Event> sorted = new ArrayList<>(events);
    sorted.sort(java.util.Comparator.comparing(event -> event.time().at()));
    return sorted;
  }

  @Test
  void commits_of_a_bundle_land_at_their_committer_time_with_files_and_tags() throws IOException {
    List<Event> events = oldestFirst(Evidences.read(diagnostics, bundle()).events());
    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(events)
        .extracting(event -> event.time().text() + " " + event.type() + " " + event.summary())
        .containsExactly(
            "2025-03-04T08:00:00Z COMMIT Begin",
            "2025-03-04T09:00:00Z COMMIT Add a cache",
            "2025-03-04T09:10:00Z DEPENDENCY Newer parent",
            "2025-03-04T09:20:00Z DEPENDENCY Bump redis from 4.1 to 4.2",
            "2025-03-04T09:30:00Z ROLLBACK Revert \"Add a cache\"");
    Event cache = events.get(1);
    assertThat(cache.attributes())
        .containsEntry(Attribute.FILES, "src/cache.ts")
        .containsEntry(Attribute.VERSION, "v1.0")
        .containsEntry("author-time", "2025-03-04T08:50:00Z");
    assertThat(cache.actor()).isEqualTo("kim");
    assertThat(cache.service()).isEqualTo("shop");
  }

  @Test
  void a_commit_is_cited_by_its_hash() throws IOException {
    Event cache = oldestFirst(Evidences.read(diagnostics, bundle()).events()).get(1);
    String hash = cache.attributes().get(Attribute.COMMIT);
    assertThat(hash).matches("[0-9a-f]{40}");
    assertThat(cache.citations().get(0).place()).isEqualTo(new Place.Pointer("/" + hash));
    assertThat(cache.citations().get(0).excerpt()).startsWith("author kim").contains("Add a cache");
  }

  @Test
  void a_bare_folder_tells_the_same_and_nothing_is_written_into_it(@TempDir Path folder)
      throws IOException {
    Path bare = folder.resolve("shop.git");
    try (Repository repository =
        new org.eclipse.jgit.storage.file.FileRepositoryBuilder()
            .setGitDir(bare.toFile())
            .setBare()
            .build()) {
      repository.create(true);
      history(repository);
    }
    List<String> before = listing(bare);
    List<Event> events =
        Evidences.read(diagnostics, new EvidenceRepository("shop.git", bare, "0".repeat(64), 1))
            .events();
    assertThat(events).hasSize(5);
    assertThat(events).extracting(Event::service).containsOnly("shop");
    assertThat(listing(bare)).isEqualTo(before);
  }

  private static List<String> listing(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.map(Path::toString).sorted().toList();
    }
  }

  @Test
  void of_a_long_history_the_newest_commits_are_used_and_the_others_counted() throws IOException {
    EvidenceFile file = bundle();
    Reading reading =
        new Reading(
            Redactor.builtIn(null), ReadingRules.NONE, Limits.DEFAULT, diagnostics, Progress.NONE);
    Pile pile = new Pile(List.of(Head.of(file, Limits.DEFAULT)), List.of());
    GitHistory history = new GitHistory(3);
    history.claim(pile);
    history.read(pile.taken().get(0), reading);
    Readout readout = reading.readout();
    assertThat(oldestFirst(readout.events()).get(0).summary()).isEqualTo("Newer parent");
    assertThat(readout.accounts().get(0).filtered()).isEqualTo(2);
    assertThat(readout.accounts().get(0).read()).isEqualTo(5);
    BadCases.check("PM-S012-too-many-commits", diagnostics.sorted());
  }

  @Test
  void a_damaged_bundle_is_reported_and_unreadable() {
    EvidenceFile file = Evidences.file("a.bundle", "# v2 git bundle\nnonsense\n");
    var readout = Evidences.read(diagnostics, file);
    assertThat(readout.events()).isEmpty();
    assertThat(readout.accounts().get(0).unreadable()).isEqualTo(1);
    assertThat(diagnostics.sorted()).extracting(d -> d.code()).containsExactly("PM-S011");
  }

  @Test
  void the_type_of_a_merge_or_plain_commit_is_commit() throws IOException {
    assertThat(Evidences.read(diagnostics, bundle()).events())
        .filteredOn(event -> event.summary().equals("Begin"))
        .extracting(Event::type)
        .containsExactly(EventType.COMMIT);
  }
}
