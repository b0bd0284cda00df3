package postmortem.source.scan;

import postmortem.source.rule.SourceRecord;

/** Takes the records of a file, in its order. */
@FunctionalInterface
public interface RecordSink {

  /** A record. */
  void record(SourceRecord record);

  /** So many records that are left out, as was asked. */
  default void leftOut(long records) {}
}
