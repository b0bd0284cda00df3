package postmortem.cli;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import postmortem.workflow.action.ChangeActions;
import postmortem.workflow.action.CollectActions;
import postmortem.workflow.action.ListActions;
import postmortem.workflow.action.SyncActions;

@Command(
    name = "actions",
    header = "Action items: from the document to the register, and what becomes of them.",
    description =
        "The register is action-items/, one file for each item. Every command can be repeated."
            + " ITEM is an id such as 2025-02-09-orders.A1, or A1 where only one item has it.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  postmortem actions collect",
      "  postmortem actions commit A2 --owner ana --deadline 2025-03-11",
      "  postmortem actions sync --dry-run",
      "  postmortem actions close A1 --proof https://github.com/acme/shop/pull/41",
      "  postmortem actions drop A3 --reason 'the service is retired in May'"
    })
final class ActionsCommand implements Runnable {

  private static final String ITEM = "Its id, or only A1 where one item alone has it.";

  private final Invocation invocation;

  ActionsCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public void run() {
    throw CommandLines.incomplete(
        "postmortem actions",
        "one of collect, add, edit, commit, sync, link, close, drop, list and show is missing");
  }

  @Command(
      name = "collect",
      header = "Brings the action items of documents to the register.",
      description =
          "A row without an ID gets one. A row with owner and deadline is committed, one without is"
              + " a candidate. What changed in a row since changes its item; a row that is gone is"
              + " reported.")
  int collect(
      @Parameters(
              paramLabel = "POST-MORTEM",
              arity = "0..*",
              description = "Ids, folders or documents. Default: all below postmortems/.")
          @Nullable List<String> documents)
      throws Exception {
    return CollectActions.run(invocation.session(), documents == null ? List.of() : documents)
        .value();
  }

  @Command(
      name = "add",
      header = "Adds an item that no document has; needs --title.",
      description = "With owner and deadline it is committed, else it is a candidate.")
  int add(
      @Parameters(paramLabel = "POST-MORTEM", description = "Id of the post-mortem.")
          String postMortem,
      @Option(
              names = "--id",
              paramLabel = "ID",
              description = "Its ID. Default: the next free one.")
          @Nullable String key,
      @Mixin ActionValuesMixin values)
      throws Exception {
    return ChangeActions.add(invocation.session(), postMortem, key, values.values()).value();
  }

  @Command(name = "edit", header = "Changes fields; an empty text empties one.")
  int edit(
      @Parameters(paramLabel = "ITEM", description = ITEM) String item,
      @Option(names = "--because", paramLabel = "TEXT", description = "Why, for the history.")
          @Nullable String because,
      @Mixin ActionValuesMixin values)
      throws Exception {
    return ChangeActions.edit(invocation.session(), item, values.values(), because).value();
  }

  @Command(
      name = "commit",
      header = "Decides that candidates will be done.",
      description =
          "Each needs an owner. Without a deadline it is the policy's: days from resolution, by"
              + " severity and priority, as postmortem.yaml says under deadlines.")
  int commit(
      @Parameters(paramLabel = "ITEM", arity = "1..*", description = ITEM) List<String> items,
      @Option(names = "--owner", paramLabel = "HANDLE", description = "The one who does it.")
          @Nullable String owner,
      @Option(names = "--deadline", paramLabel = "DAY", description = "Its last day: 2025-03-11.")
          @Nullable String deadline)
      throws Exception {
    return ChangeActions.commit(invocation.session(), items, owner, deadline).value();
  }

  @Command(
      name = "sync",
      header = "Items to GitHub issues and back: each becomes exactly one.",
      description =
          "Every committed item gets an issue; edits, closing and assignees of either side go to the"
              + " other; the owner of what is due is reminded once a week. It can be repeated, also"
              + " after it was stopped anywhere. Needs GITHUB_TOKEN.")
  int sync(
      @Option(names = "--dry-run", description = "Say what would be done, and do none of it.")
          boolean dryRun,
      @Option(
              names = "--repo",
              paramLabel = "OWNER/NAME",
              description =
                  "Where new issues go. Default: the team's repository, issues.repository,"
                      + " GITHUB_REPOSITORY.")
          @Nullable String repository,
      @Option(
              names = "--max-wait",
              paramLabel = "SECONDS",
              defaultValue = "900",
              description = "Longest that it waits when GitHub asks to slow down. Default: 900.")
          int seconds)
      throws Exception {
    return SyncActions.run(
            invocation.session(),
            new SyncActions.Options(dryRun, repository, Duration.ofSeconds(seconds)))
        .value();
  }

  @Command(name = "link", header = "Says which issue an item has.")
  int link(
      @Parameters(paramLabel = "ITEM", index = "0", description = ITEM) String item,
      @Parameters(
              paramLabel = "ISSUE",
              index = "1",
              description = "Address, owner/name#12, or number.")
          String issue)
      throws Exception {
    return ChangeActions.link(invocation.session(), item, issue).value();
  }

  @Command(name = "close", header = "Says that items are done, and what shows it.")
  int close(
      @Parameters(paramLabel = "ITEM", arity = "1..*", description = ITEM) List<String> items,
      @Option(
              names = "--proof",
              required = true,
              paramLabel = "LINK",
              description = "Pull request, commit or link.")
          String proof)
      throws Exception {
    return ChangeActions.close(invocation.session(), items, proof).value();
  }

  /** Why an item is dropped. */
  static final class Dropping {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it will not be done.")
    private @Nullable String reason;

    @Option(
        names = "--duplicate-of",
        paramLabel = "ITEM",
        description = "The item that says the same.")
    private @Nullable String duplicateOf;
  }

  @Command(name = "drop", header = "Decides, with a reason, that items will not be done.")
  int drop(
      @Parameters(paramLabel = "ITEM", arity = "1..*", description = ITEM) List<String> items,
      @ArgGroup(exclusive = false, multiplicity = "1") Dropping dropping)
      throws Exception {
    return ChangeActions.drop(invocation.session(), items, dropping.reason, dropping.duplicateOf)
        .value();
  }

  /** The form of the list. */
  static final class Form {
    @Option(names = "--json", description = "One JSON object for each item.")
    private boolean json;

    @Option(names = "--csv", description = "CSV with a header.")
    private boolean csv;

    ListActions.Form chosen() {
      return json ? ListActions.Form.json : csv ? ListActions.Form.csv : ListActions.Form.text;
    }
  }

  @Command(name = "list", header = "All items, with state, owner and deadline.")
  int list(
      @Option(names = "--open", description = "Only what is not done, dropped or a duplicate.")
          boolean open,
      @Option(names = "--overdue", description = "Only what should be done by now.")
          boolean overdue,
      @Option(names = "--owner", paramLabel = "HANDLE", description = "Only what they own.")
          @Nullable String owner,
      @Option(
              names = "--team",
              paramLabel = "TEAM",
              description = "Only what its members own, as postmortem.yaml says under owners.")
          @Nullable String team,
      @ArgGroup @Nullable Form form)
      throws Exception {
    ListActions.Form chosen = form == null ? ListActions.Form.text : form.chosen();
    return ListActions.list(
            invocation.session(),
            new ListActions.Which(open, overdue, owner, team),
            chosen,
            invocation.width())
        .value();
  }

  @Command(name = "show", header = "One item, and what happened to it.")
  int show(
      @Parameters(paramLabel = "ITEM", description = ITEM) String item,
      @Option(names = "--json", description = "As a JSON object.") boolean json)
      throws Exception {
    return ListActions.show(invocation.session(), item, json).value();
  }
}
