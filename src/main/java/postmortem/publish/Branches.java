package postmortem.publish;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts files on branches of the remote repository. The user's working tree, index, branches and
 * objects are only read.
 */
public interface Branches extends AutoCloseable {

  /** Where the remote repository is, for people: without a password or token. */
  String address();

  /** Whether the token travels to the remote over a connection that others can read. */
  boolean isReadableByOthers();

  /** Name of the host; null when the remote is a folder of this machine. */
  @Nullable String host();

  /** The repository that the address names, as far as it can be told from it. */
  Optional<RepositoryName> name();

  /**
   * The branch that the remote repository checks out by default; empty when it does not say.
   *
   * @throws postmortem.diagnostic.DiagnosticException exit code 4 when the remote refuses
   */
  Optional<String> defaultBranch();

  /**
   * Finds out what {@link #push} would do, reading only.
   *
   * @throws postmortem.diagnostic.DiagnosticException exit code 4 when the remote refuses, 2 when
   *     there is no such base, 1 when others changed the same files
   */
  BranchPlan plan(BranchRequest request) throws IOException;

  /**
   * The text of a file on the base branch of the last plan; empty when there is none.
   *
   * @param path from the top of the repository
   */
  Optional<String> textOnBase(String path) throws IOException;

  /** Path of a file from the top of the repository, with slashes. */
  String path(java.nio.file.Path file);

  /**
   * Commits and pushes what {@link #plan} said. A run that comes between is noticed, and the plan
   * is made anew on what it left.
   *
   * @return the commit that the branch points to
   * @throws postmortem.diagnostic.DiagnosticException exit code 4 when the remote refuses
   */
  String push(BranchRequest request) throws IOException;

  @Override
  void close() throws IOException;
}
