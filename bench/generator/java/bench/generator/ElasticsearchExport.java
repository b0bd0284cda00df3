package bench.generator;

import java.util.List;

/** What a search of Elasticsearch for the documents of a shipper of logs answers. */
final class ElasticsearchExport implements Export {

  private static final byte[] BEGIN =
      Bytes.of(
          "{\"took\":913,\"timed_out\":false,\"_shards\":{\"total\":3,\"successful\":3,\"skipped\":0,"
              + "\"failed\":0},\"hits\":{\"total\":{\"value\":10000,\"relation\":\"gte\"},"
              + "\"max_score\":null,\"hits\":[\n");
  private static final byte[] END = Bytes.of("]}}\n");
  private static final byte[] INDEX =
      Bytes.of("{\"_index\":\".ds-filebeat-8.13.4-2025.02.09-000012\",\"_id\":\"");
  private static final byte[] SOURCE =
      Bytes.of("\",\"_score\":null,\"_source\":{\"@timestamp\":\"");
  private static final byte[] AGENT =
      Bytes.of(
          "\",\"agent\":{\"type\":\"filebeat\",\"version\":\"8.13.4\"},\"ecs\":{\"version\":\"8.0.0\"},"
              + "\"log\":{\"file\":{\"path\":\"/var/log/containers/shop.log\"},\"offset\":");
  private static final byte[] MESSAGE = Bytes.of("},\"stream\":\"stdout\",\"message\":\"");
  private static final byte[] KUBERNETES =
      Bytes.of(
          "\",\"input\":{\"type\":\"container\"},\"kubernetes\":{\"namespace\":\"prod\",\"container\":"
              + "{\"name\":\"shop\"},\"pod\":{\"name\":\"shop-6d5f-");
  private static final byte[] SORT = Bytes.of("\"}}},\"sort\":[");
  private static final byte[] LAST = Bytes.of("]}");

  private final InnerLines lines = new InnerLines();

  @Override
  public String name() {
    return "elasticsearch";
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
    out.text(INDEX).hex(dice.bits(), 16).hex(dice.bits(), 4).text(SOURCE);
    clock.utc(out);
    out.text(AGENT).decimal(dice.below(900_000_000)).text(MESSAGE);
    int from = out.length();
    int id = lines.write(out, clock, dice, trouble);
    out.escape(from);
    out.text(KUBERNETES).decimal(dice.between(1, 9)).text(SORT).decimal(clock.micros() / 1_000);
    out.put(',').decimal(dice.below(9_000_000)).text(LAST);
    return id;
  }
}
