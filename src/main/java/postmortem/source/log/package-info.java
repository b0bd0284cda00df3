/** Exports whose records are log lines: the bytes of each line, handed on to the log engine. */
@NullMarked
package postmortem.source.log;

import org.jspecify.annotations.NullMarked;
