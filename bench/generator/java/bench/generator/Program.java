package bench.generator;

import java.util.ArrayList;
import java.util.List;

/**
 * The log statements of an invented program, written one on a line as {@code weight LEVEL logger |
 * message}, and where it logs an exception {@code => name}, see {@link Traces}. A weight with an
 * exclamation mark belongs to the incident.
 */
final class Program {

  /** A statement and how it is written. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Said(
      Statement statement, byte[] level, byte[] logger, Phrase message, Traces.Trace trace) {}

  /** How much more often the incident's statements are written while it lasts. */
  private static final int MORE = 60;

  private final List<Said> said = new ArrayList<>();
  private final List<Statement> statements;
  private final Mix usual;
  private final Mix trouble;

  Program(String text) {
    for (String line : text.strip().split("\n", -1)) {
      int bar = line.indexOf(" | ");
      String[] head = line.substring(0, bar).trim().split(" +", -1);
      boolean incident = head[0].endsWith("!");
      int weight =
          Integer.parseInt(incident ? head[0].substring(0, head[0].length() - 1) : head[0]);
      String[] message = line.substring(bar + 3).split(" => ", -1);
      Traces.Trace trace = message.length > 1 ? Traces.named(message[1].trim()) : Traces.NONE;
      Phrase phrase = new Phrase(message[0]);
      String template = phrase.template() + (message.length > 1 ? " " + trace.exception() : "");
      said.add(
          new Said(
              new Statement(said.size(), weight, head[1], head[2] + ": " + template, incident),
              Bytes.of(head[1]),
              Bytes.of(head[2]),
              phrase,
              trace));
    }
    statements = said.stream().map(Said::statement).toList();
    usual = new Mix(statements, Statement::weight);
    trouble = new Mix(statements, s -> s.weight() * (s.trouble() ? MORE : 1));
  }

  List<Statement> statements() {
    return statements;
  }

  Said draw(Dice dice, boolean incident) {
    return said.get((incident ? trouble : usual).draw(dice));
  }
}
