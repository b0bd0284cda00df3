/** The register of action items: what documents commit to, changes, reviews, issues. */
@NullMarked
package postmortem.workflow.action;

import org.jspecify.annotations.NullMarked;
