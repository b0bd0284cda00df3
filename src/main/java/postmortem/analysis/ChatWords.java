package postmortem.analysis;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.timeline.Vocabulary;
import postmortem.timeline.Vocabulary.Topic;
import postmortem.timeline.Words;

/** What a message of a person does: it reports what users see, or takes the incident on. */
final class ChatWords {

  private static final Pattern REPORT =
      Pattern.compile(
          "\\b(?:any(?:one|body) (?:else )?(?:seeing|getting|having|noticing|hearing)|getting reports"
              + "|(?:customers?|users?|clients?|merchants?|partners?|support|tickets?)\\b.{0,40}\\b"
              + "(?:report|complain|see|seeing|get|getting|cannot|can't|can not|unable)"
              + "|(?:says?|said|tells? (?:me|us)|writes?|wrote|calls?|called|reports?|reported"
              + "|complains?|complained)\\b.{0,60}"
              + "|(?:fails?|failing|slow|hangs?|broken|down|errors?|timeouts?) (?:\\S+ ){0,2}for (?:me|us)\\b)",
          Pattern.CASE_INSENSITIVE);

  /** That something does not do what it is there for. */
  private static final Pattern DOES_NOT =
      Pattern.compile(
          "\\b(?:do not|don't|does not|doesn't|did not|didn't|cannot|can't|can not|could not|couldn't|won't"
              + "|will not|unable to|no longer|never) (?:[\\w-]+ )?(?:start|load|work|open|play|log ?in|sign ?in|pay"
              + "|check ?out|connect|arrive|send|upload|download|finish|complete|respond|save|sync|book|order)s?\\b"
              + "|\\bsomething went wrong\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TIMES_OUT =
      Pattern.compile("\\btim(?:e|es|ed|ing) out\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern TAKING =
      Pattern.compile(
          "\\b(?:i(?:'ll| will| can|'m| am)? (?:take|taking|took) (?:it|this|that|over|a look)"
              + "|i(?:'ve| have)? got (?:it|this)|i(?:'ve| have) (?:it|this)(?=\\s*(?:[,.;!]|$))"
              + "|(?:^(?:@\\S+[,:]? )*|[.!,;:]\\s*)(?:taking (?:it|this)\\b(?! (?:back|down|out|off))|got (?:the )?page(?:d\\b|\\b))"
              + "|(?:^(?:@\\S+[,:]? )*|[.!,;]\\s*|\\bi(?:'m| am) )on it\\b"
              + "|i(?:'m| am|'ll be| will be) (?:the )?(?:ic|incident (?:lead|commander|manager))"
              + "|(?:i(?:'m| am)? )?(?:looking|digging) into (?:it|this)"
              + "|i(?:'ll| will) (?:look|check|have a look|investigate)|looking now"
              + "|(?:^(?:@\\S+[,:]? )*|[.!,;]\\s*|\\bi(?:'m| am) )(?:having|taking) a look\\b(?! at (?!it\\b|this\\b))"
              + "|i(?:'m| am) looking at (?:it|this)\\b"
              + "|i(?:'m| am) looking (?:at|into) (?:the |this |that |these |those )(?:[\\w-]+ ){0,2}(?:alarms?|alerts?|pages?|errors?"
              + "|failures?|outage|incident)\\b(?! (?:of|from) (?:yesterday|last))"
              + "|(?:^(?:@\\S+[,:]? )*|[.!,;]\\s*)(?:i(?:'m| am) )?looking(?=\\s*(?:[,.;!]|$)| at (?:it|this)\\b)"
              + "|(?:ack|acked|acking|acknowledged)\\b)",
          Pattern.CASE_INSENSITIVE);

  /** What stands for a guard that is not there, or for something that was set and left. */
  private static final Pattern LACK =
      Pattern.compile(
          "\\b(?:no|without(?: any| an?)?)"
              + " (?:(?!(?:in|on|of|for|from|to|and|or|more|new|other|further|such|longer)\\b)[\\w-]+ ){0,2}"
              + "(?:alert(?:s|ing)?|alarms?|monitor(?:s|ing)?"
              + "|limits?|bounds?|\\w*_?timeouts?|budgets?|backoff|fallback|circuit breaker"
              + "|tests?\\b(?! (?:fail|broke|ran|run))"
              + "|dashboards?|metrics?|runbooks?|owners?|canary|validation|checks?|quota|replicas?"
              + "|redundancy|safeguards?|guards?|dead letter queue|dlq)\\b"
              // That something stopped is no lack: no timeouts since 14:00.
              + "(?! (?:since|any ?more|so far|left|seen)\\b)"
              + "|\\bnobody (?:knew|knows|noticed|reads?|watch(?:es|ed)|owns?|track(?:s|ed)|looked)\\b"
              + "|\\b(?:never|not|n't) (?:[\\w-]+ )?(?:alert(?:s|ed)?|monitored|tracked|renewed"
              + "|documented|watched|measured|covered|bounded|limited|configured)\\b"
              + "|\\b(?:alerts?|monitors?) (?:only )?on [\\w -]+ only\\b|\\balerts? only on\\b"
              + "|\\b(?:hard-?coded|pinned|pins|unbounded|single point of failure)\\b",
          Pattern.CASE_INSENSITIVE);

  /** What says that it is over, at the beginning of a sentence. */
  private static final Pattern OVER =
      Pattern.compile(
          "(?:^|[.!:,;]\\s+)(?:(?:and |ok,? |okay,? |closing(?: (?:it|this))?(?: as)?[,:]? |marking (?:it |this )?(?:as )?"
              + "|declaring (?:it |this )?|calling (?:it |this )|(?:the |this )?(?:incident|issue|outage)(?: is| was|'s)? (?:now )?"
              + "|(?:now )?(?:it|this|that)(?: is|'s) (?:now |really |finally |fully )*|all ))?(?:resolved|all clear)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NOT_OVER =
      Pattern.compile(
          "\\?|\\b(?:not|isn't|almost|nearly|when|once|until|unless|if|will be|should be|auto)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+");

  private ChatWords() {}

  /** The sentences of a person which say that something was missing; null for none. */
  static @Nullable String lack(Event message) {
    if (isBot(message) || !LACK.matcher(message.summary()).find()) {
      return null;
    }
    String said =
        SENTENCE_END
            .splitAsStream(message.summary())
            .filter(sentence -> LACK.matcher(sentence).find() && !sentence.endsWith("?"))
            .collect(Collectors.joining(" "));
    String text = said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
    return text.isBlank() ? null : text;
  }

  /** Whether a person passes on what users see. */
  static boolean isReport(Event message) {
    String text = message.summary();
    boolean symptom =
        Vocabulary.builtIn().count(Topic.SYMPTOM, Words.plain(text)) > 0
            || TIMES_OUT.matcher(text).find()
            || DOES_NOT.matcher(text).find();
    return symptom && !isBot(message) && REPORT.matcher(text).find();
  }

  /** Whether a person says to be on it. */
  static boolean isTaking(Event message) {
    List<String> words = Words.plain(message.summary());
    return !isBot(message)
        && Vocabulary.builtIn().count(Topic.CHATTER, words) == 0
        && TAKING.matcher(message.summary()).find();
  }

  /** Whether a person says that it is over. */
  static boolean isOver(Event message) {
    return !isBot(message)
        && SENTENCE_END
            .splitAsStream(message.summary())
            .anyMatch(
                sentence -> OVER.matcher(sentence).find() && !NOT_OVER.matcher(sentence).find());
  }

  private static boolean isBot(Event message) {
    String actor = message.actor();
    return actor != null && Vocabulary.builtIn().count(Topic.BOT, Words.plain(actor)) > 0;
  }
}
