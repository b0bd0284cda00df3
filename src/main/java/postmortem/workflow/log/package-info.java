/** What commands say of logs alone: their formats, records and signatures. */
@NullMarked
package postmortem.workflow.log;

import org.jspecify.annotations.NullMarked;
