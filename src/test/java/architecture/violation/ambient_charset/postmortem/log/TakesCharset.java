package architecture.violation.ambient_charset.postmortem.log;

final class TakesCharset {
  private TakesCharset() {}

  @SuppressWarnings("DefaultCharset") // breaks the rule on purpose
  static Object breaks() {
    return "text".getBytes();
  }
}
