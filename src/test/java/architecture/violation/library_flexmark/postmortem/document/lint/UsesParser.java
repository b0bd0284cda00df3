package architecture.violation.library_flexmark.postmortem.document.lint;

import com.vladsch.flexmark.parser.Parser;

final class UsesParser {
  private UsesParser() {}

  static Class<?> library() {
    return Parser.class;
  }
}
