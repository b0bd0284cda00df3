package postmortem.log.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.declaration.Node.Mapping;
import postmortem.declaration.Node.Scalar;
import postmortem.event.Severity;

/**
 * From what the severity of a record is made, as a declaration says.
 *
 * @param table what words mean
 * @param fields that hold such a word
 * @param otherwise where none does
 * @param source what it is made of besides words; null for nothing
 */
record LevelRule(
    LevelTable table, List<String> fields, Severity otherwise, @Nullable Source source) {

  /** What nothing is said about. */
  static final LevelRule USUAL = new LevelRule(LevelTable.USUAL, List.of(), Severity.UNKNOWN, null);

  /** From what a severity is made besides words. */
  enum Source {
    /** The HTTP status. */
    STATUS,
    /** The priority of RFC 5424: its lowest three bits. */
    PRIORITY
  }

  LevelRule {
    fields = List.copyOf(fields);
  }

  /** What a mapping of a declaration says. */
  static LevelRule of(Node node) {
    Fields level = node.fields();
    Optional<Node> map = level.optional("map");
    LevelTable table = LevelTable.USUAL;
    if (map.isPresent()) {
      Map<String, Severity> words = new LinkedHashMap<>();
      if (!(map.get() instanceof Mapping)) {
        map.get().fields();
      }
      Fields entries = map.get().fields();
      for (String severity : entries.names()) {
        Severity means =
            new Scalar(entries.markOf(severity), severity, false).constant(Severity.class);
        for (String word : entries.texts(severity)) {
          words.put(word, means);
        }
      }
      table = LevelTable.with(words);
    }
    Severity otherwise =
        level
            .optional("default")
            .map(n -> n.scalar().constant(Severity.class))
            .orElse(Severity.UNKNOWN);
    @Nullable Source source =
        level.optional("from").map(n -> n.scalar().constant(Source.class)).orElse(null);
    LevelRule levels = new LevelRule(table, level.texts("field"), otherwise, source);
    level.end();
    return levels;
  }
}
