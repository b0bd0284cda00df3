package postmortem.source.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.evidence.Limits;

/** Builds trees from a parser of JSON or YAML, numbers as written. */
public final class TreeReader {

  /** Where a parser stands in the bytes. */
  @FunctionalInterface
  public interface Offsets {
    /** Of parsers that count bytes themselves. */
    Offsets OF_BYTES = JsonLocation::getByteOffset;

    /** The offset in bytes. */
    long of(JsonLocation location);
  }

  /** The longest string and name that is read. */
  public static final int LONGEST_STRING = 16 << 20;

  private final long base;
  private final boolean lenient;
  private final Offsets offsets;
  private final List<String> repeated = new ArrayList<>();
  private @Nullable JsonProcessingException broken;

  /**
   * A reader.
   *
   * @param base the parser's byte offset that is index 0
   * @param lenient whether a syntax error ends the tree instead of reading; see {@link #broken}
   */
  public TreeReader(long base, boolean lenient) {
    this(base, lenient, Offsets.OF_BYTES);
  }

  /** The same, of a parser whose offsets are told by another. */
  public TreeReader(long base, boolean lenient, Offsets offsets) {
    this.base = base;
    this.lenient = lenient;
    this.offsets = offsets;
  }

  /**
   * The parsers of this package: bounded, and with byte offsets, which only the parser with
   * canonical names has.
   */
  public static JsonFactory factory(Limits limits) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(LONGEST_STRING)
                .build())
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  /** Keys that stood twice in one object, in the order met. */
  public List<String> repeated() {
    return repeated;
  }

  /** What ended a lenient reading; null when nothing did. */
  public @Nullable JsonProcessingException broken() {
    return broken;
  }

  /** The value whose first token is the parser's current one; afterwards its last one is. */
  public Tree read(JsonParser parser) throws IOException {
    int start = offset(parser.currentTokenLocation());
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Tree> fields = new LinkedHashMap<>();
      while (advance(parser) && parser.currentToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        if (!advance(parser)) {
          break;
        }
        if (fields.put(name, read(parser)) != null) {
          repeated.add(name);
        }
        if (broken != null) {
          break;
        }
      }
      return new Tree.Obj(start, end(parser, start, fields.values()), fields);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Tree> items = new ArrayList<>();
      while (advance(parser) && parser.currentToken() != JsonToken.END_ARRAY) {
        items.add(read(parser));
        if (broken != null) {
          break;
        }
      }
      return new Tree.Arr(start, end(parser, start, items), items);
    }
    if (token == JsonToken.VALUE_NULL) {
      return new Tree.Nothing(start, end(parser));
    }
    String text = scalar(parser);
    return new Tree.Text(start, end(parser), text, token == JsonToken.VALUE_STRING);
  }

  private String scalar(JsonParser parser) throws IOException {
    try {
      return parser.getText();
    } catch (JsonProcessingException e) {
      note(e);
      return "";
    }
  }

  private boolean advance(JsonParser parser) throws IOException {
    try {
      if (parser.nextToken() != null) {
        return true;
      }
      broken = new com.fasterxml.jackson.core.io.JsonEOFException(parser, null, "ends here");
      return false;
    } catch (JsonProcessingException e) {
      note(e);
      return false;
    }
  }

  private void note(JsonProcessingException e) throws JsonProcessingException {
    broken = e;
    if (!lenient) {
      throw e;
    }
  }

  private int end(JsonParser parser) {
    return offset(parser.currentLocation());
  }

  /** A block of YAML has no end of its own: it ends with what stands last in it. */
  private int end(JsonParser parser, int start, Collection<Tree> children) {
    if (offsets != Offsets.OF_BYTES
        && parser.currentTokenLocation().getCharOffset()
            == parser.currentLocation().getCharOffset()) {
      int end = start;
      for (Tree child : children) {
        end = Math.max(end, child.end());
      }
      return end;
    }
    return end(parser);
  }

  private int offset(JsonLocation location) {
    return Math.toIntExact(offsets.of(location) - base);
  }
}
