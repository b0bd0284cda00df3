/** What stays the same in log lines that say the same. */
@NullMarked
package postmortem.log.signature;

import org.jspecify.annotations.NullMarked;
