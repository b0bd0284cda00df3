package postmortem.publish;

/**
 * Who a commit is by.
 *
 * @param name as in Git
 * @param email as in Git
 */
public record Author(String name, String email) {
  public Author {
    if (name.isBlank() || email.isBlank()) {
      throw new IllegalArgumentException("a commit needs a name and an address");
    }
  }
}
