package architecture.violation.library_jgit.postmortem.store;

import org.eclipse.jgit.lib.Repository;

final class UsesRepository {
  private UsesRepository() {}

  static Class<?> library() {
    return Repository.class;
  }
}
