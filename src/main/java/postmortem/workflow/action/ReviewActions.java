package postmortem.workflow.action;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.Policy;
import postmortem.action.PostMortemFacts;
import postmortem.action.Reviewer;
import postmortem.action.Snapshot;
import postmortem.action.WeeklyReview;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.ExitCode;
import postmortem.diagnostic.Location;
import postmortem.document.render.ReviewText;
import postmortem.incident.Settings;
import postmortem.store.ActionRegister;
import postmortem.store.AtomicFiles;
import postmortem.store.FolderLock;
import postmortem.store.Repository;
import postmortem.store.ReviewJson;
import postmortem.store.SettingsFile;
import postmortem.workflow.Session;
import postmortem.workflow.document.PostMortem;

/**
 * The weekly review, from the register and the days that the documents state: no network unless it
 * is to be posted, and the same bytes for a past day whenever it is asked for.
 */
public final class ReviewActions {

  /**
   * What the caller asks for.
   *
   * @param asOf the day; null for today in the display zone
   * @param json whether to print it as JSON instead, and write nothing
   * @param failOnOverdue whether overdue items are findings
   * @param issue whether to post it as the issue of its week
   * @param dryRun whether to say what would be done, and do none of it
   * @param repository of the issue, {@code owner/name}; null for where the settings say
   */
  public record Options(
      @Nullable LocalDate asOf,
      boolean json,
      boolean failOnOverdue,
      boolean issue,
      boolean dryRun,
      @Nullable String repository) {}

  private ReviewActions() {}

  /**
   * Writes {@code action-items/reviews/<week>.md} and prints its path, then posts it if that is
   * asked for, and prints what that changed; or prints the review as JSON and writes nothing.
   */
  public static ExitCode run(Session session, Options options) throws IOException {
    Repository repository = new Repository(session.folder());
    Settings settings = SettingsFile.of(repository);
    // Wrong usage shows before anything is written.
    Optional<PostReview> post =
        options.issue()
            ? Optional.of(PostReview.prepare(session, settings, options))
            : Optional.empty();
    ActionRegister register = ActionRegister.load(repository);
    register.diagnostics().forEach(session.diagnostics()::add);
    List<ActionItem> items = register.items();
    warnOfHandEdits(session, items);
    Policy policy = Policy.of(settings);
    LocalDate asked = options.asOf();
    LocalDate day = asked == null ? policy.today(session.clock()) : asked;
    WeeklyReview review =
        new Reviewer(items, settings, day).review(postMortems(session, repository, settings));
    ExitCode exit =
        options.failOnOverdue() && !review.overdue().isEmpty() ? ExitCode.FINDINGS : ExitCode.DONE;
    if (!register.diagnostics().isEmpty()) {
      exit = exit.or(ExitCode.FINDINGS);
    }
    if (options.json()) {
      session.out().append(ReviewJson.write(review));
      return exit;
    }
    List<String> missing =
        register.unreadable().stream().map(ActionRegister::shown).sorted().toList();
    Path file = repository.reviews().resolve(review.week() + ".md");
    String shown = repository.shown(file);
    String text = ReviewText.markdown(review, missing);
    try (FolderLock lock = FolderLock.acquire(session.folder(), session.temporaryFolder())) {
      if (!options.dryRun()) {
        AtomicFiles.write(file, text);
      }
      if (!lock.isHeld()) {
        throw new IOException("the lock was lost while writing the review");
      }
      session.out().append(shown).append('\n');
      if (post.isPresent()) {
        return exit.or(
            post.get().post(review.week(), day, shown, l -> ReviewText.body(review, missing, l)));
      }
    }
    if (options.dryRun()) {
      session.out().append('\n').append(text);
    }
    return exit;
  }

  private static void warnOfHandEdits(Session session, List<ActionItem> items) {
    for (ActionItem item : items) {
      if (!Snapshot.unrecorded(item).isEmpty()) {
        session
            .diagnostics()
            .add(
                Diagnostic.warning(
                        "PM-A040",
                        "this file was edited, and its history does not tell: the review does not"
                            + " see it")
                    .at(Location.of(ActionRegister.shown(item.id())))
                    .helping("postmortem actions collect takes it into the history"));
      }
    }
  }

  private static List<PostMortemFacts> postMortems(
      Session session, Repository repository, Settings settings) throws IOException {
    List<PostMortemFacts> facts = new ArrayList<>();
    Policy policy = Policy.of(settings);
    for (Repository.Folder folder : repository.folders()) {
      if (!Files.isRegularFile(folder.document())) {
        continue;
      }
      Optional<PostMortem> read = PostMortem.read(session, folder.id(), folder.document());
      if (read.isEmpty()) {
        continue;
      }
      PostMortem document = read.get();
      LocalDate happened =
          PostMortem.beginning(document.id(), document.resolved(), policy.zone())
              .map(begin -> policy.day(begin.at()))
              .orElse(null);
      facts.add(
          new PostMortemFacts(
              document.id(),
              document.severity(),
              happened,
              document.resolved(),
              document.day("reviewed"),
              document.day("published"),
              document.isFinished()));
    }
    return facts;
  }
}
