package postmortem.source.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.event.EventTime;
import postmortem.source.tree.Pointer;

/**
 * What an id is called, as another table of the export says.
 *
 * <pre>
 * names:
 *   - list: people
 *     records: [/users/*, /*]
 *     when: {has: [/id, /username]}
 *     id: /id
 *     name: /nickname | /username      # or time: with what a time may say
 * </pre>
 *
 * @param list by which {@code named-by} asks for it
 * @param records where its records are
 * @param when of which of them
 * @param id what is asked for
 * @param name what it is called; empty when {@code time} says it
 * @param time a time instead of a name; null when {@code name} says it
 */
public record NameList(
    String list,
    List<Pointer> records,
    Condition when,
    List<Reference> id,
    List<Reference> name,
    @Nullable TimeRule time) {

  public NameList {
    records = List.copyOf(records);
    id = List.copyOf(id);
    name = List.copyOf(name);
  }

  static NameList of(Node node) {
    Fields fields = node.fields();
    TimeRule time = fields.optional("time").map(TimeRule::of).orElse(null);
    NameList names =
        new NameList(
            fields.text("list"),
            Pointer.list(fields, "records"),
            fields.optional("when").map(Condition::of).orElse(Condition.ALWAYS),
            fields.required("id").scalar().as("a JSON Pointer", Reference::alternatives),
            time != null
                ? List.of()
                : fields.required("name").scalar().as("a JSON Pointer", Reference::alternatives),
            time);
    fields.end();
    return names;
  }

  /** Whether a record tells a name. */
  public boolean tells(SourceRecord record) {
    TimeRule at = time;
    return when.holds(record)
        && record.raw(id).isPresent()
        && (at == null ? record.raw(name).isPresent() : !at.stamps(record).isEmpty());
  }

  /** All names that are known of one run, redacted. */
  public static final class Book {

    private static final int MOST = 200_000;

    private final Map<String, Map<String, String>> lists = new HashMap<>();

    /** Takes what a record tells, if it is one of the list; of several the last one counts. */
    public void learn(NameList list, SourceRecord record, StampReader stamps) {
      Map<String, String> known = lists.computeIfAbsent(list.list(), name -> new HashMap<>());
      if (known.size() < MOST && list.when().holds(record)) {
        TimeRule time = list.time();
        Optional<String> name =
            time == null
                ? record.text(list.name())
                : stamps.read(record, time).map(EventTime::text);
        record.raw(list.id()).ifPresent(id -> name.ifPresent(n -> known.put(id, n)));
      }
    }

    /**
     * What the last of some lists calls what the first knows by {@code id}; null when none does.
     */
    @Nullable String name(List<String> chain, String id) {
      String name = id;
      for (String list : chain) {
        name = name == null ? null : lists.getOrDefault(list, Map.of()).get(name);
      }
      return name;
    }
  }
}
