package postmortem.log.layout;

import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.StampLayout;
import postmortem.log.format.LogFormat;

/**
 * How the time is written in records of a log whose keys a declared format knows.
 *
 * @param keyed the declared format
 * @param layout of the stamp
 * @param twin the layout that reads all stamps as well, day and month exchanged; null for none
 * @param anyOrder whether its year of two figures may as well be a day
 * @param matched how many of the records that were looked at it takes
 */
record FieldLayout(
    LogFormat keyed, String layout, @Nullable String twin, boolean anyOrder, int matched)
    implements FoundLayout {

  @Override
  public boolean hasLevel() {
    // Where there is one, its key says so.
    return true;
  }

  @Override
  public LogFormat format(String stamp) {
    return keyed.reading(
        StampLayout.compile(stamp),
        FoundLayout.name(
            keyed.name() + (anyOrder ? ANY_ORDER : ""), layout, twin == null ? null : stamp),
        keyed.name() + ", the time as " + stamp);
  }
}
