package postmortem.log;

import java.util.regex.Pattern;
import postmortem.log.scan.FileReport;

/** Texts that lie beside evidence: licences, notices, read-mes. */
final class Prose {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:.*[/!])?(?:LICEN[CS]E|NOTICE|COPYING|COPYRIGHT|README|READ-ME|AUTHORS|CONTRIBUTORS)"
              + "(?:[._-][^/]*)?");

  private Prose() {}

  /** Whether a file is called so, and none of its lines has a time. */
  static boolean is(String name, FileReport report) {
    return report.format() < 0
        && report.damage() == null
        && report.rows().read() > 0
        && report.rows().read() == report.rows().unreadable()
        && NAME.matcher(name).matches();
  }
}
