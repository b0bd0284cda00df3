/** Markdown back into blocks and facts, behind a size cap and a deadline. */
@NullMarked
package postmortem.document.read;

import org.jspecify.annotations.NullMarked;
