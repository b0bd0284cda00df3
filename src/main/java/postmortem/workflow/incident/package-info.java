/** Evidence of an incident to its timeline, its analysis and its draft. */
@NullMarked
package postmortem.workflow.incident;

import org.jspecify.annotations.NullMarked;
