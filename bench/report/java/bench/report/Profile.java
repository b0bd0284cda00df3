package bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the time goes: the samples of a flight recording, counted by method and by stage. A sample
 * belongs to the package of the topmost method of the program on its stack, which is a stage of the
 * scan: what the library does for it counts for it.
 */
final class Profile {

  private static final String OURS = "postmortem.";
  private static final int SHOWN = 20;

  private final Map<String, Integer> methods = new HashMap<>();
  private final Map<String, Integer> stages = new HashMap<>();

  private Profile() {}

  /** Counts the samples of a recording in which a method of the program is on the stack. */
  static Profile of(Path recording) throws IOException {
    Profile profile = new Profile();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().matches("jdk\\.(ExecutionSample|NativeMethodSample)")
            && event.getStackTrace() != null) {
          profile.add(event.getStackTrace().getFrames());
        }
      }
    }
    return profile;
  }

  private void add(List<RecordedFrame> stack) {
    stack.stream()
        .map(frame -> frame.getMethod().getType().getName())
        // A lambda counts for the class in which it is written.
        .map(type -> type.replaceFirst("\\$\\$.*", ""))
        .filter(type -> type.startsWith(OURS))
        .findFirst()
        .ifPresent(
            type -> {
              stages.merge(type.substring(OURS.length(), type.lastIndexOf('.')), 1, Integer::sum);
              methods.merge(name(stack.get(0)), 1, Integer::sum);
            });
  }

  /** Rows of a table: share, samples, and the package. */
  List<List<String>> stages() {
    return rows(stages);
  }

  /** Rows of a table: share, samples, and the method on top of the stack, inlined ones included. */
  List<List<String>> methods() {
    return rows(methods);
  }

  private static List<List<String>> rows(Map<String, Integer> samples) {
    int total = Math.max(1, samples.values().stream().mapToInt(Integer::intValue).sum());
    return samples.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Integer>>comparingInt(e -> -e.getValue())
                .thenComparing(Map.Entry::getKey))
        .limit(SHOWN)
        .map(
            e ->
                List.of(
                    String.format(Locale.ROOT, "%.1f %%", 100.0 * e.getValue() / total),
                    e.getValue().toString(),
                    "`" + e.getKey() + "`"))
        .toList();
  }

  private static String name(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    String type = method.getType().getName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
  }
}
