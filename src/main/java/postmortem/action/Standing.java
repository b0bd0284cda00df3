package postmortem.action;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How an action item stands on a day.
 *
 * @param today the day
 * @param overdue whether it is promised, not over, and its deadline has passed
 * @param dueInDays days until the deadline, negative after it; null when there is none or the item
 *     is over
 * @param reminderDue whether its owner is to be reminded now
 * @param escalationDue whether its sponsors are to be told
 * @param because the inputs, in words
 */
public record Standing(
    LocalDate today,
    boolean overdue,
    @Nullable Long dueInDays,
    boolean reminderDue,
    boolean escalationDue,
    String because) {}
