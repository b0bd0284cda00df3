package postmortem.source.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the name of a column, or of a member of an object, says of its values. Words of a few
 * languages, since in-house exports have no names that anybody agreed on.
 *
 * @param words in lower case, in order; a name that says nothing by itself ({@code value}, {@code
 *     iso}) has those of what it stands in before it
 */
public record ColumnName(List<String> words) {

  /** What a column of times tells, the more of an event first. */
  enum Meaning {
    /** When something began or happened. */
    BEGINNING,
    /** When, without saying of what. */
    PLAIN,
    /** When it was noticed, told or done. */
    TOLD,
    /** The name is no word that is known here. */
    UNKNOWN,
    /** When it was written down. */
    RECORDED,
    /** When it was written down again. */
    CHANGED,
    /** When something is meant to begin. */
    PLANNED,
    /** When it was over. */
    END,
    /** When something is due, no longer valid or was born: no event. */
    NEVER
  }

  private static final Pattern BORDER =
      Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})|[^\\p{L}\\d]+");

  private static final Set<String> VAGUE =
      words(
          "name value text iso utc epoch raw full id key title label login display email list data"
              + " content string unix ms date time");

  private static final Set<String> NEVER =
      words(
          "expire expires expired expiry expiration due deadline birthday birth birthdate dob born"
              + " valid validity renewal renews warranty eta delivery geburtstag geburtsdatum gültig"
              + " ablauf abgelaufen fällig frist laufzeit lieferdatum hired joined before after next"
              + " generated exported vencimiento échéance retention");

  /** Behind "last": when somebody was there, not what happened. */
  private static final Set<String> PRESENCE =
      words(
          "login logon seen signin sign active activity used contact access accessed heartbeat"
              + " checkin sync synced backup password online visit run anmeldung");

  private static final Set<String> PLANNED =
      words("planned scheduled estimated expected target plan geplant geplante geplanter soll");

  private static final Set<String> CHANGED =
      words(
          "updated modified modification edited refreshed synced aktualisiert bearbeitet last"
              + " letzte letzter");

  private static final Set<String> RECORDED =
      words(
          "created creation inserted added registered imported ingested stored indexed requested"
              + " request queued approved processed handled acknowledged acked assigned erstellt"
              + " angelegt bestätigt erfasst collected enqueued archived installed purchased emitted"
              + " extracted fetched retrieved scraped crawled loaded");

  private static final Set<String> END =
      words(
          "end ended ends finish finished finishes stop stopped clear cleared close closed resolve"
              + " resolved recovered restored complete completed until till to ende endzeit enddatum"
              + " endet bis erledigt behoben geschlossen gelöst abgeschlossen beendet fertig fin fine"
              + " hasta fixed ceased");

  private static final Set<String> BEGINNING =
      words(
          "start started starts begin began begins begun beginning beginn begonnen anfang raise"
              + " raised occur occurred occurrence occurs happened trigger triggered fired since from"
              + " von startzeit startdatum aufgetreten auftreten inicio debut début inizio onset"
              + " first down commenced");

  private static final Set<String> TOLD =
      words(
          "opened open reported logged detected discovered received posted sent submitted recorded"
              + " entered noted issued published announced declared performed executed applied"
              + " deployed released rolled live swiped called observed measured sampled failed"
              + " crashed rebooted gemeldet meldung eingang eingegangen gesendet gemessen changed"
              + " switched merged ausgerollt durchgeführt protokolliert aufgenommen geändert"
              + " gestartet arrived taken made done said written notified paged alerted"
              + " run launched interval bucket sample");

  private static final Set<String> PLAIN =
      words(
          "time timestamp ts t at when datetime date datum zeit zeitpunkt zeitstempel uhrzeit tag"
              + " day stamp epoch fecha hora heure data ora moment wann quando dt eventtime");

  /** What says in words what happened, the fuller first. */
  private static final List<String> TEXT =
      List.of(
          "message",
          "msg",
          "summary",
          "headline",
          "title",
          "subject",
          "text",
          "meldung",
          "nachricht",
          "ereignis",
          "betreff",
          "titel",
          "beschreibung",
          "kurzbeschreibung",
          "zusammenfassung",
          "event",
          "happened",
          "what",
          "description",
          "desc",
          "entry",
          "update",
          "note",
          "notes",
          "notiz",
          "report",
          "said",
          "words",
          "anliegen",
          "arbeiten",
          "work",
          "fault",
          "störung",
          "problem",
          "vorgang",
          "details",
          "detail",
          "body",
          "content",
          "reason",
          "cause",
          "grund",
          "ursache",
          "comment",
          "kommentar",
          "remark",
          "bemerkung",
          "error",
          "alarm",
          "alert",
          "issue",
          "tätigkeit",
          "maßnahme",
          "activity",
          "incident",
          "story");

  private static final Set<String> SEVERITY =
      words(
          "severity sev level lvl prio priority urgency criticality schweregrad priorität"
              + " dringlichkeit stufe impact gravité severidad");

  private static final Set<String> SERVICE =
      words(
          "service services servicename app application component microservice dienst anwendung"
              + " komponente servicio");

  private static final Set<String> HOST =
      words("host hostname node server machine device rechner gerät instance knoten");

  private static final Set<String> ACTOR =
      words(
          "user username actor deployer who by author operator initiator engineer reporter sender speaker"
              + " member benutzer bearbeiter verantwortlich von nick approver caller holder login"
              + " wer person requester requestor assignee owner");

  /** What describes things and people, which have dates as well. */
  private static final Set<String> THING =
      words(
          "price amount currency cost sku stock quantity iban invoice salary os cpu ram serial model"
              + " contact lat lon latitude longitude preis betrag menge rechnung kunde customer");

  private static final Set<String> TELLER =
      words(
          "reporter requester requestor user operator caller by melder anrufer benutzer submitter");

  private static final Set<String> ID =
      words("id nr no number uuid guid ref key hash sha checksum badge index row idx nummer");

  private static final List<String> LAST_PARTS =
      List.of(
          "zeitpunkt",
          "zeitstempel",
          "zeit",
          "datum",
          "beginn",
          "ende",
          "time",
          "date",
          "text",
          "meldung",
          "beschreibung",
          "ursache");

  private static final Set<String> ONE_WORD =
      words(
          "update uptime downtime runtime lifetime overtime mandate candidate validate context"
              + " datetime uhrzeit startzeit endzeit startdatum enddatum eventtime geburtsdatum"
              + " lieferdatum laufzeit birthdate kurzbeschreibung spende legende");

  public ColumnName {
    words = List.copyOf(words);
  }

  /**
   * Reads the name of a member.
   *
   * @param path names from the record down to it
   */
  public static ColumnName of(List<String> path) {
    List<String> words = split(path.get(path.size() - 1));
    if (path.size() > 1 && VAGUE.containsAll(words)) {
      List<String> longer = new ArrayList<>(split(path.get(path.size() - 2)));
      longer.addAll(words);
      words = longer;
    }
    return new ColumnName(words);
  }

  /** The words of a name: {@code Raised at}, {@code raised_at} and {@code raisedAt} are one. */
  static List<String> split(String name) {
    List<String> words = new ArrayList<>();
    for (String word : BORDER.split(name, -1)) {
      if (!word.isEmpty()) {
        compound(word.toLowerCase(Locale.ROOT), words);
      }
    }
    return words;
  }

  /** {@code starttime}, {@code Störungsbeginn}: what is written as one word, as its two parts. */
  private static void compound(String word, List<String> words) {
    for (String last : LAST_PARTS) {
      if (word.length() > last.length() && word.endsWith(last) && !ONE_WORD.contains(word)) {
        words.add(word.substring(0, word.length() - last.length()));
        words.add(last);
        return;
      }
    }
    words.add(word);
  }

  private static Set<String> words(String words) {
    return Set.of(words.split(" ", -1));
  }

  private boolean any(Set<String> known) {
    return words.stream().anyMatch(known::contains);
  }

  /** What it tells if its values are times. */
  Meaning meaning() {
    boolean last = words.contains("last") || words.contains("letzte") || words.contains("letzter");
    if (any(NEVER) || (last && any(PRESENCE))) {
      return Meaning.NEVER;
    }
    if (any(PLANNED)) {
      return Meaning.PLANNED;
    }
    if (any(CHANGED)) {
      return Meaning.CHANGED;
    }
    if (any(RECORDED)) {
      return Meaning.RECORDED;
    }
    if (any(BEGINNING)) {
      return Meaning.BEGINNING;
    }
    if (any(END)) {
      return Meaning.END;
    }
    if (any(TOLD)) {
      return Meaning.TOLD;
    }
    return any(PLAIN) ? Meaning.PLAIN : Meaning.UNKNOWN;
  }

  /** Whether its values are times by what it is called: only then is a bare number one. */
  public boolean saysTime() {
    return meaning() != Meaning.UNKNOWN && meaning() != Meaning.NEVER;
  }

  /** Whether a word of it begins like that. */
  boolean begins(String word) {
    return words.stream().anyMatch(one -> one.startsWith(word));
  }

  /** Whether it has one of these words. */
  boolean has(String... any) {
    return words.stream().anyMatch(Set.of(any)::contains);
  }

  /** How well it names a text that says what happened: the lower the better; -1 for not at all. */
  public int textRank() {
    int best = -1;
    for (int i = 0; i < TEXT.size(); i++) {
      if (best < 0 && words.contains(TEXT.get(i))) {
        best = i;
      }
    }
    // German writes the words of a name as one.
    return best < 0 && (begins("alarm") || begins("fehler")) ? TEXT.size() : best;
  }

  /** Whether it says how bad something is. */
  boolean isSeverity() {
    return any(SEVERITY);
  }

  /** Whether it names a service. */
  boolean isService() {
    return any(SERVICE) && !isId();
  }

  /** Whether it names a machine. */
  boolean isHost() {
    return any(HOST) && !isId();
  }

  /** Whether it names who did it. */
  boolean isActor() {
    return any(ACTOR) && !any(ID);
  }

  /** Whether it describes a thing or a person rather than something that happened. */
  boolean isOfThing() {
    return any(THING);
  }

  /** Whether it names who told of something, and not who owns or wrote it. */
  boolean isTeller() {
    return any(TELLER) && !any(ID);
  }

  /** Whether it names a number or a key. */
  boolean isId() {
    return any(ID);
  }
}
