package postmortem.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A timeline row that a person adds.
 *
 * @param at when
 * @param text what
 * @param by who says so; null when not stated
 * @param citation where it can be seen; null when not stated
 */
public record StatedNote(Instant at, String text, @Nullable String by, @Nullable String citation) {}
