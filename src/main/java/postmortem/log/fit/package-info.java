/** Which formats a line may be of, without trying each. */
@NullMarked
package postmortem.log.fit;

import org.jspecify.annotations.NullMarked;
