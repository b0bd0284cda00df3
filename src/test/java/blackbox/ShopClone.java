package blackbox;

import blackbox.Cli.Run;
import github.GitHubServer;
import github.Repository;
import github.TestClock;
import gitserver.Git;
import gitserver.GitServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** A clone of {@code acme/shop} with a post-mortem in it, and the two servers it talks to. */
final class ShopClone implements AutoCloseable {

  static final String TOKEN = "a-token-of-the-test";
  static final String ID = "2026-03-12-users";
  static final String BRANCH = "postmortem/" + ID;
  static final String DOCUMENT = "postmortems/" + ID + "/postmortem.md";

  private final Path folder;
  private final Path bare;
  private final Path work;
  private final GitServer git;
  private final GitHubServer github;
  private final Repository repository;

  ShopClone(Path folder) throws Exception {
    this.folder = folder;
    bare = Files.createDirectories(folder.resolve("remote.git"));
    work = Files.createDirectories(folder.resolve("work"));
    new Git(bare).run("init", "--bare", "-q", "-b", "main");
    new Git(bare).run("config", "http.receivepack", "true");
    git = GitServer.serving(bare, TOKEN);
    Git user = user();
    user.run("init", "-q", "-b", "main");
    write("README.md", "# Shop\n");
    write(".github/CODEOWNERS", "* @acme/everybody\n/postmortems/ @lee @octo ops@example.org\n");
    user.run("add", "-A");
    user.run("commit", "-q", "-m", "Begin");
    user.run("push", "-q", bare.toString(), "main");
    user.run("remote", "add", "origin", git.url());
    document("Users could not log in");
    github = new GitHubServer(new TestClock(Instant.parse("2026-04-01T12:00:00Z")));
    github.person("octo", TOKEN).person("lee", "another");
    repository = github.repository("acme/shop").pushers("octo").assignable("octo", "lee");
    repository.branches(this::hasBranch);
  }

  Path folder() {
    return folder;
  }

  Path work() {
    return work;
  }

  /** Git as the user runs it in the clone. */
  Git user() {
    return new Git(work);
  }

  /** Git in the repository that the server holds. */
  Git remote() {
    return new Git(bare);
  }

  String remotePath() {
    return bare.toString();
  }

  GitServer git() {
    return git;
  }

  GitHubServer github() {
    return github;
  }

  Repository repository() {
    return repository;
  }

  boolean hasBranch(String branch) {
    try {
      remote().run("rev-parse", "--verify", "-q", "refs/heads/" + branch);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  void write(String path, String text) throws IOException {
    Path file = work.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  void document(String title) throws IOException {
    write(
        DOCUMENT,
        "---\nid: "
            + ID
            + "\ntitle: \""
            + title
            + "\"\nseverity: 2\nstatus: draft\n---\n\n# Title\n");
  }

  /** Without labels and reviewers one request opens it, and nobody has to pace requests. */
  void withoutLabels() throws IOException {
    write("postmortem.yaml", "schema: 1\nlabels: []\npublish:\n  reviewers: [octo]\n");
  }

  Map<String, String> environment() {
    return new TreeMap<>(Map.of("GITHUB_TOKEN", TOKEN, "GITHUB_API_URL", github.url()));
  }

  Run publish(String... options) {
    return publish(Map.of(), options);
  }

  Run publish(Map<String, String> more, String... options) {
    Map<String, String> variables = environment();
    variables.putAll(more);
    variables.values().removeIf(String::isEmpty);
    String[] line = new String[options.length + 2];
    line[0] = "publish";
    line[1] = ID;
    System.arraycopy(options, 0, line, 2, options.length);
    return new Cli(work, variables, "").run(line);
  }

  @Override
  public void close() throws IOException {
    git.close();
    github.close();
  }
}
