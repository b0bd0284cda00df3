package postmortem.publish.git;

import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A file in a tree.
 *
 * @param mode whether it is a plain file, one that can be run, or a link
 * @param id of its content
 */
record FileEntry(FileMode mode, ObjectId id) {}
