/**
 * Everything that lies on disk, and all JSON that is written: codecs, atomic files, lock, folder
 * names.
 */
@NullMarked
package postmortem.store;

import org.jspecify.annotations.NullMarked;
