package postmortem.action;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The issue of an action item, or the intent to create one.
 *
 * @param repository {@code owner/name}
 * @param number of the issue; null while it is not known whether there is one
 * @param author login of who created it, as the tracker answered; null when not known
 * @param url for people; null when not known
 * @param intent when the attempt to create it began, by the tracker's clock; null when a person
 *     linked the issue
 * @param agreed what both sides had at the last synchronization, by field: the base of the next
 *     merge
 */
public record IssueLink(
    String repository,
    @Nullable Integer number,
    @Nullable String author,
    @Nullable String url,
    @Nullable Instant intent,
    SortedMap<String, String> agreed) {

  private static final Pattern REPOSITORY =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}");

  public IssueLink {
    if (!REPOSITORY.matcher(repository).matches()) {
      throw new IllegalArgumentException("not owner/name: " + repository);
    }
    if (number != null && number < 1) {
      throw new IllegalArgumentException("no issue has the number " + number);
    }
    if (number == null && intent == null) {
      throw new IllegalArgumentException("neither an issue nor the intent to create one");
    }
    agreed = Collections.unmodifiableSortedMap(new TreeMap<>(agreed));
  }

  /** The intent to create an issue. */
  public static IssueLink intended(String repository, Instant intent) {
    return new IssueLink(repository, null, null, null, intent, new TreeMap<>());
  }

  /** An issue that exists. */
  public static IssueLink of(
      String repository, int number, @Nullable String author, @Nullable String url) {
    return new IssueLink(repository, number, author, url, null, new TreeMap<>());
  }

  /** The same, now that the issue is known; the intent stays, as the time it began. */
  public IssueLink found(int issue, @Nullable String by, @Nullable String at) {
    return new IssueLink(repository, issue, by, at, intent, agreed);
  }

  /** The same in a repository of another name. */
  public IssueLink at(String name) {
    return new IssueLink(name, number, author, url, intent, agreed);
  }

  /** The same with another base of the next merge. */
  public IssueLink agreeing(SortedMap<String, String> values) {
    return new IssueLink(repository, number, author, url, intent, values);
  }

  /** Whether that is the name of a repository, {@code owner/name}. */
  public static boolean isRepository(String text) {
    return REPOSITORY.matcher(text).matches();
  }

  /** {@code owner/name#12}; {@code owner/name} while there is no number. */
  public String text() {
    return number == null ? repository : repository + "#" + number;
  }
}
