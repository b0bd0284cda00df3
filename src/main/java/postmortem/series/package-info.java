/** Numbers over time: counts and metrics, their baseline and their change points. */
@NullMarked
package postmortem.series;

import org.jspecify.annotations.NullMarked;
