package postmortem.store;

/** What {@code redact --report} writes; never the secret. */
public final class ReplacementJson {

  private ReplacementJson() {}

  /**
   * One replacement on its line.
   *
   * @param rule that found it
   * @param line from 1
   */
  public static String write(String rule, String evidence, long line) {
    return JsonText.object(
            json -> {
              json.writeStringField("rule", rule);
              json.writeStringField("evidence", evidence);
              json.writeNumberField("line", line);
            })
        + "\n";
  }
}
