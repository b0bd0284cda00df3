package postmortem.source.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import postmortem.log.format.Envelope;
import postmortem.source.rule.BytesCondition;
import postmortem.source.rule.Comparison;
import postmortem.source.rule.Condition;
import postmortem.source.rule.LogRule;
import postmortem.source.rule.Reference;
import postmortem.source.rule.SkipRule;
import postmortem.source.rule.Template;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.PointerTree;

/**
 * How records of a file become envelopes: the {@link LogRule} of their source with every pointer
 * put into one of two trees, that of a record and that of what stands around records. Immutable.
 */
public final class LogPlan {

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

  private final PointerTree record = new PointerTree();
  private final PointerTree around = new PointerTree();
  private final List<Pointer> records;
  private final Pointer each;
  private final boolean columns;
  private final int[] times;
  private final List<byte[]> noTime = new ArrayList<>();
  private final Map<Envelope.Piece, int[]> pieces = new EnumMap<>(Envelope.Piece.class);
  private final List<List<Part>> messages = new ArrayList<>();
  private final List<BytesCondition> skips = new ArrayList<>();
  private final List<Comparison> tests = new ArrayList<>();
  private int inRecord;
  private int outside;

  /**
   * A plan.
   *
   * @param records where the records of the file are
   */
  LogPlan(LogRule rule, List<SkipRule> skips, List<Pointer> records) {
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
    for (SkipRule skip : skips) {
      this.skips.add(BytesCondition.of(skip.when(), new Numbers()));
    }
    record.seal();
    around.seal();
  }

  /** Alternatives become captures. */
  private final class Numbers implements BytesCondition.Numbering {
    @Override
    public int[] values(List<Reference> alternatives) {
      return captures(alternatives);
    }

    @Override
    public int[] tests(List<Reference> alternatives, Condition.How how, List<String> texts) {
      int[] same = new int[captures(alternatives).length];
      Arrays.fill(same, tests.size());
      tests.add(new Comparison(how, texts));
      return same;
    }
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

  /** The comparisons that are asked for, by their numbers. */
  List<Comparison> tests() {
    return tests;
  }

  /** Puts a record into its envelope; false when it is a declared non-event. */
  boolean write(RecordValues values, Envelope to) {
    to.begin();
    int time = 0;
    for (int i = 0; i < times.length && time < 2; i++) {
      if (isTime(times[i], values)) {
        to.piece(time == 0 ? Envelope.Piece.TIME : Envelope.Piece.OTHER_TIME);
        values.copy(times[i], to);
        to.end();
        time++;
      }
    }
    for (Map.Entry<Envelope.Piece, int[]> piece : pieces.entrySet()) {
      for (int capture : piece.getValue()) {
        if (values.hasScalar(capture)) {
          to.piece(piece.getKey());
          values.copy(capture, to);
          to.end();
          break;
        }
      }
    }
    to.text();
    for (List<Part> message : messages) {
      if (holds(message, values)) {
        write(message, values, to);
        break;
      }
    }
    to.close();
    for (BytesCondition skip : skips) {
      if (skip.holds(values)) {
        return false;
      }
    }
    return true;
  }

  private boolean isTime(int capture, RecordValues values) {
    if (capture < 0 || !values.hasScalar(capture)) {
      return values.hasScalar(capture);
    }
    byte[] buf = values.bytes(capture);
    int from = values.from(capture);
    int to = values.to(capture);
    for (byte[] none : noTime) {
      if (Arrays.equals(none, 0, none.length, buf, from, to)) {
        return false;
      }
    }
    return to - from < YEAR_ONE.length
        || !Arrays.equals(YEAR_ONE, 0, YEAR_ONE.length, buf, from, from + YEAR_ONE.length);
  }

  private static boolean holds(List<Part> parts, RecordValues values) {
    for (Part part : parts) {
      if (part instanceof Part.Hole hole && values.first(hole.captures) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void write(List<Part> parts, RecordValues values, Envelope to) {
    for (Part part : parts) {
      if (part instanceof Part.Words words) {
        to.add(words.bytes, 0, words.bytes.length);
      } else if (part instanceof Part.Hole hole) {
        values.copy(hole.captures[values.first(hole.captures)], to);
      } else if (part instanceof Part.Optionally optionally && holds(optionally.parts(), values)) {
        write(optionally.parts(), values, to);
      }
    }
  }
}
