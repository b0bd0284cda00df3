package architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What depends on the machine it runs on comes in through {@code main}'s arguments. */
final class Ambient {

  /** Owner and name of what reads the clock whatever its arguments are. */
  private static final Set<String> CLOCKS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.Clock.systemUTC",
          "java.time.Clock.systemDefaultZone",
          "java.time.Clock.system",
          "java.util.Calendar.getInstance");

  private static final Set<String> ZONES =
      Set.of("java.time.ZoneId.systemDefault", "java.util.TimeZone.getDefault");

  private static final Set<String> STREAMS =
      Set.of(
          "java.lang.System.in",
          "java.lang.System.out",
          "java.lang.System.err",
          "java.lang.System.exit",
          "java.lang.System.getenv",
          "java.lang.System.console",
          "java.lang.Runtime.exit",
          "java.lang.Runtime.halt",
          "java.lang.Throwable.printStackTrace");

  /** Methods with an overload that takes a locale, whose other overloads take the machine's. */
  private static final Set<String> LOCALIZED =
      Set.of(
          "java.lang.String.format",
          "java.lang.String.formatted",
          "java.lang.String.toLowerCase",
          "java.lang.String.toUpperCase",
          "java.io.PrintStream.printf",
          "java.io.PrintStream.format",
          "java.io.PrintWriter.printf",
          "java.io.PrintWriter.format",
          "java.util.Formatter.<init>",
          "java.time.format.DateTimeFormatter.ofPattern",
          "java.time.format.DateTimeFormatterBuilder.toFormatter",
          "java.text.SimpleDateFormat.<init>",
          "java.text.DecimalFormat.<init>",
          "java.text.NumberFormat.getInstance");

  /** Constructors and methods between bytes and text with an overload that takes a charset. */
  private static final Set<String> ENCODED =
      Set.of(
          "java.lang.String.<init>",
          "java.lang.String.getBytes",
          "java.io.InputStreamReader.<init>",
          "java.io.OutputStreamWriter.<init>",
          "java.io.FileReader.<init>",
          "java.io.FileWriter.<init>",
          "java.io.PrintStream.<init>",
          "java.io.PrintWriter.<init>",
          "java.io.ByteArrayOutputStream.toString",
          "java.util.Scanner.<init>");

  private Ambient() {}

  static List<HouseRule> rules() {
    return List.of(
        rule(
            "ambient_clock",
            "the same input gives the same bytes on any day: a clock is handed in",
            access("read the clock", Ambient::readsClock)),
        rule(
            "ambient_zone",
            "a zone is stated, or assumed and said so, never taken from the machine",
            access("take the machine's zone", a -> ZONES.contains(nameOf(a)))),
        rule(
            "ambient_locale",
            "digits, month names and case must not follow the machine's language",
            access("take the machine's locale", Ambient::takesLocale)),
        rule(
            "ambient_charset",
            "bytes become text by a stated charset",
            access("take the machine's charset", Ambient::takesCharset)),
        rule(
            "ambient_streams",
            "main is a function of its arguments, so that tests and pipes see all it does",
            access("use the process's streams, environment or exit", Ambient::touchesProcess)));
  }

  private static HouseRule rule(
      String name, String because, DescribedPredicate<JavaAccess<?>> access) {
    return new HouseRule(
        name,
        noClasses()
            .that(not(belongToTheEdge()))
            .should()
            .accessTargetWhere(access)
            .because(because));
  }

  private static DescribedPredicate<JavaClass> belongToTheEdge() {
    return belongToAnyOf(postmortem.cli.Main.class).as("belong to the outermost edge");
  }

  private static DescribedPredicate<JavaAccess<?>> access(
      String what, java.util.function.Predicate<JavaAccess<?>> test) {
    return DescribedPredicate.describe(what, test);
  }

  private static String nameOf(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getName();
  }

  private static boolean hasParameter(JavaAccess<?> access, Class<?> type) {
    return access.getTarget()
            instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget unit
        && unit.getRawParameterTypes().stream().anyMatch(p -> p.isEquivalentTo(type));
  }

  private static int parameters(JavaAccess<?> access) {
    return access.getTarget()
            instanceof com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget unit
        ? unit.getRawParameterTypes().size()
        : -1;
  }

  private static boolean readsClock(JavaAccess<?> access) {
    boolean now =
        access.getTargetOwner().getPackageName().startsWith("java.time")
            && access.getName().equals("now")
            && !hasParameter(access, Clock.class);
    boolean date = nameOf(access).equals("java.util.Date.<init>") && parameters(access) == 0;
    return now || date || CLOCKS.contains(nameOf(access));
  }

  private static boolean takesLocale(JavaAccess<?> access) {
    return nameOf(access).equals("java.util.Locale.getDefault")
        || (LOCALIZED.contains(nameOf(access))
            && !hasParameter(access, Locale.class)
            && !hasParameter(access, java.text.DecimalFormatSymbols.class));
  }

  private static boolean takesCharset(JavaAccess<?> access) {
    if (nameOf(access).equals("java.nio.charset.Charset.defaultCharset")) {
      return true;
    }
    if (!ENCODED.contains(nameOf(access))
        || hasParameter(access, Charset.class)
        || hasParameter(access, java.nio.charset.CharsetDecoder.class)) {
      return false;
    }
    // Text made from characters needs no charset.
    boolean ofString = access.getTargetOwner().isEquivalentTo(String.class);
    boolean ofWriter = hasParameter(access, java.io.Writer.class);
    return !ofWriter
        && (!ofString || access.getName().equals("getBytes") || hasParameter(access, byte[].class));
  }

  private static boolean touchesProcess(JavaAccess<?> access) {
    // A subclass inherits printStackTrace, so its name is enough there.
    return STREAMS.contains(nameOf(access))
        || (HasName.Predicates.name("printStackTrace").test(access.getTarget())
            && parameters(access) == 0);
  }
}
