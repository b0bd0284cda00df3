/** The post-mortem document: rendered, merged, read and checked. */
@NullMarked
package postmortem.document;

import org.jspecify.annotations.NullMarked;
