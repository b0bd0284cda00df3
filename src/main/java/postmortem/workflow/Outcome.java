package postmortem.workflow;

import postmortem.diagnostic.ExitCode;

/**
 * How reading evidence went.
 *
 * @param exitCode findings when there were conflicts, or unusable evidence with {@code --strict}
 * @param account what became of the rows
 */
public record Outcome(ExitCode exitCode, Account account) {}
