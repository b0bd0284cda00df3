package architecture.violation.library_github.org.kohsuke.github;

/** Stands in for the library, which nothing depends on yet. */
public final class Client {
  private Client() {}
}
