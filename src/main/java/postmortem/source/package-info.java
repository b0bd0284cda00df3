/**
 * Exports of other systems: declared JSON and CSV sources, and classes where a system has logic of
 * its own.
 */
@NullMarked
package postmortem.source;

import org.jspecify.annotations.NullMarked;
