/** Finds how the lines of a log are laid out that no declared format takes. */
@NullMarked
package postmortem.log.layout;

import org.jspecify.annotations.NullMarked;
