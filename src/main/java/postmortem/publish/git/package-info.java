/** Branches with JGit: nothing of the user's clone is written, and no hook runs. */
@NullMarked
package postmortem.publish.git;

import org.jspecify.annotations.NullMarked;
