package postmortem.publish.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.QuotedString;
import org.jspecify.annotations.Nullable;
import postmortem.publish.Author;
import postmortem.publish.BranchPlan;
import postmortem.publish.BranchRequest;

/** Makes commits: in whose name, with what message, signed as the user's configuration says. */
final class Committer {

  private final Repository repository;
  private final Config settings;
  private final Map<String, String> variables;
  private final Path temporaryFolder;

  /**
   * Makes no commit yet.
   *
   * @param settings of Git, as far as they are allowed
   * @param variables of the environment
   * @param temporaryFolder for what a signing program is given
   */
  Committer(
      Repository repository, Config settings, Map<String, String> variables, Path temporaryFolder) {
    this.repository = repository;
    this.settings = settings;
    this.variables = variables;
    this.temporaryFolder = temporaryFolder;
  }

  /**
   * What the commit says; its last lines are how it is found again.
   *
   * @param left paths that it leaves as others made them
   */
  static String message(String id, boolean first, List<String> left) {
    StringBuilder message = new StringBuilder();
    message.append(first ? "Publish" : "Update").append(" post-mortem ").append(id).append("\n\n");
    message.append(BranchRequest.TRAILER).append(id).append('\n');
    for (String path : left) {
      message.append(BranchRequest.LEFT).append(QuotedString.GIT_PATH.quote(path)).append('\n');
    }
    return message.toString();
  }

  /** Who Git's configuration names, else {@code fallback}, else this program. */
  Author author(@Nullable Author fallback) {
    Author standard =
        fallback != null
            ? fallback
            : new Author("postmortem", "postmortem@users.noreply.github.com");
    return person("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "author", standard);
  }

  private Author person(String nameKey, String emailKey, String section, Author fallback) {
    String name = variables.get(nameKey);
    String email = variables.get(emailKey);
    for (String each : List.of(section, "user")) {
      name = name == null || name.isBlank() ? settings.getString(each, null, "name") : name;
      email = email == null || email.isBlank() ? settings.getString(each, null, "email") : email;
    }
    // Half an identity is none: a name with somebody else's address says something wrong.
    return name == null || name.isBlank() || email == null || email.isBlank()
        ? fallback
        : new Author(name.strip(), email.strip());
  }

  /** Who signs; empty where nobody does. */
  Optional<CommitSigner> signer(BranchRequest request, Author author) {
    if (!request.sign()) {
      return Optional.empty();
    }
    Author committer = person("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "committer", author);
    return CommitSigner.of(
        settings, variables, temporaryFolder, committer.name() + " <" + committer.email() + ">");
  }

  /**
   * Makes the commit of a plan in our repository.
   *
   * @param tree of the commit
   * @param parents of it, first the branch's own
   */
  ObjectId commit(BranchPlan plan, BranchRequest request, ObjectId tree, List<ObjectId> parents)
      throws IOException {
    Author author = plan.author();
    Author committer = person("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "committer", author);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree);
      commit.setParentIds(parents);
      commit.setAuthor(
          new PersonIdent(author.name(), author.email(), request.now(), ZoneOffset.UTC));
      commit.setCommitter(
          new PersonIdent(committer.name(), committer.email(), request.now(), ZoneOffset.UTC));
      commit.setEncoding(StandardCharsets.UTF_8);
      commit.setMessage(plan.message());
      Optional<CommitSigner> signer = signer(request, author);
      if (signer.isPresent()) {
        commit.setGpgSignature(signer.get().sign(commit.build()));
      }
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }
}
