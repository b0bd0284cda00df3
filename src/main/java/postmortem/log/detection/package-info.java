/** What the beginning of a log tells: its formats, its layout, its order of dates. */
@NullMarked
package postmortem.log.detection;

import org.jspecify.annotations.NullMarked;
