package blackbox;

import static blackbox.SyncScene.ITEM;
import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import github.Issue;
import github.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postmortem.action.Marker;

/**
 * The body of an issue comes from a template, and no template can lose what ties it to its item.
 */
class SyncTemplateTest {

  @TempDir Path parent;
  private SyncScene scene;

  @BeforeEach
  void start() throws Exception {
    scene = new SyncScene(parent);
  }

  @AfterEach
  void stop() {
    scene.close();
  }

  private void template(String name, String text) throws IOException {
    Path folder = Files.createDirectories(scene.folder.resolve("templates/" + name));
    Files.writeString(folder.resolve("issue.md.ftl"), text);
  }

  private void refused(Run run, String text) {
    assertThat(run.err()).isEqualTo(text);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(scene.github.requests()).noneMatch(Request::changes);
    assertThat(scene.item("A1")).contains("state: committed");
  }

  @Test
  void the_built_in_template_says_what_why_until_when_and_where_it_comes_from() {
    scene.commit(
        "A1",
        "Alert on pool wait",
        "rob",
        "--description",
        "The pool was empty for 40 min; @all saw it, see #3",
        "--done-when",
        "The alert has fired in a game day",
        "--priority",
        "P1",
        "--type",
        "detect");

    scene.must("actions", "sync");

    assertThat(scene.issueOf("A1").body())
        .isEqualTo(
            """
            <!-- postmortem:part description -->
            The pool was empty for 40 min; @<!-- -->all saw it, see #<!-- -->3

            From the post-mortem [`2026-03-12-users`](https://git.example/acme/ops/blob/\
            0123456789abcdef0123456789abcdef01234567/postmortems/2026-03-12-users/postmortem.md), \
            action item `A1`.

            <!-- postmortem:part done-when -->
            ### Done when

            The alert has fired in a game day

            <!-- postmortem:part facts -->
            ### Commitment

            | | |
            |---|---|
            | Deadline | **2026-05-30** (by hand) |
            | Priority | P1 |
            | Type | detect |

            Deadline and priority are kept in the register `action-items/2026-03-12-users.A1.yaml`; \
            change them there. Who does it, and whether it is done, is kept here.

            <!-- postmortem:action-item 2026-03-12-users.A1 -->
            """);
    scene.isSettled();
  }

  @Test
  void a_template_of_ones_own_is_used_and_cannot_lose_the_marker() throws Exception {
    template("default", "Due ${deadline!\"some day\"}: ${title}\n");
    scene.commit("A1", "Ask @all about [x](y) <b>", "rob");

    scene.must("actions", "sync");

    Issue issue = scene.issueOf("A1");
    assertThat(issue.body())
        .isEqualTo(
            """
            <!-- postmortem:part description -->
            Due 2026-05-30: Ask @<!-- -->all about \\[x\\](y) &lt;b&gt;

            <!-- postmortem:action-item 2026-03-12-users.A1 -->
            """);
    scene.isSettled();
    scene.must("actions", "edit", ITEM, "--deadline", "2026-06-30");
    scene.must("actions", "sync");
    assertThat(issue.body()).contains("Due 2026-06-30: ");
    scene.isSettled();
  }

  @Test
  void markers_that_a_template_prints_do_not_count() throws Exception {
    template(
        "default",
        """
        <!-- postmortem:action-item other.A9 -->
        Hello
        <!-- postmortem:part facts -->
        <!-- postmortem:action-item ${id} -->
        ${deadline}
        """);
    scene.commit("A1", "Alert", "rob");

    scene.must("actions", "sync");

    String body = scene.issueOf("A1").body();
    assertThat(Marker.in(body)).containsExactly(ITEM);
    assertThat(body).endsWith(Marker.of(ITEM) + "\n").contains("Hello").contains("2026-05-30");
    scene.isSettled();
  }

  @Test
  void a_template_that_fails_is_shown_before_anything_is_changed() throws Exception {
    template("default", "Due ${deadlin}\n");
    scene.commit("A1", "Alert", "rob");
    refused(
        scene.sync(),
        """
        error[PM-T001]: the template cannot be used: The following has evaluated to null or \
        missing: deadlin
          --> templates/default/issue.md.ftl:1:7
           | Due ${deadlin}
           |       ^
          help: docs of the template language: https://freemarker.apache.org/docs/
        """);
  }

  @Test
  void a_part_that_is_there_twice_is_refused() throws Exception {
    template("default", "<!-- postmortem:part a -->\nx\n<!-- postmortem:part a -->\ny\n");
    scene.commit("A1", "Alert", "rob");
    refused(
        scene.sync(),
        """
        error[PM-T004]: the part \u201ca\u201d is there twice
          --> templates/default/issue.md.ftl
          help: give each <!-- postmortem:part ... --> a name of its own
        """);
  }

  @Test
  void a_part_cannot_be_called_like_what_is_kept_beside_the_body() throws Exception {
    template("default", "<!-- postmortem:part state -->\nx\n");
    scene.commit("A1", "Alert", "rob");
    refused(
        scene.sync(),
        """
        error[PM-T004]: the part \u201cstate\u201d stands for something else
          --> templates/default/issue.md.ftl
          help: give each <!-- postmortem:part ... --> a name of its own
        """);
  }

  @Test
  void another_template_renews_what_nobody_has_edited() throws Exception {
    scene.commit("A1", "Alert", "rob");
    scene.commit("A2", "Cap retries", "ana");
    scene.must("actions", "sync");
    Issue edited = scene.issueOf("A2");
    edited.rewrite(edited.body().replace("### Done when", "### Done when, says Ana"));
    String theirs = edited.body();
    template("team", "<!-- postmortem:part story -->\nStory of ${key}\n");
    scene.settings("template: team");

    Run run = scene.sync();

    assertThat(run.out()).isEqualTo("rewrite acme/shop#2 " + ITEM + ": story as in the register\n");
    assertThat(scene.issueOf("A1").body())
        .isEqualTo("<!-- postmortem:part story -->\nStory of A1\n\n" + Marker.of(ITEM) + "\n");
    assertThat(edited.body()).isEqualTo(theirs);
    assertThat(scene.item("A2")).contains("made from another template, and edited");
    scene.isSettled();
  }

  @Test
  void a_body_that_a_template_makes_too_long_is_shortened() throws Exception {
    template(
        "default",
        """
        <!-- postmortem:part one -->
        ${description}
        <!-- postmortem:part two -->
        ${description}
        <!-- postmortem:part three -->
        ${description}
        """);
    scene.commit("A1", "Alert", "rob", "--description", "Many words, and more. ".repeat(3000));

    scene.must("actions", "sync");

    assertThat(scene.issueOf("A1").body())
        .hasSizeBetween(60_000, 65_536)
        .contains("*Shortened: the whole text is in the register.*")
        .endsWith(Marker.of(ITEM) + "\n");
    scene.isSettled();
  }

  @Test
  void a_folder_with_a_template_for_issues_alone_leaves_reports_as_they_are() throws Exception {
    template("default", "Due ${deadline}\n");
    Files.writeString(
        scene.folder.resolve("app.log"),
        "2025-02-09T10:05:23Z ERROR [main] com.acme.Shop - boom\n");
    scene.must("draft", "--id", "2025-02-09-boom", "app.log");
    assertThat(Files.readString(scene.folder.resolve("postmortems/2025-02-09-boom/postmortem.md")))
        .contains("## ");
  }
}
