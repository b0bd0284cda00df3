package architecture.violation.ambient_streams.postmortem.log;

final class Prints {
  private Prints() {}

  @SuppressWarnings("SystemOut") // breaks the rule on purpose
  static Object breaks() {
    System.out.println("text");
    return "printed";
  }
}
