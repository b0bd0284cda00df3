package architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which stage may use which: what is not listed is forbidden. */
final class Stages {

  private static final Pattern STAGE =
      Pattern.compile("(?:^|.*\\.)postmortem\\.([a-z]+)(?:\\..*)?");

  /** Everybody may use these; they use nothing of ours but the first two. */
  private static final Set<String> COMMON = Set.of("diagnostic", "declaration", "event", "redact");

  /** The accounts of rows: what the timeline completes and the document shows of the evidence. */
  private static final Set<String> ROW_COUNTS =
      Set.of("postmortem.evidence.FileAccount", "postmortem.evidence.RowCounts");

  private static final Set<String> SEE_ROW_COUNTS = Set.of("timeline", "analysis", "document");

  private record Stage(Set<String> uses, String because) {}

  private static final Map<String, Stage> STAGES = stages();

  private Stages() {}

  private static Map<String, Stage> stages() {
    Map<String, Stage> s = new TreeMap<>();
    put(s, "diagnostic", "what everybody reports with must not know what it is reported about");
    put(s, "declaration", "a strict reader of YAML is the same whatever is declared");
    put(s, "event", "a fact does not know which system it was read from, or who reads it on");
    put(s, "redact", "the wall must not depend on what stands on either side of it");
    put(s, "incident", "what people state is there before any evidence is read");
    put(s, "series", "numbers over time do not know where they were counted");
    put(s, "evidence", "bytes are found, hashed and limited before anybody knows their format");
    put(
        s,
        "log",
        "a log format must be addable without touching an export or the timeline",
        "evidence",
        "series",
        "incident");
    put(
        s,
        "source",
        "an export may wrap log lines, but the log engine must not know exports",
        "evidence",
        "log",
        "series",
        "incident");
    put(
        s,
        "timeline",
        "a new reader must not change how events are ordered: the timeline knows events and row"
            + " counts, not readers",
        "series",
        "incident");
    put(
        s,
        "analysis",
        "every conclusion must rest on placed, cited events, never on a reader's private state",
        "timeline",
        "series",
        "incident");
    put(
        s,
        "action",
        "an action item outlives the document and the analysis it came from",
        "incident");
    put(
        s,
        "document",
        "a document shows what was found; it reads no evidence of its own",
        "analysis",
        "timeline",
        "series",
        "action",
        "incident");
    put(
        s,
        "store",
        "what lies on disk is written and read in one place, and no stage knows its own file",
        "incident",
        "series",
        "evidence",
        "log",
        "source",
        "timeline",
        "analysis",
        "action",
        "document");
    put(
        s,
        "tracker",
        "an issue tracker is a port that knows action items alone",
        "action",
        "incident");
    put(
        s,
        "publish",
        "publishing moves files that are finished, over the tracker's connection: one token, one"
            + " pace",
        "incident",
        "tracker");
    put(
        s,
        "workflow",
        "the use cases are the only place where the stages meet",
        "incident",
        "series",
        "evidence",
        "log",
        "source",
        "timeline",
        "analysis",
        "action",
        "document",
        "store",
        "tracker",
        "publish");
    put(s, "cli", "a command has no logic of its own: it calls one use case", "workflow");
    return s;
  }

  private static void put(Map<String, Stage> stages, String name, String because, String... uses) {
    Set<String> all = new TreeSet<>(Set.of(uses));
    all.add(name);
    all.add("diagnostic");
    if (COMMON.contains(name)) {
      all.add("declaration");
    } else {
      all.addAll(COMMON);
    }
    stages.put(name, new Stage(all, because));
  }

  /** One rule for each stage, one for stages that are not listed, one against cycles. */
  static List<HouseRule> rules() {
    List<HouseRule> rules = new ArrayList<>();
    STAGES.forEach(
        (name, stage) ->
            rules.add(
                new HouseRule(
                    "stage_" + name,
                    classes()
                        .that(belongTo(name))
                        .should(useOnly(name, stage.uses()))
                        .allowEmptyShould(true)
                        .because(stage.because()))));
    rules.add(
        new HouseRule(
            "stage_publish_port",
            noClasses()
                .that()
                .resideInAnyPackage("..postmortem.publish", "..postmortem.publish.git..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..postmortem.tracker..")
                .allowEmptyShould(true)
                .because("the connection is shared by the two adapters alone: docs/adr/0007")));
    rules.add(inside("log", "format", "signature", "wrapped"));
    rules.add(inside("source"));
    rules.add(
        new HouseRule(
            "stage_unknown",
            classes()
                .should(belongToAListedStage())
                .because("a new package has a place in the flow, which is decided here first")));
    rules.add(
        new HouseRule(
            "cycle",
            slices()
                .matching("..postmortem.(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package with two names")));
    return rules;
  }

  /** A stage cut into packages is open to others at its top, and in those that are named. */
  private static HouseRule inside(String stage, String... open) {
    String top = "..postmortem." + stage;
    String[] entries =
        Stream.concat(Stream.of(top), Stream.of(open).map(name -> top + "." + name))
            .toArray(String[]::new);
    return new HouseRule(
        "stage_inside_" + stage,
        noClasses()
            .that()
            .resideOutsideOfPackage(top + "..")
            .should()
            .dependOnClassesThat(resideInAPackage(top + "..").and(not(resideInAnyPackage(entries))))
            .allowEmptyShould(true)
            .because("what is public for its neighbours is no interface: docs/adr/0014"));
  }

  private static Optional<String> stageOf(JavaClass type) {
    Matcher m = STAGE.matcher(type.getPackageName());
    return m.matches() ? Optional.of(m.group(1)) : Optional.empty();
  }

  private static DescribedPredicate<JavaClass> belongTo(String stage) {
    return DescribedPredicate.describe(
        "belong to " + stage, type -> stageOf(type).equals(Optional.of(stage)));
  }

  private static ArchCondition<JavaClass> useOnly(String user, Set<String> allowed) {
    boolean seesCounts = SEE_ROW_COUNTS.contains(user);
    String counts = seesCounts ? ", and the row counts of evidence" : "";
    return new ArchCondition<>("use of ours only " + allowed + counts) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          stageOf(target)
              .filter(stage -> !allowed.contains(stage))
              .filter(stage -> !(seesCounts && ROW_COUNTS.contains(target.getName())))
              .ifPresent(
                  stage ->
                      events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> belongToAListedStage() {
    return new ArchCondition<>("belong to a listed stage") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean listed = stageOf(type).filter(STAGES::containsKey).isPresent();
        events.add(
            new SimpleConditionEvent(type, listed, type.getName() + " belongs to no listed stage"));
      }
    };
  }
}
