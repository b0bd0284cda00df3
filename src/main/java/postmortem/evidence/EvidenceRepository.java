package postmortem.evidence;

import java.nio.file.Path;

/**
 * A bare Git repository in a folder.
 *
 * @param name see {@link Evidence#name}
 * @param path the folder
 * @param sha256 over the names and hashes of its files
 * @param bytes of its files
 */
public record EvidenceRepository(String name, Path path, String sha256, long bytes)
    implements Evidence {}
