/** Order, duplicates, significance, coverage: events become a timeline and a manifest. */
@NullMarked
package postmortem.timeline;

import org.jspecify.annotations.NullMarked;
