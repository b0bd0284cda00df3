package bench.generator;

/** What a query of Loki over a range of time answers: streams of lines. */
final class LokiExport extends WrappedLines {

  /** How many lines a stream has. */
  private static final int STREAM = 5_000;

  private static final byte[] LABELS =
      Bytes.of(
          "{\"stream\":{\"app\":\"shop\",\"container\":\"shop\",\"namespace\":\"prod\",\"pod\":\"shop-");
  private static final byte[] VALUES = Bytes.of("\",\"stream\":\"stdout\"},\"values\":[\n");
  private static final byte[] CLOSE = Bytes.of("]},\n");

  LokiExport() {
    super(
        "loki",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":[\n",
        "]}],\"stats\":{\"summary\":{\"bytesProcessedPerSecond\":48113093}}}}\n");
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
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    out.put('[').put('"').decimal(clock.micros()).padded(dice.below(1000), 3);
    out.put('"').put(',').put('"');
    int id = escaped(out, clock, dice, trouble);
    out.put('"').put(']');
    return id;
  }
}
