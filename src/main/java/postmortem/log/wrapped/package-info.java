/** Log lines that another reader unpacks and hands over, and their way from thread to thread. */
@NullMarked
package postmortem.log.wrapped;

import org.jspecify.annotations.NullMarked;
