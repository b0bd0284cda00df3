/** Bytes to records: where one begins and ends, which format it has, and what it wraps. */
@NullMarked
package postmortem.log.record;

import org.jspecify.annotations.NullMarked;
