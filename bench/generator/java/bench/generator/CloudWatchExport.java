package bench.generator;

/** What {@code aws logs filter-log-events} prints. */
final class CloudWatchExport extends WrappedLines {

  private static final byte[] STREAM =
      Bytes.of("        {\n            \"logStreamName\": \"ecs/shop/");
  private static final byte[] TIME = Bytes.of("\",\n            \"timestamp\": ");
  private static final byte[] MESSAGE = Bytes.of(",\n            \"message\": \"");
  private static final byte[] INGESTED = Bytes.of("\",\n            \"ingestionTime\": ");
  private static final byte[] ID = Bytes.of(",\n            \"eventId\": \"3831");
  private static final byte[] LAST = Bytes.of("\"\n        }");

  CloudWatchExport() {
    super("cloudwatch", "{\n    \"events\": [\n", "\n    ],\n    \"searchedLogStreams\": []\n}\n");
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    long millis = clock.micros() / 1_000;
    out.text(STREAM).hex(dice.below(8) * 0x9e3779b97f4a7c15L, 16);
    out.text(TIME).decimal(millis).text(MESSAGE);
    int id = escaped(out, clock, dice, trouble);
    out.text(INGESTED).decimal(millis + dice.between(20, 900));
    out.text(ID).decimal(millis).padded(dice.below(1_000_000_000), 9);
    out.text(LAST);
    return id;
  }
}
