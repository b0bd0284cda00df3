/**
 * What the tool has to say besides its product: diagnostics with code, place, caret and help; exit
 * codes; progress.
 */
@NullMarked
package postmortem.diagnostic;

import org.jspecify.annotations.NullMarked;
