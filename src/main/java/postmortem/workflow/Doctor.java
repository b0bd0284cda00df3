package postmortem.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.BuiltInFiles;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.incident.Settings;
import postmortem.publish.RepositoryName;
import postmortem.publish.git.GitBranches;
import postmortem.store.ActionRegister;
import postmortem.store.Repository;
import postmortem.store.SettingsFile;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.Preflight;
import postmortem.tracker.TrackerException;
import postmortem.tracker.github.GitHubConnection;

/** Says what is missing before anything is done. Changes nothing, here or there. */
public final class Doctor {

  /** More than this, and deadlines and reminders of this machine are not those of the server. */
  private static final Duration CLOCK = Duration.ofMinutes(2);

  private enum Verdict {
    OK("ok     ", ExitCode.DONE),
    /** Works, with something to know. */
    NOTE("note   ", ExitCode.DONE),
    /** Something will be refused. */
    MISSING("missing", ExitCode.FINDINGS),
    /** Nothing can be tried. */
    WRONG("wrong  ", ExitCode.USAGE);

    private final String word;
    private final ExitCode exitCode;

    Verdict(String word, ExitCode exitCode) {
      this.word = word;
      this.exitCode = exitCode;
    }
  }

  private final Session session;
  private final Consumer<String> say;
  private ExitCode exit = ExitCode.DONE;

  private Doctor(Session session, Consumer<String> say) {
    this.session = session;
    this.say = say;
  }

  /**
   * Prints one line for each thing that was looked at.
   *
   * @param say told why it waits
   */
  public static ExitCode run(Session session, Consumer<String> say) throws IOException {
    Doctor doctor = new Doctor(session, say);
    Settings settings = doctor.settings();
    doctor.register();
    doctor.files();
    String token = GitHubAccess.token(session.variables()).orElse(null);
    doctor.say(
        token == null ? Verdict.WRONG : Verdict.OK,
        "token",
        token == null
            ? "GITHUB_TOKEN is not set; lint and review work without, sync and publish do not"
            : "GITHUB_TOKEN is set");
    GitHubAccess access = doctor.git(token);
    if (access != null) {
      doctor.github(access, settings);
    }
    return doctor.exit;
  }

  private void say(Verdict verdict, String what, String text) throws IOException {
    exit = exit.or(verdict.exitCode);
    session.out().append(verdict.word).append("  ").append(what).append(": ").append(text);
    session.out().append('\n');
  }

  private Settings settings() throws IOException {
    Repository repository = new Repository(session.folder());
    boolean there = Files.isRegularFile(repository.settings());
    try {
      Settings settings = SettingsFile.of(repository);
      say(
          there ? Verdict.OK : Verdict.NOTE,
          "settings",
          there ? "postmortem.yaml can be read" : "there is no postmortem.yaml; defaults count");
      return settings;
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(session.diagnostics()::add);
      say(Verdict.WRONG, "settings", "postmortem.yaml cannot be read");
      return Settings.DEFAULT;
    }
  }

  private void register() throws IOException {
    ActionRegister register = ActionRegister.load(new Repository(session.folder()));
    register.diagnostics().forEach(session.diagnostics()::add);
    int unreadable = register.unreadable().size();
    say(
        register.diagnostics().isEmpty() ? Verdict.OK : Verdict.WRONG,
        "register",
        register.items().size()
            + " action items"
            + (unreadable == 0 ? "" : ", " + unreadable + " that cannot be read"));
  }

  private void files() throws IOException {
    List<String> missing = new ArrayList<>();
    for (BuiltInFile file : BuiltInFiles.list("init")) {
      String name = file.name().replaceFirst("^dot-", ".");
      if (!Files.exists(session.folder().resolve(name))) {
        missing.add(name);
      }
    }
    say(
        missing.isEmpty() ? Verdict.OK : Verdict.NOTE,
        "files",
        missing.isEmpty()
            ? "all that init writes are there"
            : "init would write " + String.join(", ", missing));
  }

  private @Nullable GitHubAccess git(@Nullable String token) throws IOException {
    try (GitBranches branches =
        GitBranches.open(session.folder(), session.variables(), token, session.temporaryFolder())) {
      say(Verdict.OK, "git", "origin is " + branches.address());
      if (branches.isReadableByOthers()) {
        say(Verdict.NOTE, "git", "a token would travel over http, where others can read it");
      }
      say(
          branches.configuredAuthor().isPresent() ? Verdict.OK : Verdict.NOTE,
          "author",
          branches
              .configuredAuthor()
              .map(author -> "commits are by " + author.name() + " <" + author.email() + ">")
              .orElse("Git does not say who commits; publish takes the owner of the token"));
      if (token == null) {
        return null;
      }
      GitHubAccess access = GitHubAccess.of(session.variables(), branches.host(), branches.name());
      say(Verdict.OK, "api", access.api());
      reachable(branches);
      return access;
    } catch (DiagnosticException e) {
      for (Diagnostic diagnostic : e.diagnostics()) {
        session.diagnostics().add(diagnostic);
        say(Verdict.WRONG, "git", diagnostic.message());
      }
      return null;
    }
  }

  private void reachable(GitBranches branches) throws IOException {
    try {
      Optional<String> branch = branches.defaultBranch();
      say(
          Verdict.OK,
          "origin",
          "can be read" + branch.map(b -> ", default branch " + b).orElse(""));
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(session.diagnostics()::add);
      say(Verdict.MISSING, "origin", "cannot be read with this token");
    }
  }

  private void github(GitHubAccess access, Settings settings) throws IOException {
    List<String> names = new ArrayList<>(List.of(access.repository().toString()));
    Optional.ofNullable(settings.issueRepository()).ifPresent(names::add);
    settings.teams().values().stream()
        .map(Settings.Team::repository)
        .flatMap(name -> Optional.ofNullable(name).stream())
        .forEach(names::add);
    GitHubConnection connection =
        access.connect(
            session,
            GitHubAccess.pace(session, say, time -> Thread.sleep(time.toMillis())),
            GitHubConnection.TIMEOUT);
    boolean answered = false;
    for (String name : names.stream().distinct().toList()) {
      if (RepositoryName.parse(name).isEmpty()) {
        say(Verdict.WRONG, "repository", "\u201c" + name + "\u201d is not owner/name");
        continue;
      }
      try {
        repository(connection.repository(name), name, settings);
        answered = true;
      } catch (TrackerException e) {
        say(Verdict.MISSING, "repository", name + ": " + e.getMessage());
      }
    }
    if (answered) {
      scopes(connection.scopes());
    }
  }

  /** Only classic tokens have scopes; others are asked for permissions one by one. */
  private void scopes(Optional<Set<String>> told) throws IOException {
    if (told.isEmpty()) {
      say(
          Verdict.NOTE,
          "scopes",
          "GitHub does not tell them for this kind of token; it needs contents, issues and pull"
              + " requests: write");
      return;
    }
    Set<String> scopes = told.get();
    String has = scopes.isEmpty() ? "none" : String.join(", ", scopes);
    if (scopes.contains("repo")) {
      say(Verdict.OK, "scopes", has);
    } else if (scopes.contains("public_repo")) {
      say(Verdict.NOTE, "scopes", has + "; enough for public repositories alone");
    } else {
      say(Verdict.MISSING, "scopes", "the token has " + has + ", and needs repo");
    }
  }

  private void repository(IssueTracker tracker, String name, Settings settings) throws IOException {
    Preflight found = tracker.preflight();
    boolean renamed = !found.repository().equalsIgnoreCase(name);
    say(
        renamed ? Verdict.NOTE : Verdict.OK,
        "repository",
        renamed ? name + " is now called " + found.repository() : name + " can be seen");
    if (found.archived()) {
      say(Verdict.MISSING, "repository", name + " is archived: nothing can be changed in it");
    }
    if (!found.issuesEnabled()) {
      say(Verdict.MISSING, "issues", "are switched off in " + name);
    }
    switch (found.access()) {
      case GRANTED -> say(Verdict.OK, "permission", "the token may push to " + name);
      case DENIED -> say(Verdict.MISSING, "permission", "the token may not push to " + name);
      case NOT_TOLD ->
          say(Verdict.NOTE, "permission", "GitHub does not tell what this token may do in " + name);
    }
    List<String> there = tracker.labels();
    List<String> missing =
        settings.labels().stream()
            .filter(label -> there.stream().noneMatch(label::equalsIgnoreCase))
            .toList();
    say(
        missing.isEmpty() ? Verdict.OK : Verdict.NOTE,
        "labels",
        missing.isEmpty()
            ? "all are there in " + name
            : String.join(", ", missing) + " will be created in " + name);
    clock(found.now());
  }

  private void clock(Instant server) throws IOException {
    Instant here = session.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Duration difference = Duration.between(server, here);
    boolean apart = difference.abs().compareTo(CLOCK) > 0;
    say(
        apart ? Verdict.MISSING : Verdict.OK,
        "clock",
        apart
            ? "this machine is "
                + difference.abs().toSeconds()
                + " s "
                + (difference.isNegative() ? "behind" : "ahead of")
                + " the server: set it right"
            : "agrees with the server's");
  }
}
