/** From counts to findings: one finder for each kind. */
@NullMarked
package postmortem.log.finding;

import org.jspecify.annotations.NullMarked;
