/** Rules that name a fault, one class each. */
@NullMarked
package postmortem.document.lint;

import org.jspecify.annotations.NullMarked;
