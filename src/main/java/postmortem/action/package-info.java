/** Action items: what they are, which states they pass, and when they are due. */
@NullMarked
package postmortem.action;

import org.jspecify.annotations.NullMarked;
