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

/** Where the time goes: the samples of a flight recording, counted by method. */
final class Profile {

  private static final int SHOWN = 20;

  private Profile() {}

  /** Rows of a table: share, and the method on top of the stack, inlined ones included. */
  static List<List<String>> rows(Path recording) throws IOException {
    Map<String, Integer> samples = new HashMap<>();
    int all = 0;
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().matches("jdk\\.(ExecutionSample|NativeMethodSample)")
            && event.getStackTrace() != null
            && event.getStackTrace().getFrames().stream().anyMatch(Profile::isOurs)) {
          samples.merge(name(event.getStackTrace().getFrames().get(0)), 1, Integer::sum);
          all++;
        }
      }
    }
    int total = Math.max(1, all);
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

  private static boolean isOurs(RecordedFrame frame) {
    return frame.getMethod().getType().getName().startsWith("postmortem.");
  }

  private static String name(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    String type = method.getType().getName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
  }
}
