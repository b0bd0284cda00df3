package bench.generator;

import java.util.List;

/** Logs of one shape, all written by one invented program. */
public sealed interface Family permits AccessLog, DistinctLog, JavaLog, JsonLog, SyslogLog {

  /** Of the file that is generated, without its ending. */
  String name();

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

  /** One of each family, in order of name. */
  static List<Family> all() {
    return List.of(
        new AccessLog(), new DistinctLog(), new JavaLog(), new JsonLog(), new SyslogLog());
  }
}
