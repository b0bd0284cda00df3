/**
 * Keeps the register of action items and the issues of a tracker in step: every committed item
 * becomes one issue whatever fails in between, and neither side's edits are lost.
 */
@NullMarked
package postmortem.workflow.sync;

import org.jspecify.annotations.NullMarked;
