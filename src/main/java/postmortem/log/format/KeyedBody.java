package postmortem.log.format;

import postmortem.event.stamp.StampLayout;

/** A body whose fields have keys: where the time stands is known, however it is written. */
sealed interface KeyedBody extends Body permits JsonBody, KeyValueBody, LtsvBody {

  /** What finds the stamp among the fields. */
  BodyTime time();

  /** The same body, which reads stamps of one more layout. */
  KeyedBody reading(StampLayout more);
}
