package bench.generator;

import java.util.List;

/** What {@code aws logs filter-log-events} prints. */
final class CloudWatchExport implements Export {

  private static final byte[] BEGIN = Bytes.of("{\n    \"events\": [\n");
  private static final byte[] END = Bytes.of("\n    ],\n    \"searchedLogStreams\": []\n}\n");
  private static final byte[] STREAM =
      Bytes.of("        {\n            \"logStreamName\": \"ecs/shop/");
  private static final byte[] TIME = Bytes.of("\",\n            \"timestamp\": ");
  private static final byte[] MESSAGE = Bytes.of(",\n            \"message\": \"");
  private static final byte[] INGESTED = Bytes.of("\",\n            \"ingestionTime\": ");
  private static final byte[] ID = Bytes.of(",\n            \"eventId\": \"3831");
  private static final byte[] LAST = Bytes.of("\"\n        }");

  private final InnerLines lines = new InnerLines();

  @Override
  public String name() {
    return "cloudwatch";
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
    long millis = clock.micros() / 1_000;
    out.text(STREAM).hex(dice.below(8) * 0x9e3779b97f4a7c15L, 16);
    out.text(TIME).decimal(millis).text(MESSAGE);
    int from = out.length();
    int id = lines.write(out, clock, dice, trouble);
    out.escape(from);
    out.text(INGESTED).decimal(millis + dice.between(20, 900));
    out.text(ID).decimal(millis).padded(dice.below(1_000_000_000), 9);
    out.text(LAST);
    return id;
  }
}
