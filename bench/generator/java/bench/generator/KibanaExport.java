package bench.generator;

/** The table that Discover of Kibana saves. */
final class KibanaExport extends WrappedLines {

  private static final byte[] POD = Bytes.of("\",shop,\"shop-6d5f-");
  private static final byte[] MESSAGE = Bytes.of("\",stdout,\"");

  KibanaExport() {
    super(
        "kibana",
        "\"@timestamp\",\"kubernetes.container.name\",\"kubernetes.pod.name\",stream,message\n",
        "");
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
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    out.put('"');
    clock.shown(out);
    out.text(POD).decimal(dice.between(1, 9)).text(MESSAGE);
    int from = out.length();
    int id = line(out, clock, dice, trouble);
    out.quote(from);
    out.put('"').put('\n');
    return id;
  }
}
