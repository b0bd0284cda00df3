/**
 * What a file says, whatever it was written in: JSON, XML, YAML, CSV and HTML as trees, and the
 * pointers into them.
 */
@NullMarked
package postmortem.source.tree;

import org.jspecify.annotations.NullMarked;
