package postmortem.source.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.evidence.Limits;

/** JSON that an export holds as a text, such as the history data of an alarm. */
final class EmbeddedJson {

  private static final JsonFactory FACTORY = TreeReader.factory(Limits.DEFAULT);

  private EmbeddedJson() {}

  /** What the text says, all of it standing where the text stands; null when it is not JSON. */
  static @Nullable Tree of(Tree.Text text) {
    String json = text.raw().strip();
    if (!json.startsWith("{") && !json.startsWith("[")) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      return placed(new TreeReader(0, false).read(parser), text.start(), text.end());
    } catch (IOException e) {
      return null;
    }
  }

  private static Tree placed(Tree tree, int start, int end) {
    if (tree instanceof Tree.Obj obj) {
      Map<String, Tree> fields = new LinkedHashMap<>();
      obj.fields().forEach((name, value) -> fields.put(name, placed(value, start, end)));
      return new Tree.Obj(start, end, fields);
    }
    if (tree instanceof Tree.Arr arr) {
      List<Tree> items = new ArrayList<>();
      arr.items().forEach(item -> items.add(placed(item, start, end)));
      return new Tree.Arr(start, end, items);
    }
    return tree instanceof Tree.Text text
        ? new Tree.Text(start, end, text.raw(), text.quoted())
        : new Tree.Nothing(start, end);
  }
}
