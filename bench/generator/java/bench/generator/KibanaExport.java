package bench.generator;

import java.util.List;

/** The table that Discover of Kibana saves. */
final class KibanaExport implements Export {

  private static final byte[] BEGIN =
      Bytes.of(
          "\"@timestamp\",\"kubernetes.container.name\",\"kubernetes.pod.name\",stream,message\n");
  private static final byte[] POD = Bytes.of("\",shop,\"shop-6d5f-");
  private static final byte[] MESSAGE = Bytes.of("\",stdout,\"");

  private final InnerLines lines = new InnerLines();

  @Override
  public String name() {
    return "kibana";
  }

  @Override
  public String fileName() {
    return name() + ".csv";
  }

  @Override
  public void between(Bytes out, long record) {
    // A record ends its line.
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
    // A table has no end.
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    out.put('"');
    clock.shown(out);
    out.text(POD).decimal(dice.between(1, 9)).text(MESSAGE);
    int from = out.length();
    int id = lines.write(out, clock, dice, trouble);
    out.quote(from);
    out.put('"').put('\n');
    return id;
  }
}
