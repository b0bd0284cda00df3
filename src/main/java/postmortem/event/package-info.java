/** One timed fact from the evidence, and where it stands there. */
@NullMarked
package postmortem.event;

import org.jspecify.annotations.NullMarked;
