package postmortem.workflow.sync;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.ExitCode;
import postmortem.document.render.ReviewIssueText;
import postmortem.document.render.ReviewIssueText.Surroundings;
import postmortem.document.render.ReviewLinks;
import postmortem.incident.Settings;
import postmortem.redact.Redactor;
import postmortem.tracker.IssueTracker;
import postmortem.tracker.Label;
import postmortem.tracker.NewIssue;
import postmortem.tracker.Pace;
import postmortem.tracker.Preflight;
import postmortem.tracker.TrackedIssue;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/**
 * The review of a week as an issue: one for each week and register, however often and by however
 * many it is asked for. It is known by an unseen line in its body, so nothing has to be recorded
 * here; the order is the one of action items: list, create, list again.
 *
 * <p>Of all reviews only the newest week's stays open: everything in an older one that still
 * matters is in the newest as well, and the newest names the one before. One that a person closed
 * is renewed, but not opened again.
 */
public final class WeeklyIssue {

  /** What reviews are found by in a repository. */
  public static final String LABEL = "post-mortem-review";

  private static final String COLOUR = "0e8a16";
  private static final String ABOUT = "Weekly reviews of action items";
  private static final Duration MARGIN = Duration.ofDays(1);

  /**
   * A review to be posted.
   *
   * @param key week and register
   * @param begin of the week: nobody posts its review earlier
   * @param file where the whole text is, for readers
   * @param files path of the repository's files below its server, ending in a slash
   * @param text makes the words, given where names lead to
   */
  public record Review(
      ReviewIssueText.Key key, Instant begin, String file, String files, Words text) {}

  /** Makes the words of a review. */
  @FunctionalInterface
  public interface Words {
    /** Markdown without a heading of the first level. */
    String markdown(ReviewLinks links);
  }

  /**
   * An issue as it is to be after the run.
   *
   * @param title of it
   * @param body of it
   */
  public record Posted(String title, String body) {}

  /** Failures after which a name is that of no repository that this token sees. */
  private static final Set<Failure> UNKNOWN_NAME =
      Set.of(Failure.MISSING, Failure.GONE, Failure.FORBIDDEN);

  private final IssueTracker tracker;
  private final Synchronization.Trackers trackers;
  private final Settings settings;
  private final Redactor redactor;
  private final Journal journal;
  private final Pace pace;
  private final String asked;
  private final Review review;
  private final SortedMap<Integer, TrackedIssue> seen = new TreeMap<>();
  private final Set<String> ours = new HashSet<>();
  private final SortedMap<String, Boolean> renamed = new TreeMap<>();

  /**
   * A run that has not begun.
   *
   * @param tracker of the repository of the issue
   * @param trackers of any repository: they tell what it is called today
   * @param redactor for what people wrote at the tracker, before it is shown
   * @param repository of the issue, {@code owner/name}
   */
  public WeeklyIssue(
      IssueTracker tracker,
      Synchronization.Trackers trackers,
      Settings settings,
      Redactor redactor,
      Journal journal,
      Pace pace,
      String repository,
      Review review) {
    this.tracker = tracker;
    this.trackers = trackers;
    this.settings = settings;
    this.redactor = redactor;
    this.journal = journal;
    this.pace = pace;
    this.asked = repository;
    this.review = review;
  }

  /** Makes the issue what it is to be; empty when that could not be done, which was said then. */
  public Optional<Posted> post() throws IOException {
    try {
      Preflight preflight = tracker.preflight();
      Diagnostic why = RepositorySync.refusal(preflight);
      if (why != null) {
        journal.say(why, ExitCode.REMOTE);
        return Optional.empty();
      }
      RepositorySync.ours(tracker, settings).forEach(login -> ours.add(SyncRules.key(login)));
      return post(preflight);
    } catch (TrackerException e) {
      journal.failed(asked, e);
      return Optional.empty();
    }
  }

  private Optional<Posted> post(Preflight preflight) throws IOException {
    String name = preflight.repository();
    Instant begin = review.begin().isBefore(preflight.now()) ? review.begin() : preflight.now();
    Instant since = begin.minus(MARGIN);
    see(tracker.labelled(LABEL));
    see(tracker.changedSince(since));
    Integer previous = previous().map(TrackedIssue::number).orElse(null);
    String text = review.text().markdown(links(preflight));
    int created = 0;
    if (ofThisWeek(true).isEmpty()) {
      List<TrackedIssue> foreign = ofThisWeek(false);
      if (!foreign.isEmpty()) {
        sayForeign(name, foreign.get(0));
        return Optional.empty();
      }
      created = create(preflight, since, body(text, previous, NewIssue.LONGEST_BODY)).number();
    }
    TrackedIssue kept = settle(name);
    Optional<Posted> posted = renew(name, kept, text, previous);
    closeOlder(name, created);
    return posted;
  }

  private void see(List<TrackedIssue> issues) {
    issues.forEach(issue -> seen.put(issue.number(), issue));
  }

  private boolean isOurs(TrackedIssue issue) {
    return ours.contains(SyncRules.key(issue.author()));
  }

  /** The reviews of this register, oldest issue first, without closed duplicates. */
  private List<TrackedIssue> reviews(boolean byUs) {
    List<TrackedIssue> found = new ArrayList<>();
    for (TrackedIssue issue : seen.values()) {
      boolean here = ReviewIssueText.key(issue.body()).filter(this::isOfThisRegister).isPresent();
      if (here && isOurs(issue) == byUs && !Duplicates.isSettled(issue)) {
        found.add(issue);
      }
    }
    return found;
  }

  private boolean isOfThisRegister(ReviewIssueText.Key key) {
    return key.isOf(review.key().register())
        || renamed.computeIfAbsent(key.register(), this::isFormerName);
  }

  /** Whether a register is ours, under a name that its repository had before. */
  private boolean isFormerName(String register) {
    String[] theirs = register.split("/", 3);
    String[] mine = review.key().register().split("/", 3);
    boolean sameFolder =
        theirs.length == mine.length && (mine.length < 3 || mine[2].equals(theirs[2]));
    return sameFolder && today(theirs).equalsIgnoreCase(today(mine));
  }

  /** What a repository is called now, as the tracker tells whoever asks by its former name. */
  private String today(String[] register) {
    String name = register[0] + "/" + register[1];
    try {
      return trackers.repository(name).preflight().repository();
    } catch (TrackerException e) {
      if (!UNKNOWN_NAME.contains(e.failure())) {
        throw e;
      }
      return name;
    }
  }

  private List<TrackedIssue> ofThisWeek(boolean byUs) {
    return reviews(byUs).stream().filter(i -> week(i).equals(review.key().week())).toList();
  }

  private static String week(TrackedIssue issue) {
    return ReviewIssueText.key(issue.body()).map(ReviewIssueText.Key::week).orElse("");
  }

  /** The review before this one: names of weeks are in the order of time. */
  private Optional<TrackedIssue> previous() {
    return reviews(true).stream()
        .filter(issue -> week(issue).compareTo(review.key().week()) < 0)
        .max(
            Comparator.comparing(WeeklyIssue::week)
                .thenComparing(Comparator.comparingInt(TrackedIssue::number).reversed()));
  }

  private ReviewLinks links(Preflight preflight) {
    String server = preflight.webUrl().replaceFirst("[^/]+/[^/]+/?$", "");
    String files = server + review.files();
    return new ReviewLinks(files + "action-items/", files + "postmortems/", server);
  }

  private String body(String text, @Nullable Integer previous, int most) {
    return ReviewIssueText.body(review.key(), text, previous, review.file(), most);
  }

  private void sayForeign(String name, TrackedIssue issue) {
    journal.say(
        Diagnostic.error(
                "PM-I025",
                name
                    + "#"
                    + issue.number()
                    + " bears the marker of the review of "
                    + review.key().week()
                    + " but was written by "
                    + redactor.text(issue.author()))
            .noting("no other one was created")
            .helping(
                "if that login posts reviews for you, list it in tracker.logins; else take the line"
                    + " \u201c"
                    + review.key().marker()
                    + "\u201d out of that issue"),
        ExitCode.FINDINGS);
  }

  /** Nothing that could be repeated stands between looking and creating. */
  private TrackedIssue create(Preflight preflight, Instant since, String body) throws IOException {
    String name = preflight.repository();
    boolean known =
        tracker.labels().stream().anyMatch(label -> label.toLowerCase(Locale.ROOT).equals(LABEL));
    if (!known) {
      Patience.until(pace, () -> tracker.createLabel(new Label(LABEL, COLOUR, ABOUT)));
      journal.did("label", name, "", LABEL);
    }
    String title = ReviewIssueText.title(review.key().week(), review.key().register(), name);
    TrackedIssue issue = create(new NewIssue(title, body, List.of(LABEL), null, null), since);
    journal.did("open", name, "", "\u201c" + title + "\u201d");
    if (!issue.hasLabel(LABEL)) {
      journal.say(
          Diagnostic.error(
                  "PM-I012",
                  name
                      + "#"
                      + issue.number()
                      + ", the review of "
                      + review.key().week()
                      + ", was created without label "
                      + LABEL)
              .helping("the token needs push access"),
          ExitCode.REMOTE);
    }
    // Somebody else may have done the same meanwhile.
    List<TrackedIssue> after = tracker.changedSince(since);
    if (after.stream().noneMatch(other -> other.number() == issue.number())) {
      // A list that lacks even ours may lack another one.
      throw TrackerException.of(
          Failure.UNKNOWN, "the list of issues lacks the one that was just created");
    }
    see(after);
    return issue;
  }

  /** A limit is waited out, and what became of it looked up before it is tried again. */
  private TrackedIssue create(NewIssue issue, Instant since) {
    while (true) {
      try {
        return tracker.create(issue);
      } catch (TrackerException e) {
        if (e.failure() != Failure.SLOW_DOWN) {
          throw e;
        }
        pace.waitOut(e);
        see(tracker.changedSince(since));
        List<TrackedIssue> there = ofThisWeek(true);
        if (!there.isEmpty()) {
          return there.get(0);
        }
      }
    }
  }

  /** Two runs at once see both of their issues, and both keep the older one. */
  private TrackedIssue settle(String name) throws IOException {
    List<TrackedIssue> copies = ofThisWeek(true);
    TrackedIssue kept = copies.get(0);
    for (TrackedIssue copy : copies.subList(1, copies.size())) {
      String said = "Duplicate of #" + kept.number() + ".\n\n";
      if (!copy.body().startsWith(said)) {
        Patience.until(pace, () -> tracker.rewrite(copy.number(), said + copy.body()));
      }
      if (copy.isOpen()) {
        Patience.until(pace, () -> tracker.close(copy.number(), false));
      }
      seen.remove(copy.number());
      journal.did(
          "close",
          name + "#" + copy.number(),
          "",
          "also a review of " + review.key().week() + ", duplicate of #" + kept.number());
    }
    return kept;
  }

  private Optional<Posted> renew(
      String name, TrackedIssue issue, String text, @Nullable Integer previous) throws IOException {
    Optional<Surroundings> around = ReviewIssueText.surroundings(issue.body());
    if (around.isEmpty()) {
      journal.say(
          Diagnostic.warning(
                  "PM-I026",
                  name + "#" + issue.number() + " cannot be renewed: the end of the review is gone")
              .noting("what people wrote into it would be lost")
              .helping(
                  "write the line \u201c<!-- postmortem:review-end -->\u201d behind the review, or"
                      + " restore the issue from its history"),
          ExitCode.FINDINGS);
      return Optional.empty();
    }
    Surroundings people = around.get();
    String fresh = body(text, previous, NewIssue.LONGEST_BODY - people.length());
    String whole = people.around(fresh);
    String now = issue.body().replace("\r\n", "\n").replace('\r', '\n');
    if (!whole.stripTrailing().equals(now.stripTrailing())) {
      Patience.until(pace, () -> tracker.rewrite(issue.number(), whole));
      journal.did("update", name + "#" + issue.number(), "", "review of " + review.key().week());
    }
    return Optional.of(new Posted(issue.title(), whole));
  }

  /** Leaves only the newest review open. */
  private void closeOlder(String name, int created) throws IOException {
    List<TrackedIssue> reviews = reviews(true);
    String newest = reviews.stream().map(WeeklyIssue::week).max(String::compareTo).orElse("");
    for (TrackedIssue issue : reviews) {
      if (issue.isOpen() && week(issue).compareTo(newest) < 0) {
        Patience.until(pace, () -> tracker.close(issue.number(), true));
        journal.did(
            "close",
            issue.number() == created ? name : name + "#" + issue.number(),
            "",
            "review of " + week(issue) + ", there is the one of " + newest);
      }
    }
  }
}
