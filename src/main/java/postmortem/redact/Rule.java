package postmortem.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.diagnostic.DiagnosticException;

/**
 * A kind of secret, as its file in {@code redaction/} declares it.
 *
 * @param name as it stands in replacements
 * @param title what it finds, for people
 * @param url of the norm or documentation that describes the secret
 * @param tried what has to stand in a text that holds such a secret
 * @param generic whether a rule that found exactly the same gives the name
 * @param yields whether it gives way wherever another rule found something
 * @param shapes patterns, in file order
 * @param fields patterns of names of fields whose whole value is such a secret
 * @param samples texts and what becomes of them
 * @param rejects texts in which this rule finds nothing
 */
record Rule(
    String name,
    String title,
    String url,
    Keywords.OfRule tried,
    boolean generic,
    boolean yields,
    List<Shape> shapes,
    List<Shape> fields,
    List<Sample> samples,
    List<String> rejects) {

  /** The character that samples hold so that no file of ours holds what looks like a token. */
  private static final String BREAK = "\u00A6";

  private static final String SECRET = "secret";

  Rule {
    shapes = List.copyOf(shapes);
    fields = List.copyOf(fields);
    samples = List.copyOf(samples);
    rejects = List.copyOf(rejects);
  }

  /**
   * One way a secret is written.
   *
   * @param pattern its group {@code secret} is the secret; without one, all of it
   * @param grouped whether it has that group
   * @param needed what stands in all that it finds
   * @param except what is no secret although it is written so; matched against all of it
   * @param distinct how many different characters a secret has at least
   */
  record Shape(
      Pattern pattern, boolean grouped, Needed needed, List<Pattern> except, int distinct) {

    Shape {
      except = List.copyOf(except);
    }

    int start(Matcher matcher) {
      return grouped ? matcher.start(SECRET) : matcher.start();
    }

    int end(Matcher matcher) {
      return grouped ? matcher.end(SECRET) : matcher.end();
    }

    /** Whether what the pattern found is a secret indeed. */
    boolean isSecret(CharSequence found) {
      if (found.length() == 0 || (distinct > 1 && !varied(found))) {
        return false;
      }
      for (Pattern pattern : except) {
        if (pattern.matcher(found).matches()) {
          return false;
        }
      }
      return true;
    }

    private boolean varied(CharSequence found) {
      long[] seen = new long[2];
      int count = 0;
      for (int i = 0; i < found.length() && count < distinct; i++) {
        int c = found.charAt(i) & 127;
        long bit = 1L << (c & 63);
        if ((seen[c >> 6] & bit) == 0) {
          seen[c >> 6] |= bit;
          count++;
        }
      }
      return count >= distinct;
    }
  }

  /**
   * An example.
   *
   * @param field name of the field whose value the text is; empty for running text
   * @param text before
   * @param expect after, without a key
   */
  record Sample(String field, String text, String expect) {}

  /**
   * Reads a rule with all that it says.
   *
   * @throws DiagnosticException when it is not one, or has no samples
   */
  static Rule read(String file, String text) {
    Fields fields = Declaration.fields(file, text);
    Rule rule = of(file, fields);
    if (rule.samples.isEmpty() || rule.rejects.isEmpty()) {
      throw wrong(
          fields,
          "name",
          "PM-R001",
          "a rule without samples and rejects does not load",
          "add a text that it changes, and one that it leaves alone");
    }
    return rule;
  }

  /** The rule that some fields declare; it may lack samples. */
  static Rule of(String file, Fields fields) {
    Parts parts = Parts.of(fields);
    List<Pattern> except = fields.list("except", parts::pattern);
    int distinct = number(fields, "distinct", 1);
    Rule rule =
        new Rule(
            fields.text("name"),
            fields.text("title"),
            fields.text("url"),
            tried(fields),
            fields.flag("generic", false),
            fields.flag("yields", false),
            fields.required("patterns").list(node -> shape(node, parts, except, distinct)),
            fields.list("fields", node -> field(node, parts, except)),
            fields.list("samples", Rule::sample),
            fields.list("rejects", node -> node.text().replace(BREAK, "")));
    fields.end();
    if (!file.equals(rule.name + ".yaml")) {
      throw wrong(
          fields,
          "name",
          "PM-R002",
          "the name differs from the file's: " + rule.name,
          "a rule lies in <name>.yaml");
    }
    if ((rule.tried.words().isEmpty() && rule.tried.run() == 0) || rule.shapes.isEmpty()) {
      throw wrong(
          fields,
          "name",
          "PM-R003",
          "a rule needs keywords or a run, and patterns",
          "keywords say quickly where patterns are tried");
    }
    return rule;
  }

  /** In which texts the rule that some fields declare is tried. */
  static Keywords.OfRule tried(Fields fields) {
    return new Keywords.OfRule(
        fields.texts("keywords"), fields.flag("exact", false), number(fields, "run", 0));
  }

  private static Shape shape(Node node, Parts parts, List<Pattern> except, int distinct) {
    if (node instanceof Node.Scalar) {
      return shape(parts.pattern(node), except, distinct);
    }
    Fields fields = node.fields();
    List<Pattern> both = new ArrayList<>(except);
    both.addAll(fields.list("except", parts::pattern));
    Shape shape =
        shape(parts.pattern(fields.required("regex")), both, number(fields, "distinct", distinct));
    fields.end();
    return shape;
  }

  private static Shape shape(Pattern pattern, List<Pattern> except, int distinct) {
    String regex = pattern.pattern();
    return new Shape(pattern, regex.contains("(?<secret>"), Needed.of(regex), except, distinct);
  }

  private static Shape field(Node node, Parts parts, List<Pattern> except) {
    Pattern pattern = parts.pattern(node);
    return new Shape(pattern, false, Needed.of(pattern.pattern()), except, 1);
  }

  private static Sample sample(Node node) {
    Fields fields = node.fields();
    Sample sample =
        new Sample(
            fields.optionalText("field").orElse(""),
            fields.text("text").replace(BREAK, ""),
            fields.text("expect").replace(BREAK, ""));
    fields.end();
    return sample;
  }

  private static int number(Fields fields, String key, int otherwise) {
    return fields
        .optional(key)
        .map(node -> node.scalar().as("a whole number", Integer::parseInt))
        .orElse(otherwise);
  }

  private static DiagnosticException wrong(
      Fields fields, String key, String code, String message, String help) {
    return DiagnosticException.usage(fields.markOf(key).error(code, message).helping(help));
  }
}
