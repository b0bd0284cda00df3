package postmortem.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of the stream that a file is a piece of: rotation numbers, dates and the suffix of a
 * packer are left out, and other digits are alike, so that {@code app.log}, {@code app.log.2.gz}
 * and {@code app-2025-02-09.log} are one stream, and so are replicas; folders of regions, zones and
 * clusters are not.
 */
public final class StreamName {

  private static final Pattern PACKED = Pattern.compile("(?i)\\.(?:gz|bz2|xz|zst|lz4|z)$");
  private static final Pattern DATE =
      Pattern.compile(
          "[-._](?:19|20)\\d\\d(?:-?\\d\\d-?\\d\\d)(?:[-T_.]?\\d\\d(?:[-:]?\\d\\d){0,2})?(?!\\d)");
  private static final Pattern NUMBER =
      Pattern.compile("(?<=[A-Za-z])[.]\\d{1,4}$|(?<=\\.log)-\\d{1,4}$|\\.\\d{1,4}(?=\\.log$)");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  /** A folder of a region, a zone, a cluster or a site: one may fail while the others do not. */
  private static final Pattern AREA =
      Pattern.compile(
          "(?<=^|/)(?:(?:af|ap|asia|australia|ca|cn|eu|europe|il|me|mx|sa|us)(?:-gov)?"
              + "(?:-?(?:central|(?:north|south)?(?:east|west)?|north|south))?-?[0-9]{1,2}[a-f]?"
              + "|(?:cluster|region|zone|az|dc|site)[-_]?[0-9]{1,2})(?=/)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern IDENTIFIER =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{64})"
              + "(?![A-Za-z0-9])");

  private StreamName() {}

  /** The name that a file had before it was packed by itself: {@code users.json.gz} is JSON. */
  public static String unpacked(String evidence) {
    return PACKED.matcher(evidence).replaceFirst("");
  }

  /** The name that the logs of all pods and containers of one workload share. */
  public static String workload(String evidence) {
    return alike(withoutPods(rotated(evidence)));
  }

  /** The name without what tells a pod or a container from the others of its workload. */
  public static String withoutPods(String evidence) {
    return IDENTIFIER.matcher(PodName.alike(evidence)).replaceAll("0");
  }

  /** The stream's name for that name of a file. */
  public static String of(String evidence) {
    return alike(rotated(evidence));
  }

  /** Where the folder of a region, a zone, a cluster or a site begins in a name; -1 for none. */
  public static int area(String evidence) {
    Matcher area = AREA.matcher(evidence);
    return area.find() ? area.start() : -1;
  }

  /** The name with all digits alike but those that tell one area from another. */
  private static String alike(String name) {
    StringBuilder alike = new StringBuilder();
    Matcher area = AREA.matcher(name);
    int from = 0;
    while (area.find()) {
      alike.append(DIGITS.matcher(name.substring(from, area.start())).replaceAll("0"));
      alike.append(area.group());
      from = area.end();
    }
    return alike.append(DIGITS.matcher(name.substring(from)).replaceAll("0")).toString();
  }

  /** The name that all files of a rotated log share, with its digits. */
  public static String rotated(String evidence) {
    String name = evidence;
    String before;
    do {
      before = name;
      name = unpacked(name);
      int slash = name.lastIndexOf('/') + 1;
      String last = DATE.matcher(name.substring(slash)).replaceAll("");
      last = NUMBER.matcher(last).replaceFirst("");
      name = name.substring(0, slash) + last;
    } while (!name.equals(before));
    return name;
  }
}
