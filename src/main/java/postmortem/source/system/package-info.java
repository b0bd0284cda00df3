/** Systems whose exports need logic of their own. */
@NullMarked
package postmortem.source.system;

import org.jspecify.annotations.NullMarked;
