package architecture.violation.ambient_locale.postmortem.log;

final class TakesLocale {
  private TakesLocale() {}

  static Object breaks() {
    return String.format("%d", 1);
  }
}
