package postmortem.log.record;

import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.log.signature.ByteHash;
import postmortem.log.signature.TokenMask;
import postmortem.log.signature.TokenShapes;

/**
 * The signature of a record: of its request, or of its message and, where it is an error, of what
 * was thrown. Reused; not thread-safe.
 */
public final class RecordSignature {

  private static final int SHORTEST_TRACE = 8;

  private final RecordMatcher matcher;
  private final Thrown thrown = new Thrown();
  private final TokenMask mask = new TokenMask();

  /** For the records which that matcher matches. */
  RecordSignature(RecordMatcher matcher) {
    this.matcher = matcher;
  }

  /** That of the record that was matched last, or that no format takes. */
  public TokenMask of(byte[] buf, int from, int firstTo, int to) {
    mask.clear();
    if (matcher.format() < 0) {
      mask.text(buf, from, firstTo);
      return mask;
    }
    LogRecord said = matcher.said();
    if (said.signatureParts() > 0) {
      byte[] bytes = said == matcher.outermost() ? buf : matcher.saidBytes();
      for (int i = 0; i < said.signatureParts(); i++) {
        if (i > 0) {
          mask.space();
        }
        part(bytes, said.signatureFrom(i), said.signatureTo(i));
      }
      return mask;
    }
    if (said.has(Role.MESSAGE)) {
      mask.text(said.bytes(Role.MESSAGE), said.from(Role.MESSAGE), said.to(Role.MESSAGE));
    } else {
      mask.text(buf, Math.max(from, matcher.outermost().stampTo()), firstTo);
    }
    if (matcher.severity().isError()) {
      JoinedLines joined = matcher.joined();
      if (said.has(Role.EXCEPTION)) {
        byte[] trace = said.bytes(Role.EXCEPTION);
        thrown.add(mask, trace, said.from(Role.EXCEPTION), said.to(Role.EXCEPTION));
      } else if (joined != null) {
        thrown.add(mask, joined.bytes(), joined.firstTo() + 1, joined.length());
      } else if (to > firstTo) {
        thrown.add(mask, buf, firstTo + 1, to);
      }
    }
    return mask;
  }

  /**
   * A hash of what ties the record to those of other sources, once its signature was made: what the
   * format declares as such, else an identifier in its text; 0 when there is none.
   */
  public long identifier() {
    if (matcher.format() >= 0) {
      LogRecord said = matcher.said();
      if (said.has(Role.TRACE)) {
        int from = said.from(Role.TRACE);
        int to = said.to(Role.TRACE);
        if (to - from >= SHORTEST_TRACE) {
          byte[] bytes = said.bytes(Role.TRACE);
          int own = TokenShapes.xray(bytes, from, to);
          return ByteHash.of(bytes, own < to ? own : from, to);
        }
      }
    }
    return mask.identifier();
  }

  private void part(byte[] buf, int from, int to) {
    int digits = from;
    while (digits < to && buf[digits] >= '0' && buf[digits] <= '9') {
      digits++;
    }
    if (digits == to) {
      mask.literal(buf, from, to);
    } else if (from < to && buf[from] == '/') {
      mask.path(buf, from, to);
    } else {
      mask.text(buf, from, to);
    }
  }
}
