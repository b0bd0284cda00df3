package postmortem.redact;

/**
 * One secret that was replaced; says nothing of the secret itself.
 *
 * @param rule name of the rule that found it
 * @param line where it stood, from 1
 */
public record Replacement(String rule, long line) {

  public Replacement {
    if (rule.isEmpty() || line < 1) {
      throw new IllegalArgumentException("no such replacement: " + rule + " in line " + line);
    }
  }
}
