package postmortem.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import postmortem.workflow.action.ReviewActions;

@Command(
    name = "review",
    header = "The weekly review of all action items, from the register alone.",
    description =
        "Writes action-items/reviews/<ISO week>.md. The history of the items decides: a past day"
            + " gives the same review whenever it is asked for. --issue posts it: one issue for each"
            + " week, renewed when the text changes; the review before it is closed. Needs"
            + " GITHUB_TOKEN.",
    footer = {
      "",
      "Examples:",
      "  postmortem review --as-of 2025-03-10",
      "  postmortem review --issue --dry-run"
    })
final class ReviewCommand implements Callable<Integer> {

  private final Invocation invocation;

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      converter = Day.class,
      description = "How it stood at the end of that day: 2025-03-11. Default: today.")
  private @Nullable LocalDate asOf;

  /** Where it goes besides the file, or instead of it. */
  static final class Target {
    @Option(names = "--json", description = "Print it as a JSON object, and write nothing.")
    private boolean json;

    @Option(names = "--issue", description = "Post it as the issue of its week as well.")
    private boolean issue;
  }

  @ArgGroup private @Nullable Target target;

  @Option(
      names = "--dry-run",
      description = "Say what would be written and posted, and do none of it.")
  private boolean dryRun;

  @Option(
      names = "--repo",
      paramLabel = "OWNER/NAME",
      description =
          "Where the issue goes. Default: issues.repository, GITHUB_REPOSITORY, the clone's origin.")
  private @Nullable String repository;

  @Option(names = "--fail-on-overdue", description = "Exit with 1 when an item is overdue.")
  private boolean failOnOverdue;

  ReviewCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    Target chosen = target == null ? new Target() : target;
    return ReviewActions.run(
            invocation.session(),
            new ReviewActions.Options(
                asOf, chosen.json, failOnOverdue, chosen.issue, dryRun, repository))
        .value();
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
