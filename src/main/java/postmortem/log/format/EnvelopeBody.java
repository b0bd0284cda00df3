package postmortem.log.format;

import postmortem.event.stamp.StampLayouts;

/**
 * The pieces of an {@link Envelope}. A record without a time is one all the same: what is wrapped
 * in it may have one.
 */
final class EnvelopeBody implements Body {

  private final BodyTime time;

  EnvelopeBody(StampLayouts layouts) {
    this.time =
        new BodyTime(
            new int[] {Envelope.Piece.TIME.slot, Envelope.Piece.OTHER_TIME.slot},
            new int[0],
            new int[0],
            layouts);
  }

  @Override
  public int fieldCount() {
    return Envelope.FIELDS;
  }

  @Override
  public boolean[] firsts() {
    boolean[] firsts = new boolean[256];
    firsts[Envelope.BEGIN] = true;
    return firsts;
  }

  @Override
  public boolean find(byte[] buf, int from, int to, LogRecord out) {
    out.fields(Envelope.FIELDS);
    int at = from + 1;
    while (at < to && buf[at] != Envelope.TEXT) {
      int slot = buf[at] - Envelope.FIRST_SLOT;
      int end = ByteSearch.indexOf(buf, at + 1, to, Envelope.END);
      if (slot < 0 || slot >= Envelope.FIRST_LINE || end == to) {
        out.reached(at);
        return false;
      }
      out.fieldFrom[slot] = at + 1;
      out.fieldTo[slot] = end;
      at = end + 1;
    }
    if (at >= to) {
      out.reached(at);
      return false;
    }
    at++;
    out.fieldFrom[Envelope.FIRST_LINE] = at;
    out.fieldTo[Envelope.FIRST_LINE] = ByteSearch.indexOf(buf, at, to, (byte) '\n');
    if (at < to) {
      out.fieldFrom[Envelope.WHOLE_TEXT] = at;
      out.fieldTo[Envelope.WHOLE_TEXT] = to;
    }
    time.find(buf, out);
    return true;
  }
}
