package postmortem.action;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What shows that an action item is done.
 *
 * @param kind what it is
 * @param text where it is: an address, {@code owner/name#12}, or a commit
 */
public record Proof(Kind kind, String text) {

  /** What proofs can be. */
  public enum Kind {
    PULL_REQUEST,
    COMMIT,
    LINK;

    /** The name in files: lower case with hyphens. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final int LONGEST = 2000;
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}";
  private static final Pattern PULL =
      Pattern.compile(
          "(?:https?://\\S+/(?:pull|pulls|merge_requests|pull-requests)/[0-9]+\\S*|(?:"
              + NAME
              + ")?#[0-9]{1,9})");
  private static final Pattern COMMIT =
      Pattern.compile(
          "(?:https?://\\S+/commits?/[0-9a-f]{7,64}\\S*|(?:" + NAME + "@)?[0-9a-f]{7,64})");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s/]+\\S*");

  public Proof {
    if (text.isBlank() || text.length() > LONGEST || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("not a proof: " + text);
    }
  }

  /** The proof that a person or a tracker names; empty when it leads nowhere. */
  public static Optional<Proof> of(String text) {
    String place = text.strip();
    if (place.length() > LONGEST) {
      return Optional.empty();
    }
    if (PULL.matcher(place).matches()) {
      return Optional.of(new Proof(Kind.PULL_REQUEST, place));
    }
    if (COMMIT.matcher(place).matches()) {
      return Optional.of(new Proof(Kind.COMMIT, place));
    }
    return LINK.matcher(place).matches()
        ? Optional.of(new Proof(Kind.LINK, place))
        : Optional.empty();
  }
}
