package postmortem.publish;

import org.jspecify.annotations.Nullable;

/**
 * What a hosting service says of a repository before anything is changed.
 *
 * @param repository its name now: another than asked for when it was renamed
 * @param webUrl of it, for people
 * @param defaultBranch where pull requests go
 * @param caller whom the token belongs to, as a commit is by them; a bot for the token of an app
 * @param login of the caller; null where a token has none
 */
public record Hosting(
    RepositoryName repository,
    String webUrl,
    String defaultBranch,
    Author caller,
    @Nullable String login) {}
