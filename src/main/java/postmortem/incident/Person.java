package postmortem.incident;

import org.jspecify.annotations.Nullable;

/**
 * Somebody in the evidence.
 *
 * @param handle as the evidence writes it
 * @param role what stands in the document instead of the handle; null when not stated
 * @param login at the issue tracker; null when not stated
 */
public record Person(String handle, @Nullable String role, @Nullable String login) {}
