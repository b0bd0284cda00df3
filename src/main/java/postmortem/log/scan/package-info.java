/** Files side by side and in pieces: rotated files, and what is reported of each. */
@NullMarked
package postmortem.log.scan;

import org.jspecify.annotations.NullMarked;
