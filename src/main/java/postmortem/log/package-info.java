/** The log engine: declared formats, detection, records, signatures, findings. */
@NullMarked
package postmortem.log;

import org.jspecify.annotations.NullMarked;
