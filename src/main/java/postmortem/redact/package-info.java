/** The only way from evidence bytes to text. */
@NullMarked
package postmortem.redact;

import org.jspecify.annotations.NullMarked;
