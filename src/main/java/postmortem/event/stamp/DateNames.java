package postmortem.event.stamp;

import java.nio.charset.StandardCharsets;

/**
 * Names of months and days, AM and PM, in any case: where each ends, or -1. Days and whole months
 * are English, those of the languages of western Europe as well where a layout asks for them:
 * {@code journalctl} and {@code java.util.logging} write them in that of the machine.
 */
public final class DateNames {

  private static final byte[] MONTHS =
      "janfebmaraprmayjunjulaugsepoctnovdec".getBytes(StandardCharsets.US_ASCII);

  /** Short names of three letters in other languages, month by month; none is another elsewhere. */
  private static final byte[][][] OTHER_MONTHS =
      months("ene,gen|fev|mrt|abr|mai,mei,maj,mag|giu|lug|ago|set|okt,out,ott||dez,dic,des");

  /** Those of other lengths, and with other letters than those of ASCII, short and whole. */
  private static final byte[][][] LONG_MONTHS =
      months(
          "janv.,janv,jan.,janvier,januar,januari,enero,gennaio,janeiro"
              + "|f\u00e9vr.,f\u00e9vr,feb.,f\u00e9vrier,februar,februari,febrero,febbraio,fevereiro"
              + "|mars,m\u00e4rz.,m\u00e4rz,m\u00e4r,m\u00e4r.,mrz,mrz.,maart,marzo,mar\u00e7o,marts"
              + "|avril,avr.,avr,april,apr.,abril,aprile|mayo,maio,maggio|juin,juni,junio,junho,giugno"
              + "|juil.,juil,juli,juillet,julio,julho,luglio"
              + "|ao\u00fbt,aug.,august,agosto,augusti,augustus"
              + "|sept.,sept,sep.,september,septembre,septiembre,settembre,setembro"
              + "|oct.,okt.,oktober,octobre,octubre,ottobre,outubro"
              + "|nov.,november,novembre,noviembre,novembro"
              + "|d\u00e9c.,d\u00e9c,dec.,dez.,des.,dezember,december,desember,d\u00e9cembre"
              + ",diciembre,dicembre,dezembro");

  /** Days in the same languages, short and whole. */
  private static final byte[][] OTHER_WEEKDAYS =
      bytes(
          "montag,dienstag,mittwoch,donnerstag,freitag,samstag,sonnabend,sonntag,mo,di,mi,do,fr,sa,so"
              + ",lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche,lun,mar,mer,jeu,ven,sam,dim"
              + ",lunes,martes,mi\u00e9rcoles,jueves,viernes,s\u00e1bado,domingo,mi\u00e9,jue,vie,s\u00e1b,dom"
              + ",luned\u00ec,marted\u00ec,mercoled\u00ec,gioved\u00ec,venerd\u00ec,sabato,domenica,gio,sab"
              + ",segunda-feira,ter\u00e7a-feira,quarta-feira,quinta-feira,sexta-feira"
              + ",seg,ter,qua,qui,sex,maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag,zondag"
              + ",ma,wo,vr,za,zo,m\u00e5ndag,mandag,tisdag,tirsdag,onsdag,torsdag,fredag"
              + ",l\u00f6rdag,l\u00f8rdag,s\u00f6ndag,s\u00f8ndag,m\u00e5n,man,tis,tir,ons,tor,fre,l\u00f6r"
              + ",l\u00f8r,s\u00f6n,s\u00f8n");

  private static final byte[][] MONTH_TAILS =
      bytes("uary,ruary,ch,il,,e,y,ust,tember,ober,ember,ember");
  private static final byte[][] WEEKDAYS = bytes("mon,tue,wed,thu,fri,sat,sun");
  private static final byte[][] WEEKDAY_TAILS = bytes("day,sday,nesday,rsday,day,urday,day");

  private static final byte[][] ORDINALS = bytes("st,nd,rd,th");

  private DateNames() {}

  private static byte[][] bytes(String words) {
    String[] parts = words.split(",", -1);
    byte[][] all = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      all[i] = parts[i].getBytes(StandardCharsets.UTF_8);
    }
    return all;
  }

  private static byte[][][] months(String names) {
    String[] months = names.split("\\|", -1);
    byte[][][] all = new byte[months.length][][];
    for (int i = 0; i < months.length; i++) {
      all[i] = months[i].isEmpty() ? new byte[0][] : bytes(months[i]);
    }
    return all;
  }

  /** ASCII letters in any case; {@code text} is lower case. */
  private static boolean startsWithAnyCase(
      byte[] buf, int from, int to, byte[] text, int at, int length) {
    if (to - from < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((buf[from + i] | 0x20) != text[at + i]) {
        return false;
      }
    }
    return true;
  }

  /** The month of that name, 1 to 12, short or whole; 0 where it is none. */
  public static int month(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    Stamp found = new Stamp();
    boolean named =
        month(text, 0, text.length, true, found) == text.length
            || anyMonth(text, 0, text.length, found) == text.length;
    return named ? found.month : 0;
  }

  static int month(byte[] buf, int from, int to, boolean whole, Stamp out) {
    for (int i = 0; i < 12; i++) {
      if (startsWithAnyCase(buf, from, to, MONTHS, 3 * i, 3)) {
        byte[] tail = MONTH_TAILS[i];
        out.month = i + 1;
        if (!whole) {
          return from + 3;
        }
        return startsWithAnyCase(buf, from + 3, to, tail, 0, tail.length)
            ? from + 3 + tail.length
            : -1;
      }
    }
    return whole ? -1 : otherMonth(buf, from, to, out);
  }

  private static int otherMonth(byte[] buf, int from, int to, Stamp out) {
    for (int i = 0; i < OTHER_MONTHS.length; i++) {
      for (byte[] name : OTHER_MONTHS[i]) {
        if (startsWithAnyCase(buf, from, to, name, 0, 3)) {
          out.month = i + 1;
          return from + 3;
        }
      }
    }
    return -1;
  }

  /** A name in any of the languages, short or whole: the longest that stands there. */
  static int anyMonth(byte[] buf, int from, int to, Stamp out) {
    int end = month(buf, from, to, false, out);
    for (int i = 0; i < LONG_MONTHS.length; i++) {
      for (byte[] name : LONG_MONTHS[i]) {
        if (from + name.length > end && startsWithName(buf, from, to, name)) {
          end = from + name.length;
          out.month = i + 1;
        }
      }
    }
    return end;
  }

  /** Letters of ASCII in any case, other bytes as they are. */
  private static boolean startsWithName(byte[] buf, int from, int to, byte[] name) {
    if (to - from < name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      int b = buf[from + i];
      if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != name[i]) {
        return false;
      }
    }
    return true;
  }

  static int weekday(byte[] buf, int from, int to, boolean whole) {
    for (int i = 0; i < 7; i++) {
      if (startsWithAnyCase(buf, from, to, WEEKDAYS[i], 0, 3)) {
        byte[] tail = WEEKDAY_TAILS[i];
        if (!whole) {
          return from + 3;
        }
        return startsWithAnyCase(buf, from + 3, to, tail, 0, tail.length)
            ? from + 3 + tail.length
            : -1;
      }
    }
    return -1;
  }

  /** A day in any of the languages, short or whole, with its point: the longest there. */
  static int anyWeekday(byte[] buf, int from, int to) {
    int whole = weekday(buf, from, to, true);
    int end = whole > 0 ? whole : weekday(buf, from, to, false);
    for (byte[] name : OTHER_WEEKDAYS) {
      if (from + name.length > end && startsWithName(buf, from, to, name)) {
        end = from + name.length;
      }
    }
    return end > 0 && end < to && buf[end] == '.' ? end + 1 : end;
  }

  /** The ending of an ordinal number. */
  static int ordinal(byte[] buf, int from, int to) {
    for (byte[] ending : ORDINALS) {
      if (startsWithAnyCase(buf, from, to, ending, 0, 2)) {
        return from + 2;
      }
    }
    return -1;
  }

  /** AM or PM in any case, also as {@link #pointedHalfDay} has it. */
  static int halfDay(byte[] buf, int from, int to, Stamp out) {
    if (to - from < 2) {
      return -1;
    }
    int letter = buf[from] | 0x20;
    if (letter != 'a' && letter != 'p') {
      return -1;
    }
    int end = (buf[from + 1] | 0x20) == 'm' ? from + 2 : pointedHalfDay(buf, from, to);
    if (end > 0) {
      out.halfDay = letter == 'a' ? 0 : 12;
    }
    return end;
  }

  /**
   * Behind AM or PM with points, as Spanish and the English of Canada have it: {@code p.m.}, and
   * {@code p. m.} with any blank; or -1.
   */
  static int pointedHalfDay(byte[] buf, int from, int to) {
    if (to - from < 4 || buf[from + 1] != '.') {
      return -1;
    }
    int letter = buf[from] | 0x20;
    int at = blankEnd(buf, from + 2, to);
    boolean pointed = at + 1 < to && (buf[at] | 0x20) == 'm' && buf[at + 1] == '.';
    return (letter == 'a' || letter == 'p') && pointed ? at + 2 : -1;
  }

  /** Behind a space, one that does not break, or a narrow one; the same place where none stands. */
  static int blankEnd(byte[] buf, int at, int to) {
    if (at < to && buf[at] == ' ') {
      return at + 1;
    }
    if (at + 1 < to && buf[at] == (byte) 0xC2 && buf[at + 1] == (byte) 0xA0) {
      return at + 2;
    }
    boolean narrow =
        at + 2 < to
            && buf[at] == (byte) 0xE2
            && buf[at + 1] == (byte) 0x80
            && buf[at + 2] == (byte) 0xAF;
    return narrow ? at + 3 : at;
  }
}
