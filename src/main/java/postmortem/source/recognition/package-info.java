/** Which file belongs to which source, by its head, and where else its dates may stand. */
@NullMarked
package postmortem.source.recognition;

import org.jspecify.annotations.NullMarked;
