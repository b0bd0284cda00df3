package postmortem.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import postmortem.workflow.ReviewActions;

@Command(
    name = "review",
    header = "The weekly review of all action items, from the register alone.",
    description =
        "Writes action-items/reviews/<ISO week>.md. The history of the items decides: a past day"
            + " gives the same review whenever it is asked for.",
    footer = {"", "Example:", "  postmortem review --as-of 2025-03-10"})
final class ReviewCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      converter = Day.class,
      description = "How it stood at the end of that day: 2025-03-11. Default: today.")
  private @Nullable LocalDate asOf;

  @Option(names = "--json", description = "Print it as a JSON object, and write nothing.")
  private boolean json;

  @Option(names = "--fail-on-overdue", description = "Exit with 1 when an item is overdue.")
  private boolean failOnOverdue;

  ReviewCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    return ReviewActions.run(invocation.session(), asOf, json, failOnOverdue).value();
  }

  /** A day such as {@code 2025-03-11}. */
  static final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String value) {
      try {
        return LocalDate.parse(value);
      } catch (DateTimeException e) {
        throw new TypeConversionException("'" + value + "' is not a day such as 2025-03-11");
      }
    }
  }
}
