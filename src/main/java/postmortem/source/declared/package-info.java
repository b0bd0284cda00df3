/** What becomes of the records of a declared source: events, series and spans. */
@NullMarked
package postmortem.source.declared;

import org.jspecify.annotations.NullMarked;
