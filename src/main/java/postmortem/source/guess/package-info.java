/** Tables and lists that no source declares: what their columns mean, by name and content. */
@NullMarked
package postmortem.source.guess;

import org.jspecify.annotations.NullMarked;
