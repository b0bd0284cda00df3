/**
 * FreeMarker templates over plain records; also the table, Markdown and CSV forms of the timeline.
 */
@NullMarked
package postmortem.document.render;

import org.jspecify.annotations.NullMarked;
