package postmortem.log;

import org.jspecify.annotations.Nullable;
import postmortem.event.EventType;
import postmortem.event.Severity;

/**
 * Something in a summary that a reader should know; becomes an event once its record is read.
 *
 * @param type what it is
 * @param at the record that it cites and whose time it has
 * @param until the record with which it ended; null when it has no end
 * @param severity how bad
 * @param count how many records say it
 * @param earlier how many said it before, apart from these
 * @param templates how many signatures it covers
 * @param before the rate before, per minute; NaN when it is no change of a rate
 * @param after the rate after, per minute
 * @param order its place among the findings of its kind: what matters most is smallest
 */
record Finding(
    EventType type,
    Sight at,
    @Nullable Sight until,
    Severity severity,
    long count,
    long earlier,
    int templates,
    double before,
    double after,
    double order) {}
