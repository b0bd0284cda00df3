package postmortem.source.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.log.Readout;
import postmortem.source.Evidences;

class SlackExportTest {

  private static final EvidenceFile USERS =
      Evidences.file(
          "export/users.json",
          """
          [{"id":"U1","name":"kim.l","real_name":"Kim L","profile":{"display_name":"kim","email":"kim@acme.example"}},
           {"id":"U2","name":"jo","profile":{"display_name":""}}]
          """);
  private static final EvidenceFile CHANNELS =
      Evidences.file(
          "export/channels.json",
          """
          [{"id":"C1","name":"incidents","created":1700000000,"creator":"U1","members":["U1","U2"]}]
          """);
  private static final EvidenceFile DAY =
      Evidences.file(
          "export/incidents/2025-03-04.json",
          """
          [
            {"type":"message","subtype":"channel_join","user":"U2","text":"<@U2> has joined the channel","ts":"1741079400.000100"},
            {"type":"message","user":"U1","text":"<!here> <@U2> see <#C1|incidents>: p95 &gt; 4 s &amp; rising, <https://d.example/x|dashboard>","ts":"1741079410.001200","thread_ts":"1741079410.001200","reply_count":1,"edited":{"user":"U1","ts":"1741079500.000000"}},
            {"type":"message","subtype":"thread_broadcast","user":"U2","text":"on it","ts":"1741079430.000300","thread_ts":"1741079410.001200"},
            {"type":"message","subtype":"bot_message","username":"pager","bot_id":"B1","text":"","ts":"1741079440.000400","attachments":[{"title":"[FIRING] QueueFull","text":"Queue of checkout is full","fallback":"x"}]},
            {"type":"message","subtype":"tombstone","user":"USLACKBOT","text":"This message was deleted.","ts":"1741079450.000500"},
            {"type":"message","user":"U9","user_profile":{"name":"guest"},"text":"","ts":"1741079460.000600","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"rolled back by "},{"type":"user","user_id":"U1"}]}]}]}
          ]
          """);

  private final Diagnostics diagnostics = new Diagnostics();

  private List<Event> events(EvidenceFile... files) {
    return Evidences.read(diagnostics, files).events();
  }

  @Test
  void messages_carry_author_channel_second_and_place() {
    Event first = events(USERS, CHANNELS, DAY).get(0);
    assertThat(first.time().text()).isEqualTo("2025-03-04T09:10:10.001200Z");
    assertThat(first.actor()).isEqualTo("kim");
    assertThat(first.attributes()).containsEntry(Attribute.CHANNEL, "incidents");
    assertThat(first.citations().get(0).place()).isEqualTo(new Place.Pointer("/1"));
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void days_that_were_packed_one_by_one_are_of_the_same_channel() {
    EvidenceFile packed =
        Evidences.file(
            "export/incidents/2025-03-05.json.gz",
            "[{\"type\":\"message\",\"user\":\"U1\",\"text\":\"done\",\"ts\":\"1741165810.001200\"}]");
    EvidenceFile channels = Evidences.file("export/channels.json.gz", "[]");
    assertThat(events(USERS, channels, packed))
        .singleElement()
        .satisfies(
            event -> assertThat(event.attributes()).containsEntry(Attribute.CHANNEL, "incidents"));
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void mentions_links_and_entities_are_read_as_words() {
    assertThat(events(USERS, CHANNELS, DAY).get(0).summary())
        .isEqualTo("@here @jo see #incidents: p95 > 4 s & rising, dashboard (https://d.example/x)");
  }

  @Test
  void an_edit_is_noted_on_the_message_and_is_no_event_of_its_own() {
    assertThat(events(USERS, CHANNELS, DAY).get(0).attributes())
        .containsEntry("edited", "2025-03-04T09:11:40.000000Z");
  }

  @Test
  void a_broadcast_reply_belongs_to_its_thread() {
    assertThat(events(USERS, CHANNELS, DAY).get(1).attributes())
        .containsEntry(Attribute.THREAD, "1741079410.001200");
  }

  @Test
  void what_bots_post_as_attachments_is_their_text() {
    Event bot = events(USERS, CHANNELS, DAY).get(2);
    assertThat(bot.actor()).isEqualTo("pager");
    assertThat(bot.summary()).isEqualTo("[FIRING] QueueFull: Queue of checkout is full");
  }

  @Test
  void blocks_speak_where_the_text_is_empty() {
    Event last = events(USERS, CHANNELS, DAY).get(4);
    assertThat(last.actor()).isEqualTo("guest");
    assertThat(last.summary()).isEqualTo("rolled back by @kim");
  }

  @Test
  void joins_are_counted_but_no_events() {
    Readout readout = Evidences.read(diagnostics, USERS, CHANNELS, DAY);
    FileAccount day =
        readout.accounts().stream()
            .filter(account -> account.evidence().endsWith("2025-03-04.json"))
            .findFirst()
            .orElseThrow();
    assertThat(List.of(day.read(), day.handed(), day.filtered(), day.unreadable()))
        .containsExactly(6L, 5L, 1L, 0L);
  }

  @Test
  void a_second_export_of_the_same_messages_gives_the_same_ids() {
    EvidenceFile history =
        Evidences.file(
            "history.json",
            """
            {"ok":true,"messages":[{"type":"message","user":"U2","text":"on it","ts":"1741079430.000300"}],"has_more":false}
            """);
    assertThat(events(history).get(0).id()).isEqualTo(events(USERS, CHANNELS, DAY).get(1).id());
  }

  @Test
  void nested_threads_of_a_dump_are_read() {
    EvidenceFile dump =
        Evidences.file(
            "C1.json",
            """
            {"channel_id":"C1","name":"incidents","messages":[
              {"type":"message","user":"U1","text":"root","ts":"1741079410.001200","slackdump_thread_replies":[
                {"type":"message","user":"U2","text":"reply","ts":"1741079430.000300","thread_ts":"1741079410.001200"}]}]}
            """);
    List<Event> events = events(dump);
    assertThat(events).extracting(Event::summary).containsExactly("root", "reply");
    assertThat(events.get(1).citations().get(0).place())
        .isEqualTo(new Place.Pointer("/messages/0/slackdump_thread_replies/0"));
    assertThat(events.get(1).attributes()).containsEntry(Attribute.CHANNEL, "incidents");
  }

  @Test
  void a_deleted_message_is_told_as_that_without_its_words() {
    Event deleted = events(USERS, CHANNELS, DAY).get(3);
    assertThat(deleted.summary()).isEqualTo("(message deleted)");
    assertThat(deleted.actor()).isNull();
    assertThat(deleted.time().text()).isEqualTo("2025-03-04T09:10:50.000500Z");
  }

  @Test
  void pages_of_answers_one_on_each_line_are_read() {
    EvidenceFile pages =
        Evidences.file(
            "history.jsonl",
            """
            {"ok":true,"messages":[{"type":"message","user":"U2","text":"on it","ts":"1741079430.000300"}],"has_more":true}
            {"ok":true,"messages":[{"type":"message","user":"U1","text":"thanks","ts":"1741079420.000300"}],"has_more":false}
            """);
    assertThat(events(pages)).extracting(Event::summary).containsExactly("on it", "thanks");
    EvidenceFile lines =
        Evidences.file(
            "messages.jsonl",
            """
            {"type":"message","user":"U2","text":"on it","ts":"1741079430.000300"}
            {"type":"message","user":"U1","text":"thanks","ts":"1741079440.000300"}
            """);
    assertThat(events(lines)).extracting(Event::summary).containsExactly("on it", "thanks");
  }

  @Test
  void replies_of_a_thread_as_the_api_gives_them_belong_to_it() {
    EvidenceFile replies =
        Evidences.file(
            "thread.json",
            """
            {"messages":[
              {"type":"message","user":"U1","text":"root","ts":"1741079410.001200","thread_ts":"1741079410.001200","reply_count":1},
              {"type":"message","user":"U2","text":"reply","ts":"1741079430.000300","thread_ts":"1741079410.001200","parent_user_id":"U1"}],
             "has_more":false,"ok":true}
            """);
    List<Event> events = events(replies);
    assertThat(events.get(0).attributes()).doesNotContainKey(Attribute.THREAD);
    assertThat(events.get(1).attributes()).containsEntry(Attribute.THREAD, "1741079410.001200");
  }

  @Test
  void messages_that_a_search_found_name_their_channel_themselves() {
    EvidenceFile search =
        Evidences.file(
            "search.json",
            """
            {"ok":true,"query":"checkout","messages":{"total":1,"matches":[
              {"iid":"x","team":"T1","channel":{"id":"C1","name":"incidents"},"type":"message","user":"U1","username":"kim","ts":"1741079410.001200","text":"checkout is slow","permalink":"https://acme.example/p1"}]}}
            """);
    Event found = events(search).get(0);
    assertThat(found.attributes()).containsEntry(Attribute.CHANNEL, "incidents");
    assertThat(found.actor()).isEqualTo("kim");
  }

  @Test
  void a_quoted_message_is_kept_and_the_preview_of_a_page_is_not() {
    EvidenceFile history =
        Evidences.file(
            "history.json",
            """
            {"ok":true,"messages":[
              {"type":"message","user":"U1","text":"look at this","ts":"1741079410.001200","attachments":[{"is_share":true,"text":"[FIRING] QueueFull","fallback":"x"}]},
              {"type":"message","user":"U1","text":"see <https://d.example/x>","ts":"1741079420.001200","attachments":[{"title":"A page","text":"of no use","from_url":"https://d.example/x"}]}]}
            """);
    assertThat(events(history))
        .extracting(Event::summary)
        .containsExactly("look at this \u2014 [FIRING] QueueFull", "see https://d.example/x");
  }

  @Test
  void a_channel_known_by_its_id_is_called_by_its_name() {
    EvidenceFile dump =
        Evidences.file(
            "C1.json",
            """
            {"channel_id":"C1","name":"","messages":[{"type":"message","user":"U1","text":"root","ts":"1741079410.001200"}]}
            """);
    assertThat(events(CHANNELS, dump).get(0).attributes())
        .containsEntry(Attribute.CHANNEL, "incidents");
  }
}
