package postmortem.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import postmortem.log.format.Envelope;

/**
 * How records of a file become envelopes: the {@link LogRule} of their source with every pointer
 * put into one of two trees, that of a record and that of what stands around records. Immutable.
 */
final class LogPlan {

  private static final byte[] YEAR_ONE = "0001-01-01".getBytes(StandardCharsets.UTF_8);

  /** A piece of a text. */
  private sealed interface Part {
    final class Words implements Part {
      final byte[] bytes;

      Words(byte[] bytes) {
        this.bytes = bytes;
      }
    }

    final class Hole implements Part {
      final int[] captures;

      Hole(int[] captures) {
        this.captures = captures;
      }
    }

    record Optionally(List<Part> parts) implements Part {}
  }

  /** A declared non-event: all of it has to hold. */
  private record Skip(List<int[]> has, List<int[]> lacks, List<Asked> asked) {}

  /** What is asked of a text. */
  private static final class Asked {
    final int[] captures;
    final Condition.How how;
    final List<byte[]> texts;
    final boolean wanted;

    Asked(int[] captures, Condition.How how, List<byte[]> texts, boolean wanted) {
      this.captures = captures;
      this.how = how;
      this.texts = texts;
      this.wanted = wanted;
    }
  }

  private final PointerTree record = new PointerTree();
  private final PointerTree around = new PointerTree();
  private final List<Pointer> records;
  private final Pointer each;
  private final boolean columns;
  private final int[] times;
  private final List<byte[]> noTime = new ArrayList<>();
  private final Map<Envelope.Piece, int[]> pieces = new EnumMap<>(Envelope.Piece.class);
  private final List<List<Part>> messages = new ArrayList<>();
  private final List<Skip> skips = new ArrayList<>();
  private int inRecord;
  private int outside;

  /**
   * A plan.
   *
   * @param records where the records of the file are
   */
  LogPlan(LogRule rule, List<SourceDeclaration.Skip> skips, List<Pointer> records) {
    this.records = records;
    this.each = rule.each();
    for (Pointer pointer : records) {
      around.record(joined(pointer, each));
    }
    for (Reference reference : rule.columns()) {
      absolute(reference).forEach(pointer -> around.capture(pointer, PointerTree.COLUMN));
    }
    columns = !rule.columns().isEmpty();
    times = captures(rule.time().from());
    rule.time().none().forEach(none -> noTime.add(none.getBytes(StandardCharsets.UTF_8)));
    rule.pieces().forEach((piece, from) -> pieces.put(piece, captures(from)));
    rule.messages().forEach(template -> messages.add(parts(template.parts())));
    for (SourceDeclaration.Skip skip : skips) {
      Condition when = skip.when();
      List<Asked> asked = new ArrayList<>();
      for (Condition.Wording wording : when.wordings()) {
        asked.add(
            new Asked(
                captures(wording.of()),
                wording.how(),
                wording.texts().stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList(),
                wording.wanted()));
      }
      this.skips.add(
          new Skip(
              when.has().stream().map(this::captures).toList(),
              when.lacks().stream().map(this::captures).toList(),
              asked));
    }
    record.seal();
    around.seal();
  }

  private static Pointer joined(Pointer one, Pointer other) {
    List<String> segments = new ArrayList<>(one.segments());
    segments.addAll(other.segments());
    return new Pointer(segments);
  }

  /** Captures in a record count from 0, those around it from -1 down. */
  private int[] captures(List<Reference> references) {
    List<Integer> numbers = new ArrayList<>();
    for (Reference reference : references) {
      boolean inside =
          reference.scope() == Reference.Scope.ELEMENT
              || (reference.scope() == Reference.Scope.RECORD && each.equals(Pointer.ROOT));
      if (inside) {
        int known = record.captured(reference.pointer());
        if (known == PointerTree.NONE) {
          known = inRecord;
          inRecord++;
          record.capture(reference.pointer(), known);
        }
        numbers.add(known);
      } else {
        for (Pointer pointer : absolute(reference)) {
          int known = around.captured(pointer);
          if (known == PointerTree.NONE) {
            known = outside;
            outside++;
            around.capture(pointer, known);
          }
          numbers.add(~known);
        }
      }
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Where something around a record stands in the document. */
  private List<Pointer> absolute(Reference reference) {
    return reference.scope() == Reference.Scope.DOCUMENT
        ? List.of(reference.pointer())
        : records.stream().map(pointer -> joined(pointer, reference.pointer())).toList();
  }

  private List<Part> parts(List<Template.Part> template) {
    List<Part> parts = new ArrayList<>();
    for (Template.Part part : template) {
      if (part instanceof Template.Part.Words words) {
        parts.add(new Part.Words(words.text().getBytes(StandardCharsets.UTF_8)));
      } else if (part instanceof Template.Part.Slot slot) {
        parts.add(new Part.Hole(captures(slot.value().references())));
      } else if (part instanceof Template.Part.Optionally optionally) {
        parts.add(new Part.Optionally(parts(optionally.parts())));
      }
    }
    return parts;
  }

  /** What is asked of a record. */
  PointerTree record() {
    return record;
  }

  /** Where records are in a document, and what is asked of what stands around them. */
  PointerTree around() {
    return around;
  }

  /** Whether records are lists whose columns have names. */
  boolean hasColumns() {
    return columns;
  }

  /** How many captures there are in a record. */
  int captures() {
    return inRecord;
  }

  /** How many captures there are around records. */
  int capturesAround() {
    return outside;
  }

  /** What stands around the records that follow: copies of the values, unescaped. */
  static final class Surroundings {
    private static final byte[] NONE = new byte[0];

    private final byte[][] values;

    Surroundings(int captures) {
      values = new byte[captures][];
      Arrays.fill(values, NONE);
    }

    /** Says what stands there; of several the first counts. */
    void set(int capture, byte[] value) {
      if (!has(capture)) {
        values[capture] = value;
      }
    }

    /** Forgets what stood around the records before. */
    void forget(int[] captures) {
      for (int capture : captures) {
        if (capture >= 0) {
          values[capture] = NONE;
        }
      }
    }

    boolean has(int capture) {
      return values[capture].length > 0;
    }

    /** What stands there; empty when nothing does. */
    byte[] value(int capture) {
      return values[capture];
    }
  }

  /** Puts a record into its envelope; false when it is a declared non-event. */
  boolean write(Extraction found, byte[] buf, Surroundings with, Envelope to) {
    to.begin();
    int time = 0;
    for (int i = 0; i < times.length && time < 2; i++) {
      if (isTime(times[i], found, buf, with)) {
        to.piece(time == 0 ? Envelope.Piece.TIME : Envelope.Piece.OTHER_TIME);
        copy(times[i], found, buf, with, to);
        to.end();
        time++;
      }
    }
    for (Map.Entry<Envelope.Piece, int[]> piece : pieces.entrySet()) {
      int capture = scalar(piece.getValue(), found, with);
      if (capture != NOTHING) {
        to.piece(piece.getKey());
        copy(capture, found, buf, with, to);
        to.end();
      }
    }
    to.text();
    for (List<Part> message : messages) {
      if (holds(message, found, with)) {
        write(message, found, buf, with, to);
        break;
      }
    }
    to.close();
    for (Skip skip : skips) {
      if (holds(skip, found, buf, with)) {
        return false;
      }
    }
    return true;
  }

  private static final int NOTHING = Integer.MAX_VALUE;

  /** The first capture that holds something. */
  private static int first(int[] captures, Extraction found, Surroundings with) {
    for (int capture : captures) {
      if (capture >= 0 ? found.has(capture) : with.has(~capture)) {
        return capture;
      }
    }
    return NOTHING;
  }

  /** The first capture that holds a text or a number: an object says nothing of that kind. */
  private static int scalar(int[] captures, Extraction found, Surroundings with) {
    for (int capture : captures) {
      if (capture >= 0 ? found.hasScalar(capture) : with.has(~capture)) {
        return capture;
      }
    }
    return NOTHING;
  }

  private boolean isTime(int capture, Extraction found, byte[] buf, Surroundings with) {
    if (capture >= 0 ? !found.hasScalar(capture) : !with.has(~capture)) {
      return false;
    }
    if (capture < 0) {
      return true;
    }
    int from = found.from(capture);
    int to = found.to(capture);
    for (byte[] none : noTime) {
      if (Arrays.equals(none, 0, none.length, buf, from, to)) {
        return false;
      }
    }
    return to - from < YEAR_ONE.length
        || !Arrays.equals(YEAR_ONE, 0, YEAR_ONE.length, buf, from, from + YEAR_ONE.length);
  }

  private static void copy(
      int capture, Extraction found, byte[] buf, Surroundings with, Envelope to) {
    if (capture < 0) {
      byte[] value = with.value(~capture);
      to.add(value, 0, value.length);
      return;
    }
    int from = found.from(capture);
    int end = found.to(capture);
    switch (found.form(capture)) {
      case PLAIN, NESTED -> to.add(buf, from, end);
      case ESCAPED -> to.unescape(buf, from, end);
      case QUOTED -> to.unquote(buf, from, end);
    }
  }

  private static boolean holds(List<Part> parts, Extraction found, Surroundings with) {
    for (Part part : parts) {
      if (part instanceof Part.Hole hole && first(hole.captures, found, with) == NOTHING) {
        return false;
      }
    }
    return true;
  }

  private static void write(
      List<Part> parts, Extraction found, byte[] buf, Surroundings with, Envelope to) {
    for (Part part : parts) {
      if (part instanceof Part.Words words) {
        to.add(words.bytes, 0, words.bytes.length);
      } else if (part instanceof Part.Hole hole) {
        copy(first(hole.captures, found, with), found, buf, with, to);
      } else if (part instanceof Part.Optionally optionally
          && holds(optionally.parts(), found, with)) {
        write(optionally.parts(), found, buf, with, to);
      }
    }
  }

  private static boolean holds(Skip skip, Extraction found, byte[] buf, Surroundings with) {
    for (int[] captures : skip.has()) {
      if (first(captures, found, with) == NOTHING) {
        return false;
      }
    }
    for (int[] captures : skip.lacks()) {
      if (first(captures, found, with) != NOTHING) {
        return false;
      }
    }
    for (Asked asked : skip.asked()) {
      int capture = first(asked.captures, found, with);
      if (isOne(asked, capture, found, buf, with) != asked.wanted) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOne(
      Asked asked, int capture, Extraction found, byte[] buf, Surroundings with) {
    if (capture == NOTHING) {
      return false;
    }
    byte[] bytes = buf;
    int from = 0;
    int to = 0;
    if (capture >= 0) {
      from = found.from(capture);
      to = found.to(capture);
    } else {
      bytes = with.value(~capture);
      to = bytes.length;
    }
    for (byte[] text : asked.texts) {
      boolean is =
          switch (asked.how) {
            case IS -> text.length == to - from && same(text, bytes, from);
            case BEGINS -> text.length <= to - from && same(text, bytes, from);
            case ENDS -> text.length <= to - from && same(text, bytes, to - text.length);
            case CONTAINS -> contains(text, bytes, from, to);
          };
      if (is) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(byte[] text, byte[] buf, int from, int to) {
    for (int at = from; at + text.length <= to; at++) {
      if (same(text, buf, at)) {
        return true;
      }
    }
    return false;
  }

  /** Compared without regard to case, as far as ASCII goes; {@code text} is in lower case. */
  private static boolean same(byte[] text, byte[] buf, int at) {
    for (int i = 0; i < text.length; i++) {
      byte b = buf[at + i];
      if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != text[i]) {
        return false;
      }
    }
    return true;
  }
}
