package postmortem.source.rule;

import java.util.List;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.source.tree.Pointer;

/**
 * A declared non-event.
 *
 * @param each the elements it speaks about
 * @param when of which of them
 * @param untold whether only those count about which no rule speaks
 * @param because why, for the reader of a report
 */
public record SkipRule(Pointer each, Condition when, boolean untold, String because) {

  /** What a mapping of a declaration says: a rule for each level that it names. */
  static List<SkipRule> of(Node node) {
    Fields fields = node.fields();
    List<Pointer> each = Pointer.levels(fields);
    Condition when = fields.optional("when").map(Condition::of).orElse(Condition.ALWAYS);
    boolean untold = fields.flag("untold", false);
    String because = fields.text("because");
    fields.end();
    return each.stream().map(level -> new SkipRule(level, when, untold, because)).toList();
  }
}
