package bench.generator;

/** What a search of Elasticsearch for the documents of a shipper of logs answers. */
final class ElasticsearchExport extends WrappedLines {

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

  ElasticsearchExport() {
    super(
        "elasticsearch",
        "{\"took\":913,\"timed_out\":false,\"_shards\":{\"total\":3,\"successful\":3,\"skipped\":0,"
            + "\"failed\":0},\"hits\":{\"total\":{\"value\":10000,\"relation\":\"gte\"},"
            + "\"max_score\":null,\"hits\":[\n",
        "]}}\n");
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    out.text(INDEX).hex(dice.bits(), 16).hex(dice.bits(), 4).text(SOURCE);
    clock.utc(out);
    out.text(AGENT).decimal(dice.below(900_000_000)).text(MESSAGE);
    int id = escaped(out, clock, dice, trouble);
    out.text(KUBERNETES).decimal(dice.between(1, 9)).text(SORT).decimal(clock.micros() / 1_000);
    out.put(',').decimal(dice.below(9_000_000)).text(LAST);
    return id;
  }
}
