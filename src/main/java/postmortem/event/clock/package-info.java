/** Whether the clocks of two sources agree, told by identifiers that both of them write. */
@NullMarked
package postmortem.event.clock;

import org.jspecify.annotations.NullMarked;
