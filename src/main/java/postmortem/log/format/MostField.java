package postmortem.log.format;

import postmortem.event.stamp.Outline;

/**
 * Any text, as much of it as what follows leaves: {@code %{message:most} [%{time}]} finds the last
 * bracket of a line, whatever the message holds.
 */
final class MostField extends FieldNode {

  MostField(int index, boolean padded) {
    super(index, padded);
  }

  @Override
  int step(byte[] buf, int at, int to, LogRecord out) {
    int start = start(buf, at, to);
    for (int end = to; end >= start; end--) {
      if (next.canStart(buf, end, to)
          && match(next, buf, take(buf, start, end(buf, start, end), end, to, out), to, out)) {
        return MATCHED;
      }
    }
    return fail(start, out);
  }

  @Override
  int ends(Outline outline, int start) {
    return Outline.places(start, outline.length()) | 1 << start;
  }

  @Override
  boolean canStart(byte[] buf, int at, int to) {
    return true;
  }
}
