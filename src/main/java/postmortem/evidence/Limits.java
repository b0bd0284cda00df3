package postmortem.evidence;

/**
 * Ceilings on what is read. Each has an option of the reading commands; a message about one names
 * both the value and the option.
 *
 * @param maxFileBytes most decompressed bytes of one file, and of all members of one archive
 *     together ({@code --max-file-bytes})
 * @param maxLineBytes most bytes of one line; the rest of a longer one is skipped and counted
 *     ({@code --max-line-bytes})
 * @param maxRatio most decompressed bytes per compressed byte ({@code --max-ratio})
 * @param maxMembers most members of one archive, and most files of one run ({@code --max-files})
 * @param maxDepth deepest nesting of JSON and YAML ({@code --max-depth})
 * @param maxRecords most rows of one file that become events one by one ({@code --max-records})
 * @param maxNesting how many archives may lie in each other ({@code --max-nesting})
 */
public record Limits(
    long maxFileBytes,
    int maxLineBytes,
    int maxRatio,
    int maxMembers,
    int maxDepth,
    long maxRecords,
    int maxNesting) {

  private static final int NESTING = 4;

  /** The defaults: 64 GiB, 1 MiB, 1,000, 100,000, 200, 5,000,000, 4. */
  public static final Limits DEFAULT =
      new Limits(64L << 30, 1 << 20, 1_000, 100_000, 200, 5_000_000);

  public Limits {
    if (maxFileBytes < 1
        || maxLineBytes < 1
        || maxRatio < 1
        || maxMembers < 1
        || maxDepth < 1
        || maxRecords < 1
        || maxNesting < 0) {
      throw new IllegalArgumentException("a limit below 1 lets nothing through");
    }
  }

  /** The default for the nesting of archives. */
  public Limits(
      long maxFileBytes,
      int maxLineBytes,
      int maxRatio,
      int maxMembers,
      int maxDepth,
      long maxRecords) {
    this(maxFileBytes, maxLineBytes, maxRatio, maxMembers, maxDepth, maxRecords, NESTING);
  }
}
