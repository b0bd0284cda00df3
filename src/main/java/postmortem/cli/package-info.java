/** The commands: one class per verb, no logic. */
@NullMarked
package postmortem.cli;

import org.jspecify.annotations.NullMarked;
