package postmortem.log;

/**
 * To which signature a record belongs: a row of {@code signatures --assign}.
 *
 * @param evidence name of the file
 * @param line its first line, from 1
 * @param lines how many lines it has
 * @param signature the {@link Signature#id}
 */
public record Assignment(String evidence, long line, int lines, String signature) {}
