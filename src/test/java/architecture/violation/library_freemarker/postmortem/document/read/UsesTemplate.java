package architecture.violation.library_freemarker.postmortem.document.read;

import freemarker.template.Template;

final class UsesTemplate {
  private UsesTemplate() {}

  static Class<?> library() {
    return Template.class;
  }
}
