package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import github.Endpoint;
import github.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own is gone for good, at the request that the server chooses. */
class PublishKilledTest {

  @TempDir Path folder;
  private ShopClone shop;

  @BeforeEach
  void a_clone() throws Exception {
    shop = new ShopClone(folder);
    shop.withoutLabels();
  }

  @AfterEach
  void stop() throws IOException {
    shop.close();
  }

  private Process started() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            "postmortem.cli.Main",
            "publish",
            ShopClone.ID);
    builder.directory(shop.work().toFile()).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve("output").toFile());
    builder.environment().clear();
    builder.environment().putAll(shop.environment());
    return builder.start();
  }

  private void everythingIsThereOnce() throws IOException {
    assertThat(shop.publish().exit()).isZero();
    assertThat(shop.repository().pulls()).hasSize(1);
    assertThat(shop.repository().pulls().get(0).head()).isEqualTo(ShopClone.BRANCH);
    assertThat(shop.remote().run("rev-list", "--count", "main.." + ShopClone.BRANCH))
        .isEqualTo("1\n");
    assertThat(shop.remote().run("show", ShopClone.BRANCH + ":" + ShopClone.DOCUMENT))
        .contains("title: \"Users could not log in\"");
  }

  @Test
  void when_the_push_has_arrived_and_is_not_answered() throws Exception {
    String before = shop.user().run("status", "--porcelain=v2", "--branch");
    CountDownLatch known = new CountDownLatch(1);
    Process[] process = new Process[1];
    shop.git()
        .beforeNextPush(
            () -> {
              try {
                assertThat(known.await(5, TimeUnit.MINUTES)).isTrue();
                process[0].destroyForcibly().waitFor();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    process[0] = started();
    known.countDown();
    assertThat(process[0].waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process[0].exitValue()).isEqualTo(128 + 9);
    assertThat(shop.repository().pulls()).isEmpty();
    assertThat(shop.user().run("status", "--porcelain=v2", "--branch")).isEqualTo(before);

    everythingIsThereOnce();
  }

  @Test
  void when_the_pull_request_was_opened_and_the_answer_is_on_its_way() throws Exception {
    shop.github().script().fail(Endpoint.CREATE_PULL, 1, Fault.DELAY);
    Process process = started();
    while (shop.repository().pulls().isEmpty() && process.isAlive()) {
      Thread.onSpinWait();
    }
    process.destroyForcibly();
    assertThat(process.waitFor()).isEqualTo(128 + 9);
    assertThat(shop.repository().pulls()).hasSize(1);

    everythingIsThereOnce();
  }
}
