package postmortem.log.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.DayInName;
import postmortem.event.stamp.Reference;
import postmortem.event.stamp.Stamp;
import postmortem.event.stamp.StreamResolver;
import postmortem.incident.ReadingRules;
import postmortem.log.format.LogFormat;
import postmortem.log.record.RecordMatcher;

/**
 * What the records of a stream so far tell about the instants of the next: one resolver for each
 * format in it. A part of a stream is walked without knowing what came before; {@link #follows}
 * says afterwards whether that made a difference.
 */
final class StreamClocks {

  private final List<LogFormat> formats;
  private final ReadingRules rules;
  private final String evidence;
  private final @Nullable Reference reference;
  private final @Nullable StreamResolver[] resolvers;

  /**
   * Clocks at the beginning of a stream, or of a part of one.
   *
   * @param reference for stamps without a year; null when there is none
   */
  StreamClocks(
      List<LogFormat> formats, ReadingRules rules, String evidence, @Nullable Reference reference) {
    this.formats = formats;
    this.rules = rules;
    this.evidence = evidence;
    this.reference = reference;
    this.resolvers = new StreamResolver[formats.size()];
  }

  /** Clocks that go on where {@code before} ended. */
  StreamClocks(StreamClocks before) {
    this(before, before.evidence);
  }

  /** Clocks of the next file of a log, which go on where those of the file before ended. */
  StreamClocks(StreamClocks before, String evidence) {
    this(before.formats, before.rules, evidence, before.reference);
    for (int i = 0; i < resolvers.length; i++) {
      StreamResolver known = before.resolvers[i];
      if (known != null) {
        resolvers[i] =
            new StreamResolver(
                RecordMatcher.resolver(formats.get(i), rules, evidence, reference), known);
      }
    }
  }

  /** The second of the next record, or {@link postmortem.event.stamp.StampResolver#NO_TIME}. */
  long epochSecond(int format, Stamp stamp) {
    StreamResolver resolver = resolvers[format];
    if (resolver == null) {
      resolver =
          new StreamResolver(
              RecordMatcher.resolver(formats.get(format), rules, evidence, reference)
                  .on(DayInName.of(evidence)));
      resolvers[format] = resolver;
    }
    return resolver.epochSecond(stamp);
  }

  /** Whether the order of the stream decided which of two hours the last record was in. */
  boolean orderDecided(int format) {
    StreamResolver resolver = resolvers[format];
    return resolver != null && resolver.orderDecided();
  }

  /** Whether nothing decided which of two hours the last record was in. */
  boolean isAmbiguous(int format) {
    StreamResolver resolver = resolvers[format];
    return resolver != null && resolver.isAmbiguous();
  }

  /** Whether stamps say times of day only. */
  boolean isDayless() {
    for (StreamResolver resolver : resolvers) {
      if (resolver != null && resolver.isDayless()) {
        return true;
      }
    }
    return false;
  }

  /** Whether all instants are the same as if they had been resolved behind {@code before}. */
  boolean follows(StreamClocks before) {
    for (int i = 0; i < resolvers.length; i++) {
      StreamResolver here = resolvers[i];
      StreamResolver there = before.resolvers[i];
      if (here != null && there != null && !here.follows(there)) {
        return false;
      }
    }
    return true;
  }

  /** Takes over what these clocks have not met themselves. */
  void inherit(StreamClocks before) {
    for (int i = 0; i < resolvers.length; i++) {
      StreamResolver here = resolvers[i];
      if (here == null || !here.hasBegun()) {
        resolvers[i] = before.resolvers[i];
      }
    }
  }

  /** Takes over everything from clocks that walked on from these. */
  void become(StreamClocks after) {
    System.arraycopy(after.resolvers, 0, resolvers, 0, resolvers.length);
  }
}
