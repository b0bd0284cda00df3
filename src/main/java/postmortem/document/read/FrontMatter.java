package postmortem.document.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands between the lines {@code ---} at the beginning of a document.
 *
 * @param values by key, in the order written; empty when there is no front matter or it cannot be
 *     read
 */
public record FrontMatter(Map<String, Value> values) {

  /** There is none. */
  public static final FrontMatter NONE = new FrontMatter(Map.of());

  /**
   * The value of a key.
   *
   * @param texts a scalar's text, or the items of a list; nothing when nothing is written. Deeper
   *     values are left out.
   * @param at where the value begins
   */
  public record Value(List<String> texts, Spot at) {
    public Value {
      texts = List.copyOf(texts);
    }
  }

  public FrontMatter {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The first text of a key; empty when the key is missing or nothing is written behind it. */
  public Optional<String> text(String key) {
    Value value = values.get(key);
    return value == null ? Optional.empty() : value.texts().stream().findFirst();
  }

  /** All texts of a key; empty when the key is missing or nothing is written behind it. */
  public List<String> texts(String key) {
    Value value = values.get(key);
    return value == null ? List.of() : value.texts();
  }

  /** Where a key's value stands; empty when the key is missing. */
  public Optional<Spot> at(String key) {
    return Optional.ofNullable(values.get(key)).map(Value::at);
  }
}
