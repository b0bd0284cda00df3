package bench.generator;

import java.util.List;

/**
 * Records of who called what, of which nearly all are of no interest: lines of JSON, unless a
 * family says otherwise.
 */
abstract sealed class CallRecords implements Export
    permits ActivityExport, AuditExport, KubernetesExport {

  private final String name;
  private final Program calls;

  /**
   * A family.
   *
   * @param calls see {@link Program}
   */
  CallRecords(String name, String calls) {
    this.name = name;
    this.calls = new Program(calls);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public String fileName() {
    return name + ".jsonl";
  }

  @Override
  public final List<Statement> statements() {
    return calls.statements();
  }

  @Override
  public final int perSecond() {
    return 40;
  }

  @Override
  public void begin(Bytes out) {
    // Lines have no beginning.
  }

  @Override
  public void between(Bytes out, long record) {
    // A record ends its line.
  }

  @Override
  public void end(Bytes out) {
    // Nor an end.
  }

  /** The next call. */
  final Program.Said draw(Dice dice, boolean trouble) {
    return calls.draw(dice, trouble);
  }
}
