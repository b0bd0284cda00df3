package postmortem.workflow;

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

/**
 * The weekly review, from the register and the days that the documents state: no network, and the
 * same bytes for a past day whenever it is asked for.
 */
public final class ReviewActions {

  private ReviewActions() {}

  /**
   * Writes {@code action-items/reviews/<week>.md} and prints its path, or prints the review as JSON
   * and writes nothing.
   *
   * @param asOf the day; null for today in the display zone
   * @param failOnOverdue whether overdue items are findings
   */
  public static ExitCode run(
      Session session, @Nullable LocalDate asOf, boolean json, boolean failOnOverdue)
      throws IOException {
    Repository repository = new Repository(session.folder());
    Settings settings = Draft.settings(repository);
    ActionRegister register = ActionRegister.load(repository);
    register.diagnostics().forEach(session.diagnostics()::add);
    List<ActionItem> items = register.items();
    warnOfHandEdits(session, items);
    LocalDate day = asOf == null ? Policy.of(settings).today(session.clock()) : asOf;
    WeeklyReview review =
        new Reviewer(items, settings, day).review(postMortems(session, repository, settings));
    if (json) {
      session.out().append(ReviewJson.write(review));
    } else {
      List<String> missing =
          register.unreadable().stream().map(ActionRegister::shown).sorted().toList();
      write(session, repository, review.week(), ReviewText.markdown(review, missing));
    }
    ExitCode exit =
        failOnOverdue && !review.overdue().isEmpty() ? ExitCode.FINDINGS : ExitCode.DONE;
    return register.diagnostics().isEmpty() ? exit : exit.or(ExitCode.FINDINGS);
  }

  private static void write(Session session, Repository repository, String week, String text)
      throws IOException {
    Path file = repository.reviews().resolve(week + ".md");
    try (FolderLock lock = FolderLock.acquire(session.folder(), session.temporaryFolder())) {
      AtomicFiles.write(file, text);
      if (!lock.isHeld()) {
        throw new IOException("the lock was lost while writing the review");
      }
    }
    session.out().append(CollectActions.shown(session, file)).append('\n');
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
      String shown = CollectActions.shown(session, folder.document());
      Optional<PostMortem> read = PostMortem.read(session, folder.id(), folder.document(), shown);
      if (read.isEmpty()) {
        continue;
      }
      PostMortem document = read.get();
      LocalDate happened =
          PostMortem.beginning(document.id(), document.resolved(), policy.zone())
              .map(begin -> policy.day(begin.at()))
              .orElse(null);
      boolean finished =
          document.status().equals("published") || document.status().equals("closed");
      facts.add(
          new PostMortemFacts(
              document.id(),
              document.severity(),
              happened,
              document.resolved(),
              document.day("reviewed"),
              document.day("published"),
              finished));
    }
    return facts;
  }
}
