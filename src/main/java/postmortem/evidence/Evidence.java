package postmortem.evidence;

/** One exported thing: a file (or a member of an archive), or a repository. */
public sealed interface Evidence permits EvidenceFile, EvidenceRepository {

  /**
   * Its name in citations: relative to the one folder that was given, with {@code !/} before the
   * member of an archive; prefixed by the argument's name when several were given. Redacted.
   */
  String name();

  /** SHA-256 of its bytes as they lie, 64 hex digits; of a repository: over names and hashes. */
  String sha256();

  /** Its bytes as they lie. */
  long bytes();
}
