package postmortem.event;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the names say that Kubernetes gives to pods. */
public final class PodName {

  /**
   * What a ReplicaSet or a Job puts behind the name of a pod: safe letters, none of them a vowel.
   */
  private static final String REPLICA =
      "-(?:(?=[a-z]*\\d)[bcdfghjklmnpqrstvwxz2456789]{8,10}|\\d{8,10})"
          + "-[bcdfghjklmnpqrstvwxz2456789]{5}";

  private static final Pattern INSIDE = Pattern.compile(REPLICA + "(?![A-Za-z0-9])");
  private static final Pattern BEHIND = Pattern.compile(REPLICA + "$");

  /**
   * What a deployment, a stateful or a daemon set puts there; other names end like that as well.
   */
  private static final Pattern SUFFIX =
      Pattern.compile(
          "(-[bcdf-hj-np-tv-z2456789]{6,10})?-[bcdf-hj-np-tv-xz2456789]{5}$|-[0-9]{1,3}$");

  /**
   * Whole names of containers that say what they are in their pod, not whose. No vocabulary of
   * words to compare by: it decides whose a record is, so {@code api}, which may be a service's
   * name, is not among them.
   */
  private static final Set<String> ROLES =
      Set.of("app", "application", "backend", "container", "main", "server", "service", "web");

  private PodName() {}

  /** The workload of what is known to be a pod. */
  public static String workload(String pod) {
    return SUFFIX.matcher(pod).replaceFirst("");
  }

  /** A text in which the pods of one workload, wherever they are named, are alike. */
  static String alike(String text) {
    return INSIDE.matcher(text).replaceAll("-0-0");
  }

  /**
   * The service that a record is about: where its container's name does not tell, the workload of
   * its pod.
   *
   * @param service or container, as the record has it; null when it has none
   * @param host or pod, as the record has it; null when it has none
   */
  public static @Nullable String service(@Nullable String service, @Nullable String host) {
    return service != null
            && host != null
            && ROLES.contains(service.toLowerCase(Locale.ROOT))
            && BEHIND.matcher(host).find()
        ? BEHIND.matcher(host).replaceFirst("")
        : service;
  }
}
