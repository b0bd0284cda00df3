package postmortem.publish;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a repository at its hosting service.
 *
 * @param owner a person or an organisation
 * @param name of the repository, without {@code .git}
 */
public record RepositoryName(String owner, String name) {

  private static final Pattern WHOLE = Pattern.compile("([A-Za-z0-9-_.]+)/([A-Za-z0-9-_.]+)");
  private static final Pattern END_OF_PATH =
      Pattern.compile("(?:^|.*[/:])([A-Za-z0-9-_.]+)/([A-Za-z0-9-_.]+?)(?:\\.git)?/?");

  public RepositoryName {
    if (!WHOLE.matcher(owner + "/" + name).matches()) {
      throw new IllegalArgumentException("not a repository: " + owner + "/" + name);
    }
  }

  /** Reads {@code owner/name}; empty when it is anything else. */
  public static Optional<RepositoryName> parse(String text) {
    Matcher matcher = WHOLE.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(new RepositoryName(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** The last two names of the path of an address, as in {@code git@host:owner/name.git}. */
  public static Optional<RepositoryName> ofPath(String path) {
    Matcher matcher = END_OF_PATH.matcher(path);
    return matcher.matches()
        ? Optional.of(new RepositoryName(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
