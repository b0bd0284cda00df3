/**
 * The log engine: one pass over any amount of log, to a few cited findings.
 *
 * <p>Where to look, in the order in which a log goes through:
 *
 * <ul>
 *   <li>{@code detection}: what its beginning tells, and {@link Explainer}, why it is read so, for
 *       people.
 *   <li>{@code scan}: files side by side, and in pieces; rotated files; exports whose records are a
 *       log, which another reader unpacks and hands over through {@code wrapped}.
 *   <li>{@code record}: bytes to records. What a line of a format is: {@code format}; which formats
 *       to try: {@code fit}; layouts that no format declares: {@code layout}.
 *   <li>{@code summary}: records to counts. What stays the same in lines that say the same: {@code
 *       signature}.
 *   <li>{@code finding}: counts to findings, and findings to events.
 *   <li>Here: {@link LogEngine} and {@link LogRun}, what users are told about logs ({@link
 *       LogMessages}), and what commands print of them ({@link SignatureListing}, {@link
 *       RecordListing}).
 * </ul>
 */
@NullMarked
package postmortem.log;

import org.jspecify.annotations.NullMarked;
