package postmortem.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.BuiltInFiles;
import postmortem.declaration.TextFile;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.store.AtomicFiles;

/**
 * Sets a repository up: settings, folders, attributes, workflows. What is there stays as it is, so
 * that it can be run again; workflows that do not know the tool yet learn where it lies.
 */
public final class InitRepository {

  /** Where the workflows find the tool: {@code owner/name@commit}. */
  private static final Pattern TOOL =
      Pattern.compile("([A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+)@([A-Za-z0-9_./-]+)");

  private static final String ATTRIBUTES = ".gitattributes";
  private static final String WORKFLOWS = ".github/";
  private static final List<String> FOLDERS = List.of("postmortems", "action-items");

  private InitRepository() {}

  /**
   * Writes what is missing and prints what became of each file.
   *
   * @param tool where the workflows find the tool; null to leave it open
   */
  public static ExitCode run(Session session, @Nullable String tool, boolean dryRun)
      throws IOException {
    Optional<Matcher> named = tool == null ? Optional.empty() : Optional.of(parsed(tool));
    Path folder = session.folder();
    for (String name : FOLDERS) {
      Path keep = folder.resolve(name).resolve(".gitkeep");
      boolean there = Files.isDirectory(folder.resolve(name));
      if (!there && !dryRun) {
        AtomicFiles.write(keep, "");
      }
      say(session, there ? "left" : "wrote", name + "/", dryRun);
    }
    boolean open = false;
    for (BuiltInFile file : BuiltInFiles.list("init")) {
      String name = file.name().replaceFirst("^dot-", ".");
      String text = named.map(m -> withTool(file.text(), m)).orElse(file.text());
      Path target = folder.resolve(name);
      String what = name.equals(ATTRIBUTES) ? attributes(target, text, dryRun) : "";
      if (what.isEmpty()) {
        what = Files.exists(target) ? "left" : "wrote";
        if (name.startsWith(WORKFLOWS) && Files.isRegularFile(target)) {
          String there = TextFile.read(target, name);
          text = named.map(m -> withTool(there, m)).orElse(there);
          what = text.equals(there) ? what : "extended";
        }
        if (!what.equals("left") && !dryRun) {
          AtomicFiles.write(target, text);
        }
      }
      open |= text.contains("POSTMORTEM_TOOL: \"\"");
      say(session, what, name, dryRun);
    }
    if (open) {
      session
          .diagnostics()
          .add(
              Diagnostic.note("PM-W040", "the workflows do not know yet where the tool lies")
                  .helping(
                      "set POSTMORTEM_TOOL and POSTMORTEM_COMMIT in them, or name it with --tool"));
    }
    if (!Files.exists(folder.resolve(".git"))) {
      session
          .diagnostics()
          .add(
              Diagnostic.warning("PM-W041", "this folder is not the top of a Git repository")
                  .helping("GitHub reads workflows in .github/ at the top alone: move them there"));
    }
    return ExitCode.DONE;
  }

  private static Matcher parsed(String tool) {
    Matcher matcher = TOOL.matcher(tool);
    if (!matcher.matches() || tool.equals("OWNER/NAME@COMMIT")) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-W042", "--tool has to be owner/name@commit")
              .helping("the repository of the tool, and the commit of it that you trust"));
    }
    return matcher;
  }

  private static String withTool(String text, Matcher tool) {
    return text.replace("POSTMORTEM_TOOL: \"\"", "POSTMORTEM_TOOL: \"" + tool.group(1) + "\"")
        .replace("POSTMORTEM_COMMIT: \"\"", "POSTMORTEM_COMMIT: \"" + tool.group(2) + "\"");
  }

  /** Adds the lines that are missing to attributes that are there; nothing when there are none. */
  private static String attributes(Path target, String text, boolean dryRun) throws IOException {
    Optional<String> there =
        Files.isRegularFile(target)
            ? Optional.of(TextFile.read(target, String.valueOf(target.getFileName())))
            : Optional.empty();
    if (there.isEmpty()) {
      return "";
    }
    List<String> known = there.get().lines().map(String::strip).toList();
    List<String> missing = text.lines().filter(line -> !known.contains(line)).toList();
    if (missing.isEmpty()) {
      return "left";
    }
    String end = there.get().isEmpty() || there.get().endsWith("\n") ? "" : "\n";
    if (!dryRun) {
      AtomicFiles.write(target, there.get() + end + String.join("\n", missing) + "\n");
    }
    return "extended";
  }

  private static void say(Session session, String what, String name, boolean dryRun)
      throws IOException {
    String done =
        switch (what) {
          case "wrote" -> dryRun ? "would write" : what;
          case "extended" -> dryRun ? "would extend" : what;
          default -> what;
        };
    session.out().append(done).append(' ').append(name).append('\n');
  }
}
