/** The first bytes of a file, which tell what it is, and the files that are read as one. */
@NullMarked
package postmortem.source.head;

import org.jspecify.annotations.NullMarked;
