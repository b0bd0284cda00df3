/** The records of a file, one at a time, in bounded memory, with the account of their rows. */
@NullMarked
package postmortem.source.scan;

import org.jspecify.annotations.NullMarked;
