package bench.generator;

import java.util.List;

/** Lines of programs in the records of a system that keeps them. */
abstract sealed class WrappedLines implements Export
    permits CloudWatchExport, ElasticsearchExport, KibanaExport, LokiExport {

  private final InnerLines lines = new InnerLines();
  private final String name;
  private final byte[] begin;
  private final byte[] end;

  /**
   * A family.
   *
   * @param begin what stands before the first record
   * @param end what stands behind the last
   */
  WrappedLines(String name, String begin, String end) {
    this.name = name;
    this.begin = Bytes.of(begin);
    this.end = Bytes.of(end);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final List<Statement> statements() {
    return lines.statements();
  }

  @Override
  public final int perSecond() {
    return 250;
  }

  @Override
  public final void begin(Bytes out) {
    out.text(begin);
  }

  @Override
  public final void end(Bytes out) {
    out.text(end);
  }

  /** Writes the next line, or several, as they are; the id of its statement. */
  final int line(Bytes out, Clock clock, Dice dice, boolean trouble) {
    return lines.write(out, clock, dice, trouble);
  }

  /** The same as the inside of a JSON string. */
  final int escaped(Bytes out, Clock clock, Dice dice, boolean trouble) {
    int from = out.length();
    int id = line(out, clock, dice, trouble);
    out.escape(from);
    return id;
  }
}
