/** What is counted of records, and the reading again of those that are cited. */
@NullMarked
package postmortem.log.summary;

import org.jspecify.annotations.NullMarked;
