/** Three-way merge by blocks, so that drafting again never loses a person's edit. */
@NullMarked
package postmortem.document.merge;

import org.jspecify.annotations.NullMarked;
