package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of {@code action.yml}, run as GitHub Actions runs them. */
class ActionTest {

  @TempDir Path folder;

  private static JsonNode action() throws IOException {
    return new YAMLMapper().readTree(Files.readString(Path.of("action.yml")));
  }

  private static JsonNode step(String name) throws IOException {
    for (JsonNode step : action().path("runs").path("steps")) {
      if (step.path("name").asText().equals(name)) {
        return step;
      }
    }
    throw new AssertionError("no step " + name);
  }

  /** Runs a step with a java and an mvn that only tell what they are asked. */
  private int run(String name, Map<String, String> more) throws Exception {
    Path programs = folder.resolve("programs");
    Files.createDirectories(programs);
    program(
        programs.resolve("java"),
        "for each; do printf '[%s]' \"$each\"; done >> \"$SAID\"\necho >> \"$SAID\"\n[ \"$FAIL\" != \"$5\" ]\n");
    program(
        programs.resolve("mvn"),
        "echo \"mvn $*\" >> \"$SAID\"\nmkdir -p target\necho jar > target/postmortem-1-all.jar\n");
    Map<String, String> environment = new TreeMap<>(more);
    environment.put("PATH", programs + ":" + System.getenv("PATH"));
    environment.put("HOME", folder.toString());
    environment.put("SAID", folder.resolve("said").toString());
    environment.put("GITHUB_OUTPUT", folder.resolve("output").toString());
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            "--noprofile",
            "--norc",
            "-eo",
            "pipefail",
            "-c",
            step(name).path("run").asText());
    builder.directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out).isEmpty();
    return process.waitFor();
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String said() throws IOException {
    Path said = folder.resolve("said");
    return Files.exists(said) ? Files.readString(said) : "";
  }

  @Test
  void every_line_is_a_command_and_nothing_in_it_is_given_to_the_shell() throws Exception {
    int exit =
        run(
            "Run",
            Map.of(
                "SUM", "abc",
                "COMMANDS", "lint --format github\n\nactions sync $(touch pwned) *.md; exit 9\n"));
    assertThat(exit).isZero();
    String jar = "[-jar][" + folder + "/.cache/postmortem-action/abc.jar]";
    assertThat(said())
        .isEqualTo(
            "[-XX:+UseSerialGC][-Xshare:auto]"
                + jar
                + "[lint][--format][github]\n[-XX:+UseSerialGC][-Xshare:auto]"
                + jar
                + "[actions][sync][$(touch][pwned)][*.md;][exit][9]\n");
    assertThat(folder.resolve("pwned")).doesNotExist();
  }

  @Test
  void a_command_that_fails_ends_the_step() throws Exception {
    int exit = run("Run", Map.of("SUM", "abc", "FAIL", "lint", "COMMANDS", "lint\nactions sync"));
    assertThat(exit).isNotZero();
    assertThat(said()).contains("[lint]").doesNotContain("[actions]");
  }

  @Test
  void the_jar_is_built_once_for_the_same_sources() throws Exception {
    Path tool = folder.resolve("tool");
    for (String name : new String[] {"pom.xml", "src/main/A.java", "templates/x"}) {
      Files.createDirectories(tool.resolve(name).getParent());
      Files.writeString(tool.resolve(name), name);
    }
    run("Key of the jar", Map.of("TOOL", tool.toString()));
    String first = Files.readString(folder.resolve("output"));
    assertThat(first).matches("sum=[0-9a-f]{64}\n");
    String sum = first.strip().substring(4);
    Map<String, String> with = Map.of("TOOL", tool.toString(), "SUM", sum);
    run("Build", with);
    run("Build", with);
    assertThat(said().lines()).hasSize(1).allMatch(line -> line.endsWith(" package"));
    assertThat(folder.resolve(".cache/postmortem-action/" + sum + ".jar")).hasContent("jar");

    Files.writeString(tool.resolve("templates/x"), "changed");
    run("Key of the jar", Map.of("TOOL", tool.toString()));
    assertThat(Files.readString(folder.resolve("output")).lines().distinct()).hasSize(2);
  }

  @Test
  void actions_are_pinned_and_the_command_is_never_pasted_into_a_script() throws Exception {
    for (JsonNode step : action().path("runs").path("steps")) {
      if (step.has("uses")) {
        assertThat(step.path("uses").asText()).matches("actions/[a-z-]+@[0-9a-f]{40}");
      }
      assertThat(step.path("run").asText()).doesNotContain("${{");
    }
  }
}
