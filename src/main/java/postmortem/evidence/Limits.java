package postmortem.evidence;

/**
 * Ceilings on what is read. Each has an option of the reading commands; a message about one names
 * both the value and the option.
 *
 * @param maxFileBytes most decompressed bytes of one file ({@code --max-file-bytes})
 * @param maxLineBytes most bytes of one line; the rest of a longer one is skipped and counted
 *     ({@code --max-line-bytes})
 * @param maxRatio most decompressed bytes per compressed byte ({@code --max-ratio})
 * @param maxMembers most members of one archive, and most files of one run ({@code --max-files})
 * @param maxDepth deepest nesting of JSON and YAML ({@code --max-depth})
 * @param maxRecords most rows of one file that become events one by one ({@code --max-records})
 */
public record Limits(
    long maxFileBytes,
    int maxLineBytes,
    int maxRatio,
    int maxMembers,
    int maxDepth,
    long maxRecords) {

  /** The defaults: 64 GiB, 1 MiB, 1,000, 100,000, 200, 5,000,000. */
  public static final Limits DEFAULT =
      new Limits(64L << 30, 1 << 20, 1_000, 100_000, 200, 5_000_000);
}
