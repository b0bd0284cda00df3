package architecture.violation.library_jackson.postmortem.log;

import com.fasterxml.jackson.core.JsonFactory;

final class UsesJsonFactory {
  private UsesJsonFactory() {}

  static Class<?> library() {
    return JsonFactory.class;
  }
}
