package bench.report;

import bench.generator.Family;
import java.util.List;
import java.util.Map;

/** What a user would type instead, for each family. */
final class Rival {

  /**
   * How others count errors in the logs of a family.
   *
   * @param pattern a fixed text which the lines of one kind of error have
   * @param program of mawk: prints minute, level and count
   * @param errors the levels that mean an error
   */
  record Question(String pattern, String program, String errors) {}

  private static final String PRINT = " END{for(k in c) print k, c[k]}";

  private static final Map<String, Question> QUESTIONS =
      Map.of(
          "access",
          new Question("\" 502 ", "{split($4,a,\":\"); c[a[2]\":\"a[3]\" \"$9]++}" + PRINT, "5.."),
          "json",
          new Question(
              "\"level\":\"ERROR\"",
              "{l=substr($0,index($0,\"\\\"level\\\":\\\"\")+9,5); sub(/\".*/,\"\",l);"
                  + " c[substr($0,27,5)\" \"l]++}"
                  + PRINT,
              "ERROR"),
          "syslog",
          new Question(
              "<27>",
              "{p=substr($1,2,index($1,\">\")-2)%8; c[substr($3,1,5)\" \"p]++}" + PRINT,
              "[0-3]"),
          "log4j",
          new Question("] ERROR ", "/^20/{c[substr($2,1,5)\" \"$4]++}" + PRINT, "ERROR|FATAL"),
          "distinct",
          new Question(" ERROR ", "{c[substr($2,1,5)\" \"$3]++}" + PRINT, "ERROR"));

  private Rival() {}

  static Question question(Family family) {
    return QUESTIONS.get(family.name());
  }

  static List<String> rg(Family family, String file) {
    return List.of("rg", "-c", "-F", question(family).pattern(), file);
  }

  static List<String> mawk(Family family, String file) {
    return List.of("mawk", question(family).program(), file);
  }

  static List<String> lnav(String formats, String file) {
    String sql =
        ";select strftime('%H:%M', log_time) as minute, log_level, count(*) from all_logs"
            + " group by minute, log_level";
    return List.of("lnav", "-n", "-I", formats, "-c", sql, file);
  }
}
