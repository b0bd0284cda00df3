package bench.generator;

import java.util.List;

/** What a query of Loki over a range of time answers: streams of lines. */
final class LokiExport implements Export {

  /** How many lines a stream has. */
  private static final int STREAM = 5_000;

  private static final byte[] BEGIN =
      Bytes.of("{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[\n");
  private static final byte[] END =
      Bytes.of("]}],\"stats\":{\"summary\":{\"bytesProcessedPerSecond\":48113093}}}}\n");
  private static final byte[] LABELS =
      Bytes.of(
          "{\"stream\":{\"app\":\"shop\",\"container\":\"shop\",\"namespace\":\"prod\",\"pod\":\"shop-");
  private static final byte[] VALUES = Bytes.of("\",\"stream\":\"stdout\"},\"values\":[\n");
  private static final byte[] CLOSE = Bytes.of("]},\n");

  private final InnerLines lines = new InnerLines();

  @Override
  public String name() {
    return "loki";
  }

  @Override
  public void between(Bytes out, long record) {
    if (record % STREAM != 0) {
      out.put(',').put('\n');
      return;
    }
    if (record > 0) {
      out.text(CLOSE);
    }
    out.text(LABELS).hex(record / STREAM * 0x9e3779b97f4a7c15L, 10).text(VALUES);
  }

  @Override
  public List<Statement> statements() {
    return lines.statements();
  }

  @Override
  public int perSecond() {
    return 250;
  }

  @Override
  public void begin(Bytes out) {
    out.text(BEGIN);
  }

  @Override
  public void end(Bytes out) {
    out.text(END);
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    out.put('[').put('"').decimal(clock.micros()).padded(dice.below(1000), 3);
    out.put('"').put(',').put('"');
    int from = out.length();
    int id = lines.write(out, clock, dice, trouble);
    out.escape(from);
    out.put('"').put(']');
    return id;
  }
}
