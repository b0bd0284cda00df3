package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import gitserver.Git;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be published is said in words that help, and nothing was written anywhere. */
class PublishRefusalTest {

  @TempDir Path folder;
  private ShopClone shop;

  @BeforeEach
  void a_clone() throws Exception {
    shop = new ShopClone(folder);
  }

  @AfterEach
  void stop() throws IOException {
    shop.close();
  }

  private void nothingWasWritten() {
    assertThat(shop.hasBranch(ShopClone.BRANCH)).isFalse();
    assertThat(shop.github().changes()).isEmpty();
    assertThat(shop.git().requests()).noneMatch(request -> request.contains("receive-pack"));
    assertThat(folder.resolve("tmp"))
        .satisfiesAnyOf(
            tmp -> assertThat(tmp).doesNotExist(), tmp -> assertThat(tmp).isEmptyDirectory());
  }

  @Test
  void configuration_of_git_that_cannot_be_read() throws Exception {
    Path config = shop.work().resolve(".git/config");
    Files.writeString(config, Files.readString(config) + "[user\n");
    Run run = shop.publish();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("error[PM-P002]: Git's configuration cannot be read: " + config + "\n")
        .contains("\n  help: see what git says: git config --list\n");
    nothingWasWritten();
  }

  @Test
  void a_file_that_is_kept_in_lfs() throws Exception {
    shop.write(".gitattributes", "*.png filter=lfs diff=lfs merge=lfs -text\n");
    shop.write("postmortems/" + ShopClone.ID + "/graph.png", "not a picture\n");
    Run run = shop.publish();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "error[PM-P003]: the file is kept in Git LFS, which publish cannot upload to\n"
                + "  --> postmortems/"
                + ShopClone.ID
                + "/graph.png\n")
        .contains("\n  help: commit and push this file with git, or keep it out of");
    nothingWasWritten();
  }

  @Test
  void a_file_that_is_larger_than_github_takes() throws Exception {
    Path dump = shop.work().resolve("postmortems/" + ShopClone.ID + "/heap.dump");
    try (RandomAccessFile file = new RandomAccessFile(dump.toFile(), "rw")) {
      file.setLength((100L << 20) + 1);
    }
    Run run = shop.publish();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "error[PM-P004]: the file has 104857601 bytes; GitHub takes files of at most 104857600\n"
                + "  --> postmortems/"
                + ShopClone.ID
                + "/heap.dump\n")
        .contains("\n  help: raw evidence stays outside of the repository: move it elsewhere\n");
    nothingWasWritten();
  }

  @Test
  void a_repository_that_names_its_objects_by_sha_256() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    new Git(other).run("init", "-q", "-b", "main", "--object-format=sha256");
    new Git(other).run("remote", "add", "origin", shop.git().url());
    Path document = other.resolve(ShopClone.DOCUMENT);
    Files.createDirectories(document.getParent());
    Files.writeString(document, "# Users could not log in\n");
    Run run = new Cli(other, shop.environment(), "").run("publish", ShopClone.ID);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            """
            error[PM-P007]: the repository names its objects by SHA-256
              help: publish can only write repositories that use SHA-1, as GitHub's do
            """);
    nothingWasWritten();
  }

  @Test
  void a_folder_that_git_ignores() throws Exception {
    shop.write(".gitignore", "postmortems/\n");
    Run run = shop.publish();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "error[PM-P009]: Git ignores everything in postmortems/"
                + ShopClone.ID
                + "\n  help: see why: git check-ignore -v "
                + ShopClone.DOCUMENT
                + "\n");
    nothingWasWritten();
  }

  @Test
  void a_token_that_would_travel_in_the_clear_is_warned_of() throws Exception {
    shop.repository().archive();
    shop.user().run("remote", "set-url", "origin", "http://git.example/acme/shop.git");
    Run run = shop.publish();
    assertThat(run.exit()).isEqualTo(4);
    assertThat(run.err())
        .contains(
            """
            warning[PM-W033]: the token travels over http, where others can read it
              help: give origin an address that begins with https
            """);
    nothingWasWritten();
  }

  @Test
  void an_address_of_origin_that_names_no_repository() throws Exception {
    shop.user().run("remote", "set-url", "origin", shop.git().url().replace("/acme/", "/"));
    Run run = shop.publish();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            """
            error[PM-W031]: the address of origin does not name a repository
              help: set GITHUB_REPOSITORY to owner/name
            """);
    nothingWasWritten();
  }

  @Test
  void a_register_that_cannot_be_read_whole() throws Exception {
    shop.write("action-items/" + ShopClone.ID + ".A1.yaml", "schema: 1\nid: [\n");
    Run run = shop.publish();
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            """
            error[PM-W035]: the register of action items cannot be read whole
              help: put right what is said about its files; nothing was published
            """)
        .contains("action-items/" + ShopClone.ID + ".A1.yaml:");
    nothingWasWritten();
  }

  @Test
  void what_others_made_there_is_left_and_said() throws Exception {
    shop.withoutLabels();
    assertThat(shop.publish().exit()).isZero();
    Path other = folder.resolve("other");
    new Git(folder).run("clone", "-q", "-b", ShopClone.BRANCH, shop.remotePath(), other.toString());
    Files.writeString(other.resolve(ShopClone.DOCUMENT), "# Said better\n");
    new Git(other).run("commit", "-q", "-a", "-m", "Say it better");
    new Git(other).run("push", "-q", "origin", ShopClone.BRANCH);

    Run run = shop.publish();

    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "note[PM-W034]: left as others made it there: "
                + ShopClone.DOCUMENT
                + "\n  help: it was not changed here since; take it over with git\n");
    assertThat(shop.remote().run("show", ShopClone.BRANCH + ":" + ShopClone.DOCUMENT))
        .isEqualTo("# Said better\n");
  }
}
