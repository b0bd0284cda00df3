/** Logs of many programs whose statements are known, to measure how well records are grouped. */
@NullMarked
package grouping;

import org.jspecify.annotations.NullMarked;
