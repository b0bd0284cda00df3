package postmortem.log.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClustersTest {

  private static List<String> templates(List<String> signatures) {
    return Clusters.of(signatures).stream().map(Clusters.Cluster::template).toList();
  }

  private static List<String> templates(String... signatures) {
    return templates(List.of(signatures));
  }

  @Test
  void recordsThatSayNothingTakeNoOthersAway() {
    assertThat(templates("")).containsExactly("");
    assertThat(templates("", "pool exhausted", "disk full"))
        .containsExactly("", "disk full", "pool exhausted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session opened for user <*>;session closed for user <*>",
        "check succeeded for <*>;check failed for <*>",
        "peer <*> connected;peer <*> disconnected",
        "guest <*> Started (Lifecycle);guest <*> Paused (Lifecycle);guest <*> Stopped (Lifecycle);guest <*> Resumed (Lifecycle)",
        "memory limit not given;disk limit not given;vcpu limit not given",
        "upgrade to HTTP2 over ipv4;upgrade to HTTP2 over ipv6",
        "asked \"GET <*>\" and got <*>;asked \"POST <*>\" and got <*>;asked \"PUT <*>\" and got <*>",
        "alpha;beta;gamma;delta;epsilon;zeta;eta;theta",
        "loop ADD of pod <*> in <*>;loop UPDATE of pod <*> in <*>;loop REMOVE of pod <*> in <*>",
        "minTimeout set to <*>;maxTimeout set to <*>;initLimit set to <*>;tickTime set to <*>",
        "event=login user=<*>;event=logout user=<*>",
        "login of <*> failed uid=<*>;login of <*> failed uid=<*> user=<*>",
        "visit from <*> () at last;visit from <*> (<*>) at last",
        "<*> bytes sent, <*> left over there;<*> bytes (<*>) sent, <*> left over there",
        "mail <*> to <*> status=sent;mail <*> to <*> status=bounced",
        "no answer for <*> left, Error: TOO_LATE;no answer for <*> left, Error: NO_LEADER",
        "acme.Cart#<*> id: <*> [pay][Ask the bank];acme.Cart#<*> id: <*> [pay][Book the order];acme.Cart#<*> id: <*> [pay][Print a bill]",
        "persist_tun = DISABLED;show_keys = DISABLED;mute_all = DISABLED;fast_io = DISABLED;up_delay = DISABLED;single_use = DISABLED;push_info = DISABLED;key_dir = DISABLED;old_mode = DISABLED;tls_exit = DISABLED;use_iv = DISABLED",
        "CPU topo: Max. dies per package: <*>;CPU topo: Max. logical packages: <*>;CPU topo: Max. threads per core: <*>;CPU topo: Max. cores per die: <*>",
        "Setup of <*> takes over <*> seconds.;Setup of clock platform noon takes over <*> seconds.;Setup of rain platform drop takes over <*> seconds.",
        "job <*> of it raised ValueError;job <*> of it raised KeyError",
        "cannot connect there now (<*>: Connection refused);cannot connect there now (<*>: Connection timed out)"
      })
  void what_is_said_differently_stays_apart(String signatures) {
    List<String> apart = List.of(signatures.split(";", -1));
    assertThat(templates(apart)).containsExactlyInAnyOrderElementsOf(apart);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          user ann left us;user ben left us;user cleo left us;user dora left us | user <*> left us
          a task of com.x.Foo ran;a task of com.x.Bar ran;a task of Baz_1 ran    | a task of <*> ran
          job <*> moved to NEW;job <*> moved to DONE;job <*> moved to KILLED     | job <*> moved to <*>
          link eth0 is there;link eth1 is there                                 | link <*> is there
          host <*> refused;host db.acme.example refused                         | host <*> refused
          piece rdd_<*> kept here;piece broadcast_<*>_part<*> kept here          | piece <*> kept here
          neighbour <*> in state idle;neighbour <*> in state active             | neighbour <*> in state <*>
          drop blk_<*>;drop blk_<*> blk_<*>;drop blk_<*> blk_<*> blk_<*>         | drop blk_<*>
          codes [<*>] used;codes [<*>, <*>] used;codes [a, b, c] used            | codes [<*>] used
          kept <*> KB, left <*> MB;kept <*> B, left <*>                          | kept <*>, left <*>
          took <*> ms;took <*> s;took <*>                                       | took <*>
          ok=true, x=<*>;ok=false, x=null                                       | ok=<*>, x=<*>
          ruser= rhost=<*>;ruser=<*> rhost=<*>                                  | ruser=<*> rhost=<*>
          came on Mon Feb <*> <*>;came on Tue Mar <*> <*>                       | came on <*>
          turns ( <*> **** <*> );turns ( **** **** <*> )                         | turns ( <*> )
          lasted <<*> sec;lasted <*>                                            | lasted <*>
          version <*>.<*>.<*> of it;version <*>.<*> of it                       | version <*> of it
          kept a=on b=x end;kept a=off b=y end;kept a=on b=z end                | kept a=<*> b=<*> end
          plan: p, now: Staged, next: Absent;plan: p, now: Absent, next: Staged | plan: p, now: <*>, next: <*>
          task of it pending (spawning);task of it pending (deleting)           | task of it pending (<*>)
          part <*> to <*> (usable);part <*> to <*> (kept for data)              | part <*> to <*> (<*>)
          lock=<*> ws=null;lock=<*> ws=Source{<*> com.x};lock=<*> ws=[a b]      | lock=<*> ws=<*>
          focus on Window{<*> u0 Bar};focus on Window{<*> u0 x/y.Z};focus on <*> | focus on <*>
          cmd=get of <*>;cmd=client,setname of <*>                              | cmd=<*> of <*>
          group <*> in balance again (old, <*>);group <*> in balance again (member <*> left) | group <*> in balance again (<*>)
          [a] index <*> made from it;[b] index <*> made from it                 | [<*>] index <*> made from it
          run of Mail by <*> in it;run of Orders::Export by <*> in it;run of V1::Copy by <*> in it | run of <*> by <*> in it
          parts Set(x-<*>) gone;parts Set(x-<*>, y-<*>) gone                    | parts <*> gone
          from <*>,<*>,<*> to <*>,<*>;from <*> to <*>                           | from <*> to <*>
          came to <*>:<*> again;came to <*> again                               | came to <*> again
          skipped <*> like message;skipped <*> like messages                    | skipped <*> like <*>
          invalid user <*> from <*>;invalid user from <*>                       | invalid user <*> from <*>
          [<*>]: Stopped (acme.x.Reaper);[Sweeper]: Stopped (acme.x.Sweeper)      | [<*>]: Stopped (<*>)
          <*>: from=<<*>>, size=<*>;<*>: from=<>, size=<*>;<*>: from=<Night Shift>, size=<*> | <*>: from=<<*>>, size=<*>
          removed what is in parts part-<*> (<*>);removed what is in parts (<*>) | removed what is in parts part-<*> (<*>)
          stock result is: Stock{parts=[<*>, Part(no=<*>, na;stock result is: Stock{parts=[], x=<*>} | stock result is: <*>
          found format: acme.json.Json[name = a/json] here;found format: acme.xml.Xml[name = a/xml] here | found format: <*> here
          part <*> is in the lost state;part <*> is in the usable state;part <*> is in the worn state | part <*> is in the <*> state
          """)
  void what_one_statement_writes_is_together(String signatures, String template) {
    assertThat(templates(signatures.split(";", -1))).containsExactly(template);
  }

  @Test
  void a_field_that_a_line_may_leave_out_makes_no_other_statement() {
    assertThat(
            templates(
                "timed out, client: <*>, host: \"<*>\"",
                "timed out, client: <*>, host: \"<*>\", referrer: \"<*>\""))
        .containsExactly("timed out, client: <*>, host: \"<*>\"");
  }

  @Test
  void names_of_several_words_between_the_same_words_are_a_variable() {
    List<String> signatures = new ArrayList<>();
    for (String name :
        List.of("Night Backup", "Ledger", "Price List Update", "Stock <*>", "Card Vault (<*>)")) {
      for (String state : List.of("running", "stopped", "paused")) {
        signatures.add("The " + name + " service entered the " + state + " state.");
      }
    }
    assertThat(templates(signatures)).containsExactly("The <*> service entered the <*> state.");
  }

  @Test
  void names_of_several_words_at_the_beginning_of_a_long_line_are_a_variable() {
    List<String> signatures = new ArrayList<>();
    for (String name :
        List.of("Code Cache Outer", "Attic Outer", "Par Cellar Inner", "Old Inner")) {
      signatures.add(name + " memory: init = <*> used = <*> committed = <*> max = <*>");
    }
    assertThat(templates(signatures))
        .containsExactly("<*> memory: init = <*> used = <*> committed = <*> max = <*>");
  }

  @Test
  void what_was_done_between_the_same_words_stays_apart() {
    List<String> signatures =
        List.of(
            "The ledger of <*> was opened again by the night shift at <*>",
            "The ledger of <*> was closed for good by the night shift at <*>",
            "The ledger of <*> was not found by the night shift at <*>",
            "The ledger of <*> was sent away by the night shift at <*>");
    assertThat(templates(signatures)).containsExactlyInAnyOrderElementsOf(signatures);
  }

  @Test
  void words_that_vary_in_several_places_at_once_are_variables() {
    List<String> signatures = new ArrayList<>();
    String[] names = {"ann", "ben", "cleo", "dora", "emil", "fay"};
    String[] things = {"basket", "ledger", "mirror", "orchard", "copper", "violet"};
    for (int i = 0; i < names.length; i++) {
      signatures.add(
          "lock of " + things[i] + " was given to " + names[i] + " in " + things[5 - i] + " room");
    }
    assertThat(templates(signatures)).containsExactly("lock of <*> was given to <*> in <*> room");
  }

  @Test
  void parts_of_a_path_are_variables_only_where_they_have_many_values() {
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String slug = "tag" + (char) ('a' + i % 26) + (char) ('a' + i / 26);
      requests.add("GET /tags/" + slug + "/posts " + (i % 4 == 0 ? 404 : 200));
    }
    for (String page : List.of("cart", "login", "search", "health", "orders", "users")) {
      requests.add("GET /api/" + page + " 200");
    }
    assertThat(Clusters.ofRequests(requests).stream().map(Clusters.Cluster::template))
        .containsExactlyInAnyOrder(
            "GET /tags/<*>/posts 200",
            "GET /tags/<*>/posts 404",
            "GET /api/cart 200",
            "GET /api/health 200",
            "GET /api/login 200",
            "GET /api/orders 200",
            "GET /api/search 200",
            "GET /api/users 200");
  }

  /** Like text, but difficult: many words at many places. */
  private static List<String> mixed(int count, long seed) {
    Random random = new Random(seed);
    TreeSet<String> signatures = new TreeSet<>();
    while (signatures.size() < count) {
      StringBuilder text = new StringBuilder("s").append((char) ('a' + random.nextInt(4)));
      for (int i = 2 + random.nextInt(6); i > 0; i--) {
        text.append(random.nextInt(9) == 0 ? ", " : " ");
        text.append(
            random.nextInt(4) == 0
                ? "<*>"
                : String.format(
                    Locale.ROOT, "w%c%c", 'a' + random.nextInt(3), 'a' + random.nextInt(26)));
      }
      signatures.add(text.toString());
    }
    return new ArrayList<>(signatures);
  }

  @Test
  void the_order_of_signatures_does_not_matter() {
    List<String> signatures = mixed(1_500, 3);
    List<List<String>> expected = members(signatures);
    assertThat(expected).hasSizeLessThan(1_400);
    for (int seed = 1; seed < 6; seed++) {
      Collections.shuffle(signatures, new Random(seed));
      assertThat(members(signatures)).isEqualTo(expected);
    }
  }

  private static List<List<String>> members(List<String> signatures) {
    return Clusters.of(signatures).stream()
        .map(cluster -> cluster.members().stream().map(signatures::get).sorted().toList())
        .toList();
  }

  @Test
  void every_signature_is_in_one_cluster_and_no_two_have_the_same_template() {
    List<String> signatures = mixed(2_000, 5);
    List<Clusters.Cluster> clusters = Clusters.of(signatures);
    assertThat(clusters.stream().flatMap(cluster -> cluster.members().stream()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2_000).boxed().toList());
    assertThat(clusters).extracting(Clusters.Cluster::template).doesNotHaveDuplicates();
  }

  @Test
  void as_many_signatures_as_a_summary_keeps_cost_little() {
    List<String> wide = new ArrayList<>();
    for (int i = 0; i < 16_384; i++) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < 60; column++) {
        text.append(column == 0 ? "" : " ")
            .append((char) ('a' + (i >> column % 14 & 1)))
            .append('q')
            .append(i * (column + 7) % 89);
      }
      wide.add(text.toString());
    }
    for (List<String> signatures : List.of(mixed(16_384, 1), wide)) {
      Clusters.Effort effort = new Clusters.Effort();
      Clusters.of(signatures, false, effort);
      long words = signatures.stream().mapToLong(text -> text.split(" ", -1).length).sum();
      assertThat(effort.words).as("words looked at").isLessThan(80 * words);
    }
  }
}
