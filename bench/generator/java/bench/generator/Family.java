package bench.generator;

import java.util.List;

/** Logs of one shape, all written by one invented program. */
public sealed interface Family permits AccessLog, DistinctLog, Export, JavaLog, JsonLog, SyslogLog {

  /** Of the file that is generated, without its ending. */
  String name();

  /** Name of the file that is generated. */
  default String fileName() {
    return name() + ".log";
  }

  /** Every log statement of the program; the index of each is its id. */
  List<Statement> statements();

  /** How many records a second has on average in busy hours. */
  int perSecond();

  /**
   * Writes one record with its line end.
   *
   * @param trouble whether the incident lasts
   * @return the id of its statement
   */
  int write(Bytes out, Clock clock, Dice dice, boolean trouble);

  /** One of each family: the logs in order of name, then the exports. */
  static List<Family> all() {
    return List.of(
        new AccessLog(),
        new DistinctLog(),
        new JavaLog(),
        new JsonLog(),
        new SyslogLog(),
        new ActivityExport(),
        new AuditExport(),
        new CloudWatchExport(),
        new ElasticsearchExport(),
        new KibanaExport(),
        new KubernetesExport(),
        new LokiExport());
  }
}
