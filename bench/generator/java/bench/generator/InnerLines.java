package bench.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of the programs whose logs a system keeps: of ten, four of a Java program, some with a
 * stack trace, three objects of JSON, and three that only say something.
 */
final class InnerLines {

  private static final String PLAIN =
      """
      900 INFO plain | accepted connection from {ip}:{port}
      700 INFO plain | {of:GET|POST|PUT} /{noun}/{n} took {n:1-900} ms
      600 INFO plain | flushed {n} entries of {noun} in {dur}
      500 INFO plain | session {hex:32} of {user} opened
      450 INFO plain | session {hex:32} of {user} closed after {dur}
      400 INFO plain | wrote {size} to {path}
      300 INFO plain | lease of {ip} renewed until {date}
      250 INFO plain | worker {n:1-64} picked up task {uuid}
      220 INFO plain | cache of {noun}: {n:0-100}% hits
      200 INFO plain | published {n} messages to {noun}-changes
      150 INFO plain | reloaded rules from {path}, {n:1-400} active
      120 INFO plain | heartbeat of {host} after {n:1-90} ms
      80 WARN plain | warning: slow answer of {host}: {n:1000-9000} ms
      60 WARN plain | queue of {noun} holds {n} tasks
      20! ERROR plain | error: cannot reach {host}: connection refused
      10! ERROR plain | fatal: no answer from {ip} within {n:1-60} s
      2 INFO plain | listening on port {n:1000-9999}
      """;

  private final JavaLog java = new JavaLog();
  private final JsonLog json = new JsonLog();
  private final Program plain = new Program(PLAIN);
  private final List<Statement> statements = new ArrayList<>();

  InnerLines() {
    for (List<Statement> some : List.of(java.statements(), json.statements(), plain.statements())) {
      for (Statement is : some) {
        statements.add(
            new Statement(statements.size(), is.weight(), is.level(), is.template(), is.trouble()));
      }
    }
  }

  List<Statement> statements() {
    return statements;
  }

  /** Writes a line, or several, without the end of the last one; the id of its statement. */
  int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    int kind = dice.below(10);
    int jsonFrom = java.statements().size();
    if (kind < 4) {
      int id = java.write(out, clock, dice, trouble);
      out.cut(out.length() - 1);
      return id;
    }
    if (kind < 7) {
      int id = json.write(out, clock, dice, trouble);
      out.cut(out.length() - 1);
      return jsonFrom + id;
    }
    Program.Said said = plain.draw(dice, trouble);
    said.message().write(out, dice);
    return jsonFrom + json.statements().size() + said.statement().id();
  }
}
