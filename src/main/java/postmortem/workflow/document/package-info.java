/** Documents that people work on: what they say, what is wrong in them, their pull request. */
@NullMarked
package postmortem.workflow.document;

import org.jspecify.annotations.NullMarked;
