package bench.generator;

import java.util.List;

/**
 * Few statements, but no two lines alike even without their numbers: what people typed, names and
 * file names without digits. It asks how a grouping behaves when nothing repeats.
 */
final class DistinctLog implements Family {

  private static final String STATEMENTS =
      """
      900 INFO search.Query | nothing found for {term} {term} {term}
      800 INFO search.Query | {n:1-900} hits for {term} {term} in {n:1-300} ms
      700 INFO users.Profile | {term} {term} is now called {term} {term}
      600 INFO files.Store | kept {term}/{term}/{term}.txt, {size}
      500 DEBUG chat.Room | {term} says {term} {term} {term} {term}
      400 INFO tags.Index | tag {term}-{term} added to {n}
      300 INFO mail.Inbox | subject {term} {term} {term} from {term}@{term}.example
      200 DEBUG cache.Keys | key {term}:{term} expired after {n:1-900} s
      150 WARN spell.Check | unknown word {term} near {term} in text {n}
      100 WARN files.Store | {term}/{term} was changed by {term} meanwhile
      50! ERROR files.Store | {term}/{term}.txt is not there, asked for by {term}
      30! ERROR chat.Room | {term} could not join {term}-{term}: full
      20 ERROR mail.Inbox | attachment {term}.{term} of {term} refused
      """;

  private final Program program = new Program(STATEMENTS);

  @Override
  public String name() {
    return "distinct";
  }

  @Override
  public List<Statement> statements() {
    return program.statements();
  }

  @Override
  public int perSecond() {
    return 400;
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    Program.Said said = program.draw(dice, trouble);
    clock.local(out, ' ', ',');
    out.put(' ').text(said.level()).put(' ').text(said.logger()).put(' ').put('-').put(' ');
    said.message().write(out, dice);
    out.put('\n');
    return said.statement().id();
  }
}
