/**
 * Issue trackers as the use cases see them: a port without any type of a library, and how patient a
 * run is with them.
 */
@NullMarked
package postmortem.tracker;

import org.jspecify.annotations.NullMarked;
