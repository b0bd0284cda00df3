/** Written stamps: layouts compiled to byte parsers, and their way to an instant. */
@NullMarked
package postmortem.event.stamp;

import org.jspecify.annotations.NullMarked;
