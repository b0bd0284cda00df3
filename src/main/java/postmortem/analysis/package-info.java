/** Milestones, durations, ranked changes and the tree of contributing factors. */
@NullMarked
package postmortem.analysis;

import org.jspecify.annotations.NullMarked;
