package postmortem.event.stamp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LayoutGuessTest {

  private static List<String> layouts(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return LayoutGuess.at(bytes, 0, bytes.length).stream().map(LayoutGuess.Guess::layout).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "2025-02-09T10:05:23.123Z up | yyyy-MM-dd'T'HH:mm:ssfX",
        "Freitag, 14. M\u00e4rz 2025 07:12:33 - up | ccc, d. LLL yyyy HH:mm:ss",
        "domingo, 9 de febrero de 2025 10:05:23 up | ccc, d' de 'LLL' de 'yyyy HH:mm:ss",
        "26 f\u00e9vrier 2025 12:17:33 - up | d LLL yyyy HH:mm:ss",
        "03 de mar\u00e7o de 2025 10:05:23 [up] | d' de 'LLL' de 'yyyy HH:mm:ss",
        "26. Apr. 2025, 07:12:33 up | d. LLL yyyy, HH:mm:ss",
        "09FEB2025:10:05:23 up | dMMMyyyy:HH:mm:ss",
        "14Mar25 07:12:33 up | dMMMyy HH:mm:ss",
        "2025\u5e7403\u670814\u65e5 07\u664210\u520638\u79d2 up | yyyy\u5e74M\u6708d\u65e5 HH'\u6642'mm'\u5206'ss'\u79d2'",
        "2025\u5e743\u670814\u65e507:10:38 up | yyyy\u5e74M\u6708d\u65e5HH:mm:ss",
        "14/03/2025 07h10m14s up | d/M/yyyy HH'h'mm'm'ss's'",
        "20250314:071006824:2927 up | yyyyMMdd:HHmmssSSS",
        "07:10:34.078 14.03.2025 up | HH:mm:ssf d.M.yyyy",
        "2025/2/9 9:05:23 up | yyyy/M/d H:mm:ss",
        "20250209-100523 up | yyyyMMdd-HHmmss",
        "20250209100523;up | yyyyMMddHHmmss",
        "2025-02-09-10.05.23.123456 up | yyyy-MM-dd-HH.mm.ssf",
        "2025-02-09 10:05:23:123 up | yyyy-MM-dd HH:mm:ss:SSS",
        "09/Feb/2025:10:05:23 +0100 up | d/MMM/yyyy:HH:mm:ss X",
        "February 9, 2025 10:05:23 up | MMMM d, yyyy HH:mm:ss",
        "CET Feb  9 10:05:23] up | z MMM _d HH:mm:ss",
        "Sun Feb  9 10:05:23 CET 2025 up | EEE MMM _d HH:mm:ss z yyyy",
        "Sun Feb 9 2025 10:05:23 GMT+0100 (CET) | EEE MMM d yyyy HH:mm:ss 'GMT'X (v)",
        "Sun Feb 9 2025 10:05:23 GMT+0100 (Mitteleurop\u00e4ische Normalzeit) up | EEE MMM d yyyy HH:mm:ss 'GMT'X (v)",
        "2025-02-09 10:05:23 +0100 (Central European Standard Time) up | yyyy-MM-dd HH:mm:ss X (v)",
        "2025-02-09, 3:05:23 p.m. up | yyyy-MM-dd, h:mm:ss a",
        "21 Apr 2026, 9:30:15 a.m. GMT-6] up | d MMM yyyy, h:mm:ss a z",
        "2025-02-09 10:05:23 GMT+5:30 up | yyyy-MM-dd HH:mm:ss z",
        "2025-02-09 10:05:23 UTC+2 up | yyyy-MM-dd HH:mm:ss z",
        "2025-02-09 10:05:23 +0300 MSK up | yyyy-MM-dd HH:mm:ss X z",
        "2025-02-09 10:05:23 +0100 (worker 1) up | yyyy-MM-dd HH:mm:ss X",
        "2025-02-09 10:05:23 +0100 INFO up | yyyy-MM-dd HH:mm:ss X",
        "Sun Feb 9 10:05:23 2025 +0100 | EEE MMM d HH:mm:ss yyyy X",
        "Thu Apr 7 15:13:13 -0700 PST 2005 up | EEE MMM d HH:mm:ss X z yyyy",
        "Mon Aug 10 15:44:11 CEST+0200 2015 up | EEE MMM _d HH:mm:ss 'CEST'X yyyy",
        "Sun,  9 Feb 2025 10:05:23 +0100 up | EEE, _d MMM yyyy HH:mm:ss X",
        "February 9th 2025, 3:05:23 pm up | MMMM dt yyyy, h:mm:ss a",
        "3rd Feb 2025 13:58:24 up | dt MMM yyyy HH:mm:ss",
        "Feb 9, 2025 at 3:05:23 PM up | MMM d, yyyy 'at' h:mm:ss a",
        "oct. 7, 2025 11:15:26pm up | LLL d, yyyy h:mm:ssa",
        "7 janv. 2025 11:15:26 up | d LLL yyyy HH:mm:ss",
        "2025 Feb  9 10:05:23 up | yyyy MMM _d HH:mm:ss",
        "2025\u5e7402\u670809\u65e5 10:05:23 up | yyyy\u5e74M\u6708d\u65e5 HH:mm:ss",
        "2025\ub144 2\uc6d4 9\uc77c 10:05:23 up | yyyy\ub144 M\uc6d4 d\uc77c HH:mm:ss",
        "02-09 10:05:23 up | MM-dd HH:mm:ss",
        "02/09 10:05:23.5 up | MM/dd HH:mm:ssf",
        "20250209:100523 up | yyyyMMdd:HHmmss",
        "2025-040 10:05:23 up | yyyy-DDD HH:mm:ss",
        "9-Feb-2025::10:05:23.123 up | d-MMM-yyyy::HH:mm:ssf",
        "02/09/2025 10:05:23.123 PM up | d/M/yyyy h:mm:ssf a",
        "2025-2-9 8:5:3 up | yyyy-M-d H:m:s",
        "2009-08-12T22:15:9-0700 up | yyyy-MM-dd'T'HH:m:sX",
        "1739095523 up | epoch-s",
        "1739095523123: up | epoch-ms"
      })
  void a_stamp_is_written_down_as_a_layout(String text, String layout) {
    assertThat(layouts(text)).startsWith(layout);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mon Aug 10 15:44:11 XYZT+0200 2015 up",
        "2018-09-30 21:09:13.123PMDT up",
        "2018-09-30 08:09:13 PMDT up",
        "2025-02-09 up",
        "10:05:23 up",
        "25.13.2025 10:05:23 up",
        "12:30:25 04:08:09 up",
        "2025-02-09 2:8 up",
        "02-09 10:05 up",
        "12/25 is 48 %",
        "February 9nth 2025 10:05:23 up",
        "Freitags, 14. M\u00e4rz 2025 07:12:33 up",
        "14. Stock 2025 07:12:33 up",
        "14Max25 07:12:33 up",
        "2025-03-14 7h10m14s up",
        "07:10:34 14 orders",
        "173909552 up",
        "1739095523a up"
      })
  void what_would_be_another_time_if_it_were_cut_there_is_none(String text) {
    assertThat(layouts(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"03/04/2025 10:05:23 up | d/M/yyyy HH:mm:ss | M/d/yyyy HH:mm:ss"})
  void all_orders_are_given_where_figures_do_not_tell(String text, String first, String second) {
    assertThat(layouts(text)).containsExactly(first, second);
  }

  @Test
  void whatever_stands_there_a_guess_reads_as_far_as_it_says() {
    List<String> pieces =
        List.of(
            "0",
            "1",
            "2",
            "12",
            "31",
            "2025",
            "25",
            "20250209",
            "1739095523",
            "-",
            "/",
            ".",
            ":",
            "::",
            " ",
            "  ",
            "\t",
            ",",
            "T",
            "Z",
            "am",
            "PM",
            "Feb",
            "feb.",
            "September",
            "Sun",
            "Sunday,",
            "th",
            "st",
            " at ",
            " um ",
            "\u5e74",
            "\u6708",
            "\u65e5",
            "+",
            "-0700",
            "+01:00",
            "GMT",
            "UTC+2",
            "p.m.",
            "CEST",
            "MSK",
            " (",
            ")",
            "Time",
            "@",
            "_",
            "'",
            "x");
    Random random = new Random(7);
    int guessed = 0;
    for (int i = 0; i < 60_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 1 + random.nextInt(14); n > 0; n--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      for (int from = 0; from < Math.min(3, bytes.length); from++) {
        for (LayoutGuess.Guess guess : LayoutGuess.at(bytes, from, bytes.length)) {
          guessed++;
          assertThat(
                  StampLayout.compile(guess.layout()).parse(bytes, from, bytes.length, new Stamp()))
              .as("%s at %d by %s", text, from, guess.layout())
              .isEqualTo(guess.end());
        }
      }
    }
    assertThat(guessed).isGreaterThan(100);
  }
}
