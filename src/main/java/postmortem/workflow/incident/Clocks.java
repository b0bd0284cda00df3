package postmortem.workflow.incident;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.event.Event;
import postmortem.event.clock.Anchors;
import postmortem.event.clock.ClockSkew;
import postmortem.event.clock.Precedence;
import postmortem.event.clock.SkewEstimator;
import postmortem.incident.SourceRule;
import postmortem.log.Readout;
import postmortem.log.signature.ByteHash;

/**
 * Clocks that run differently: said in any case, corrected when {@code --align} asks for it.
 *
 * @param corrected what is corrected in this run
 */
record Clocks(List<ClockSkew> corrected) {

  /** Nothing is corrected. */
  static final Clocks UNTOUCHED = new Clocks(List.of());

  /** Attributes that say to which request or message an event belongs. */
  private static final Pattern CARRIER = Pattern.compile(".*(trace|request|correlation|message).*");

  private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-fA-F][0-9a-fA-F-]{15,63}");

  Clocks {
    corrected = List.copyOf(corrected);
  }

  /** What to correct, as a first reading shows; a wrong zone is for a person to state. */
  static Clocks aligned(SortedMap<String, Anchors> anchors) {
    return new Clocks(
        SkewEstimator.of(anchors).stream().filter(skew -> !skew.looksLikeZone()).toList());
  }

  /** By which clocks can be compared: what was read for that, and the ids that events carry. */
  static SortedMap<String, Anchors> anchors(List<Readout> readouts) {
    SortedMap<String, Anchors> all = new TreeMap<>();
    for (Readout readout : readouts) {
      all.putAll(readout.anchors());
    }
    for (Readout readout : readouts) {
      for (Event event : readout.events()) {
        String evidence = event.citations().get(0).evidence();
        if (readout.anchors().containsKey(evidence)) {
          continue;
        }
        for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
          String value = attribute.getValue();
          if (CARRIER.matcher(attribute.getKey()).matches()
              && IDENTIFIER.matcher(value).matches()) {
            byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
            all.computeIfAbsent(evidence, name -> new Anchors())
                .add(ByteHash.of(bytes, 0, bytes.length), event.time().at());
          }
        }
      }
    }
    return all;
  }

  /** The corrections as rules for the second reading. */
  List<SourceRule> rules() {
    return corrected.stream()
        .map(skew -> new SourceRule(glob(skew.evidence()), null, null, skew.ahead().negated()))
        .toList();
  }

  /** A pattern that matches this name only. */
  private static String glob(String evidence) {
    return evidence.replace("!/", "/").replaceAll("([\\\\*?\\[\\]{}])", "\\\\$1");
  }

  /**
   * Clocks by which something happens before what it follows from, where comparing identifiers says
   * nothing about them.
   */
  private static List<ClockSkew> ordered(List<ClockSkew> compared, List<Event> events) {
    return Precedence.of(events).stream()
        .filter(
            skew ->
                compared.stream()
                    .noneMatch(
                        other ->
                            other.evidence().equals(skew.evidence())
                                || other.evidence().equals(skew.against())))
        .toList();
  }

  /**
   * Says what was corrected, and which clocks run differently all the same.
   *
   * @param anchors of the reading that counts
   * @param events of that reading
   * @return what was not corrected
   */
  List<ClockSkew> tell(
      SortedMap<String, Anchors> anchors, List<Event> events, Diagnostics diagnostics) {
    for (ClockSkew skew : corrected) {
      diagnostics.add(
          Diagnostic.note("PM-W043", "the clock was corrected: it ran " + words(skew))
              .at(Location.of(skew.evidence()))
              .noting(because(skew))
              .helping("state clock-offset in incident.yaml to keep it"));
    }
    List<ClockSkew> left = SkewEstimator.of(anchors);
    for (ClockSkew skew : left) {
      diagnostics.add(
          Diagnostic.warning("PM-W044", "the clock runs " + words(skew))
              .at(Location.of(skew.evidence()))
              .noting(because(skew))
              .helping(help(skew)));
    }
    List<ClockSkew> ordered = ordered(left, events);
    for (ClockSkew skew : ordered) {
      diagnostics.add(
          Diagnostic.warning("PM-W045", "the clock runs at least " + words(skew))
              .at(Location.of(skew.evidence()))
              .noting(
                  (skew.anchors() - skew.outliers())
                      + " events there come before the alert or commit here that they follow from")
              .helping(
                  skew.looksLikeZone()
                      ? "it looks like a wrong zone: state it with --zone, or in incident.yaml"
                      : "find out which clock is wrong, and state clock-offset in incident.yaml"));
    }
    List<ClockSkew> all = new ArrayList<>(left);
    all.addAll(ordered);
    return all;
  }

  private static String help(ClockSkew skew) {
    if (skew.looksLikeZone()) {
      return "it looks like a wrong zone: state it with --zone, or in incident.yaml";
    }
    String align =
        skew.undecided()
            ? "no third clock tells which of the two is wrong: --align takes that of "
                + skew.against()
                + " for right"
            : "--align corrects it";
    return align + "; clock-offset in incident.yaml states it for good";
  }

  private static String words(ClockSkew skew) {
    return seconds(skew.ahead().abs())
        + (skew.ahead().isNegative() ? " behind " : " ahead of ")
        + skew.against();
  }

  private static String because(ClockSkew skew) {
    return skew.anchors()
        + " identifiers stand in both; half of them say so within "
        + seconds(skew.bound())
        + (skew.outliers() == 0 ? "" : ", " + skew.outliers() + " say something else");
  }

  /** To the tenth of a second, which is as much as the time between two systems allows to say. */
  private static String seconds(Duration duration) {
    long tenths = Math.round(duration.toMillis() / 100.0);
    return tenths / 10 + "." + tenths % 10 + " s";
  }
}
