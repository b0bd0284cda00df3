package postmortem.log.format;

import java.util.List;
import java.util.Map;
import postmortem.event.Severity;

/**
 * Which fields of a format are what to us. For each purpose several fields may be named; the first
 * that a record has counts. Immutable.
 *
 * @param roles indices of fields for each role, best first
 * @param level indices of fields that hold the level
 * @param levels what the words of the level mean
 * @param otherwise the severity of records without a known level
 * @param levelFromStatus whether the HTTP status makes the severity: 5xx error, 4xx warning, else
 *     info
 * @param levelFromPriority whether the level is a priority of RFC 5424
 * @param status indices of fields that hold an HTTP status
 * @param duration indices of fields that hold a duration
 * @param nanosPerUnit of the duration
 * @param signature indices of fields that make the signature, the first of each group that a record
 *     has; empty for the message's
 */
record FieldRoles(
    Map<Role, List<Integer>> roles,
    List<Integer> level,
    LevelTable levels,
    Severity otherwise,
    boolean levelFromStatus,
    boolean levelFromPriority,
    List<Integer> status,
    List<Integer> duration,
    long nanosPerUnit,
    List<List<Integer>> signature) {

  FieldRoles {
    roles = Map.copyOf(roles);
    level = List.copyOf(level);
    status = List.copyOf(status);
    duration = List.copyOf(duration);
    signature = List.copyOf(signature);
  }
}
