package postmortem.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who looks after which files: a {@code CODEOWNERS} file, by the rules of GitHub's "About code
 * owners": patterns as in {@code .gitignore} without {@code !} and {@code [ ]}, and the last one
 * that matches holds.
 *
 * @param rules in the order of the file
 */
public record CodeOwners(List<Rule> rules) {

  /** Where GitHub looks for the file, in this order. */
  public static final List<String> PLACES =
      List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

  /**
   * One line.
   *
   * @param pattern of paths
   * @param owners as written; empty for files that nobody owns
   */
  public record Rule(Pattern pattern, List<String> owners) {
    public Rule {
      owners = List.copyOf(owners);
    }
  }

  public CodeOwners {
    rules = List.copyOf(rules);
  }

  /** Reads the file; a line that cannot be read is left out, as GitHub does. */
  public static CodeOwners parse(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String plain = line.replaceFirst("(?:^|(?<!\\\\)\\s)#.*", "").strip();
      if (plain.isEmpty() || plain.startsWith("!") || plain.contains("[")) {
        continue;
      }
      List<String> words = List.of(plain.split("(?<!\\\\)\\s+", -1));
      rules.add(new Rule(pattern(words.get(0)), words.subList(1, words.size())));
    }
    return new CodeOwners(rules);
  }

  /**
   * The owners of a file, as written.
   *
   * @param path from the top of the repository, with slashes
   */
  public List<String> of(String path) {
    List<String> owners = List.of();
    for (Rule rule : rules) {
      if (rule.pattern().matcher(path).matches()) {
        owners = rule.owners();
      }
    }
    return owners;
  }

  private static Pattern pattern(String written) {
    String glob = written.replace("\\ ", " ").replace("\\#", "#");
    boolean folder = glob.endsWith("/");
    String inner = folder ? glob.substring(0, glob.length() - 1) : glob;
    boolean anchored = inner.indexOf('/') >= 0;
    if (inner.startsWith("/")) {
      inner = inner.substring(1);
    }
    StringBuilder regex = new StringBuilder(anchored ? "" : "(?:.*/)?");
    int at = 0;
    while (at < inner.length()) {
      if (inner.startsWith("**/", at)) {
        regex.append("(?:.*/)?");
        at += 3;
      } else if (inner.startsWith("**", at)) {
        regex.append(".*");
        at += 2;
      } else {
        char c = inner.charAt(at++);
        regex.append(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
      }
    }
    // docs/* holds for the files in docs alone, and not for the ones below.
    boolean filesOnly = !folder && inner.endsWith("/*");
    return Pattern.compile(regex + (folder ? "/.*" : filesOnly ? "" : "(?:/.*)?"));
  }
}
