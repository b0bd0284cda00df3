/**
 * Exported files as bytes: finding, hashing, decompressing, limits, and the account of their rows.
 */
@NullMarked
package postmortem.evidence;

import org.jspecify.annotations.NullMarked;
