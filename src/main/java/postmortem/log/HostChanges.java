package postmortem.log;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventType;

/**
 * What was changed on a host, as its own programs write to syslog: a crontab that was replaced or
 * deleted, and commands that somebody ran as another user, unless they only look at something.
 */
final class HostChanges implements Finder {

  private static final int MOST = 8;

  /** As cron's {@code crontab} writes: the caller, what was done, whose table it is. */
  private static final Pattern CRONTAB =
      Pattern.compile(
          "^\\((?:[^()\\s]{1,64})\\) (?<done>REPLACE|DELETE) \\((?<whose>[^()\\s]{1,64})\\)$");

  /** As sudo writes; what has no terminal was run by a program. */
  private static final Pattern SUDO =
      Pattern.compile(
          "^\\s*\\S{1,64} : TTY=(?!unknown\\b)\\S+ ; PWD=[^;]* ; USER=\\S+ ;(?: (?:GROUP|ENV)=[^;]* ;)*"
              + " COMMAND=(?<command>/\\S+(?: .*)?)$");

  private static final Pattern LOOKING =
      Pattern.compile(
          "^\\S*/(?:cat|less|more|tail|head|z?e?grep|ls|ll|find|df|du|lsof|ps|top|htop|iotop|iostat|free|uptime"
              + "|journalctl|dmesg|ss|netstat|ip|tcpdump|strace|perf|id|whoami|su|sh|bash|zsh|env|true|stat|file|wc|diff|md5sum"
              + "|(?:systemctl|service) .*(?:status|list|show|is-|cat).*"
              + "|(?:docker|podman|crictl|kubectl) (?:ps|logs|stats|inspect|images|get|describe|top).*)(?: .*)?$");

  @Override
  public List<Finding> find(StreamView stream) {
    List<Finding> found = new ArrayList<>();
    for (SignatureRow row : stream.others()) {
      // What is said often is the work of a program, such as one that manages the host.
      EventType type = type(stream.text(row));
      if (type != null && row.count <= SignatureRow.EXAMPLES) {
        for (Sight sight : row.examples()) {
          found.add(Finding.said(type, sight, row.count));
        }
      }
    }
    return Finding.best(found, MOST);
  }

  private static @Nullable EventType type(String text) {
    if (CRONTAB.matcher(text).find()) {
      return EventType.CONFIGURATION;
    }
    Matcher sudo = SUDO.matcher(text);
    return sudo.find() && !LOOKING.matcher(sudo.group("command")).find()
        ? EventType.INFRASTRUCTURE
        : null;
  }

  /** What a message says was changed; null for one that is no such change. */
  static @Nullable String said(String message) {
    Matcher crontab = CRONTAB.matcher(message);
    if (crontab.find()) {
      String done = crontab.group("done").equals("DELETE") ? " deleted" : " replaced";
      return "Crontab of " + crontab.group("whose") + done;
    }
    Matcher sudo = SUDO.matcher(message);
    return sudo.find() ? "Run with sudo: " + sudo.group("command") : null;
  }
}
