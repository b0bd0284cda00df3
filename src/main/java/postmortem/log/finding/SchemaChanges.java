package postmortem.log.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.log.summary.Sight;
import postmortem.log.summary.SignatureRow;

/**
 * Statements that change the schema or the settings of a database, as its server logs them. They
 * are logged when they begin: whether they succeed is told by other records. Statements that a
 * server logs behind an error failed, and are none.
 */
final class SchemaChanges implements Finder {

  private static final int MOST = 8;

  private static final String STATEMENT =
      "(?<statement>(?:alter|drop|create(?: or replace)?(?: unique)?)\\s+(?:table|index|view"
          + "|materialized view|sequence|type|schema|database|system|trigger|function|procedure"
          + "|extension|policy|publication|subscription|role|user)\\b.*"
          + "|truncate\\s+table\\b.*|rename\\s+table\\b.*|reindex\\s.*|vacuum\\s+full\\b.*"
          + "|set\\s+(?:global|persist)\\s.*)";

  /** Behind what servers and libraries write before a statement. */
  private static final Pattern LOGGED =
      Pattern.compile(
          "(?is)^(?:(?:duration: \\S+ ms\\s+)?(?:statement|execute [^:]{1,80}): +"
              + "|AUDIT: SESSION,[^,]*,[^,]*,(?:DDL|ROLE),[^,]*,[^,]*,[^,]*,\"?"
              + "|Query[\\t ]+)"
              + STATEMENT);

  /** Of logs that hold nothing but statements, and know no severity. */
  private static final Pattern ALONE = Pattern.compile("(?is)^" + STATEMENT);

  @Override
  public List<Finding> find(StreamView stream) {
    List<SignatureRow> rows = new ArrayList<>(stream.others());
    rows.addAll(stream.warnings());
    List<Finding> found = new ArrayList<>();
    for (SignatureRow row : rows) {
      // What is said often is the work of the program, such as a table for each day.
      if (row.count() <= SignatureRow.EXAMPLES && isOne(row.severity(), stream.text(row))) {
        for (Sight sight : row.examples()) {
          found.add(Finding.said(EventType.INFRASTRUCTURE, sight, row.count()));
        }
      }
    }
    return Finding.best(found, MOST);
  }

  private static boolean isOne(Severity severity, String text) {
    return LOGGED.matcher(text).find()
        || (severity == Severity.UNKNOWN && ALONE.matcher(text).find());
  }

  /** The statement in a message that is one. */
  static String statement(String message) {
    Matcher logged = LOGGED.matcher(message);
    return logged.find() ? logged.group("statement") : message;
  }
}
