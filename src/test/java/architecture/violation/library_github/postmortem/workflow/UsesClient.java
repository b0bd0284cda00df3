package architecture.violation.library_github.postmortem.workflow;

import architecture.violation.library_github.org.kohsuke.github.Client;

final class UsesClient {
  private UsesClient() {}

  static Class<?> library() {
    return Client.class;
  }
}
