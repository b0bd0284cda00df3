package postmortem.timeline;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.BuiltInFiles;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;

/**
 * Declared numbers, each with a name and the reason for it: one file under {@code weights/}. Code
 * names a weight, the file says how much it is and why.
 */
public final class Weights {

  /** One number. */
  public record Weight(double points, String because) {
    public Weight {
      if (!Double.isFinite(points) || because.isBlank()) {
        throw new IllegalArgumentException("a weight needs points and a reason");
      }
    }
  }

  private final String name;
  private final SortedMap<String, Weight> weights;

  private Weights(String name, SortedMap<String, Weight> weights) {
    this.name = name;
    this.weights = Collections.unmodifiableSortedMap(weights);
  }

  /** The built-in file of that name, such as {@code significance}. */
  public static Weights builtIn(String name) {
    String file = "weights/" + name + ".yaml";
    return of(file, file(file).fields(file));
  }

  private static Weights of(String file, Fields fields) {
    SortedMap<String, Weight> weights = new TreeMap<>();
    for (String weight : fields.names()) {
      if (!weight.equals("schema")) {
        Fields entry = fields.required(weight).fields();
        Node points = entry.required("points");
        double value = points.scalar().as("a number", Double::parseDouble);
        weights.put(weight, new Weight(value, entry.text("because")));
        entry.end();
      }
    }
    return new Weights(file, weights);
  }

  /** The points of a weight that the file has to hold. */
  public double of(String weight) {
    Weight found = weights.get(weight);
    if (found == null) {
      throw new IllegalArgumentException(name + " has no weight called " + weight);
    }
    return found.points();
  }

  /** All, by name. */
  public SortedMap<String, Weight> all() {
    return weights;
  }

  /** A declaration that comes with the program. */
  static BuiltInFile file(String file) {
    return BuiltInFiles.list("weights").stream()
        .filter(builtIn -> ("weights/" + builtIn.name()).equals(file))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not packaged: " + file));
  }
}
