package postmortem.log.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.diagnostic.DiagnosticException;
import postmortem.event.stamp.StampLayout;
import postmortem.event.stamp.StampLayoutException;
import postmortem.event.stamp.StampLayouts;

/**
 * What the declaration of a format says of the time.
 *
 * @param layouts how it is written
 * @param zone where a zone comes from
 * @param fields keys under which it stands, the first that a record has; none for patterns
 * @param nanos keys under which its nanoseconds stand, where they stand apart
 * @param days keys under which its day stands, where it stands apart
 * @param wrapped what is known of lines that an envelope wraps; null for nothing
 */
record TimePart(
    StampLayouts layouts,
    ZoneRule zone,
    List<String> fields,
    List<String> nanos,
    List<String> days,
    @Nullable Wrapped wrapped) {

  /** Of a format that only occurs inside of envelopes, which carry the time. */
  static final TimePart NONE =
      new TimePart(StampLayouts.NONE, ZoneRule.REQUIRED, List.of(), List.of(), List.of(), null);

  /** What is known of lines that an envelope wraps. */
  enum Wrapped {
    /** Their time may be missing. */
    OPTIONAL,
    /** There are none. */
    NEVER
  }

  static TimePart of(Fields time) {
    StampLayouts layouts = layouts(time);
    TimePart part =
        new TimePart(
            layouts,
            zone(time, layouts),
            time.texts("field"),
            time.texts("nanos"),
            time.texts("day"),
            time.optional("wrapped").map(n -> n.scalar().constant(Wrapped.class)).orElse(null));
    time.end();
    return part;
  }

  private static StampLayouts layouts(Fields time) {
    StampLayouts layouts = StampLayouts.of(time.list("layouts", TimePart::layout));
    if (layouts.isEmpty()) {
      throw DiagnosticException.usage(
          time.mark().error("PM-F005", "the time has no layouts").helping("add time: layouts:"));
    }
    return layouts;
  }

  private static ZoneRule zone(Fields time, StampLayouts layouts) {
    ZoneRule zone = time.required("zone").scalar().constant(ZoneRule.class);
    if (zone == ZoneRule.IN_LINE && !layouts.canHaveOffset()) {
      throw DiagnosticException.usage(
          time.required("zone")
              .mark()
              .error("PM-F005", "the zone is said to be in the line, but no layout takes it")
              .helping("write zone: required or zone: utc, or add X to a layout"));
    }
    return zone;
  }

  private static StampLayout layout(Node node) {
    String layout = node.text();
    try {
      return StampLayout.compile(layout);
    } catch (StampLayoutException e) {
      throw DiagnosticException.usage(
          PatternCompiler.errorIn(
                  node.scalar(), "PM-F005", "not a layout: " + e.getMessage(), e.index())
              .helping("letters stand for parts of a time, as in yyyy-MM-dd HH:mm:ss.SSSX"));
    }
  }
}
