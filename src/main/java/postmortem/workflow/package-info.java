/** The use cases: the only place where stages meet. */
@NullMarked
package postmortem.workflow;

import org.jspecify.annotations.NullMarked;
