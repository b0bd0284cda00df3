package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static postmortem.event.EventType.CONFIGURATION;
import static postmortem.event.EventType.DEPLOY;
import static postmortem.event.EventType.FLAG;
import static postmortem.event.EventType.INFRASTRUCTURE;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.EventType;
import postmortem.timeline.Scene;

class ChangeLinksTest {

  private final Scene scene = new Scene("2026-02-11");

  private ChangeLinksTest set(EventType type, String time, String what, String... values) {
    String[] attributes = new String[2 + values.length];
    attributes[0] = type == FLAG ? Attribute.FLAG : Attribute.SETTING;
    attributes[1] = what;
    System.arraycopy(values, 0, attributes, 2, values.length);
    scene.change(type, time, "shop", what + " set at " + time, attributes);
    return this;
  }

  private ChangeLinksTest deploy(String time, String version) {
    scene.change(DEPLOY, time, "shop", "shop " + version, Attribute.VERSION, version);
    return this;
  }

  /** When the change in a row is taken back; null when it is not. */
  private @Nullable String reversal(int row) {
    var change = scene.events().get(row);
    var back =
        new ChangeLinks(scene.events()).reversal(change, change.time().at(), scene.at("23:59:59"));
    return back == null ? null : back.time().text().substring(11, 19);
  }

  private static String[] values(String before, String after) {
    return new String[] {Attribute.BEFORE, before, Attribute.AFTER, after};
  }

  @Test
  void a_record_that_leads_where_it_led_before_is_taken_back() {
    set(CONFIGURATION, "13:29:55", "A api", values("203.0.113.9", "203.0.113.99"));
    set(CONFIGURATION, "13:51:20", "A api", values("203.0.113.99", "203.0.113.9"));
    assertThat(reversal(0)).isEqualTo("13:51:20");
    assertThat(reversal(1)).isNull();
  }

  @Test
  void a_rule_that_was_made_and_then_disabled_is_taken_back() {
    set(CONFIGURATION, "12:15:02", "firewall_rule 77", Attribute.ACTION, "create");
    set(CONFIGURATION, "12:20:00", "firewall_rule 78", Attribute.ACTION, "disable");
    set(CONFIGURATION, "12:44:02", "firewall_rule 77", Attribute.ACTION, "disable");
    assertThat(reversal(0)).isEqualTo("12:44:02");
    assertThat(reversal(1)).isNull();
  }

  @Test
  void a_record_that_was_added_and_then_deleted_is_taken_back_whatever_its_log_calls_that() {
    set(CONFIGURATION, "12:15:02", "DNS_record 5", Attribute.ACTION, "rec_add");
    set(CONFIGURATION, "12:20:00", "DNS_record 5", Attribute.ACTION, "rec_del");
    set(CONFIGURATION, "12:30:00", "rule 6", Attribute.ACTION, "added");
    set(CONFIGURATION, "12:40:00", "rule 6", Attribute.ACTION, "address changed");
    assertThat(reversal(0)).isEqualTo("12:20:00");
    assertThat(reversal(2)).isNull();
  }

  @Test
  void a_switch_whose_earlier_state_is_not_told_is_taken_back_by_the_other_one() {
    set(CONFIGURATION, "17:40:12", "cronjobs billing/run suspend", Attribute.AFTER, "true");
    set(CONFIGURATION, "18:00:00", "cronjobs billing/mail suspend", Attribute.AFTER, "false");
    assertThat(reversal(0)).isNull();
    set(CONFIGURATION, "19:51:20", "cronjobs billing/run suspend", Attribute.AFTER, "false");
    assertThat(reversal(0)).isEqualTo("19:51:20");
  }

  @Test
  void a_third_value_and_another_record_take_nothing_back() {
    set(CONFIGURATION, "13:29:55", "A api", values("203.0.113.9", "203.0.113.99"));
    set(CONFIGURATION, "13:51:20", "A api", values("203.0.113.99", "203.0.113.10"));
    set(CONFIGURATION, "13:52:20", "A blog", values("203.0.113.99", "203.0.113.9"));
    assertThat(reversal(0)).isNull();
  }

  @Test
  void a_setting_of_which_no_values_are_known_is_only_changed_again() {
    set(CONFIGURATION, "13:29:55", "configmap limits");
    set(CONFIGURATION, "13:51:20", "configmap limits");
    assertThat(reversal(0)).isNull();
  }

  @Test
  void the_value_before_is_known_from_the_change_before() {
    set(INFRASTRUCTURE, "09:00:00", "A api", Attribute.AFTER, "192.0.2.1");
    set(INFRASTRUCTURE, "13:29:55", "A api", Attribute.AFTER, "192.0.2.2");
    set(INFRASTRUCTURE, "13:51:20", "A api", Attribute.AFTER, "192.0.2.1");
    assertThat(reversal(1)).isEqualTo("13:51:20");
    assertThat(reversal(0)).isNull();
  }

  @Test
  void a_flag_that_was_raised_in_steps_is_taken_back_when_it_is_where_it_was() {
    set(FLAG, "10:00:00", "checkout", values("5", "25"));
    set(FLAG, "10:10:00", "checkout", values("25", "100"));
    set(FLAG, "10:20:00", "checkout", values("100", "5"));
    assertThat(reversal(0)).isEqualTo("10:20:00");
    assertThat(reversal(1)).isEqualTo("10:20:00");
  }

  @Test
  void a_number_that_goes_on_in_the_same_direction_takes_nothing_back() {
    set(CONFIGURATION, "10:00:00", "pool size", values("50", "20"));
    set(CONFIGURATION, "10:10:00", "pool size", values("20", "10"));
    assertThat(reversal(0)).isNull();
  }

  @Test
  void a_flag_that_is_switched_off_takes_back_whom_it_was_opened_to() {
    set(FLAG, "09:00:00", "checkout", values("false", "true"));
    set(FLAG, "10:00:00", "checkout");
    set(FLAG, "10:20:00", "checkout", values("true", "false"));
    assertThat(reversal(1)).isEqualTo("10:20:00");
  }

  @Test
  void a_lower_revision_of_the_same_kind_is_an_older_one() {
    deploy("13:58:00", "shop:412").deploy("14:31:00", "shop:411");
    assertThat(reversal(0)).isEqualTo("14:31:00");
  }

  @Test
  void a_lower_number_of_something_else_is_not() {
    deploy("13:58:00", "shop:412").deploy("14:31:00", "hotfix:1");
    assertThat(reversal(0)).isNull();
  }

  private ChangeLinksTest step(String time, String says, String... values) {
    String[] attributes = new String[2 + values.length];
    attributes[0] = Attribute.FLAG;
    attributes[1] = "search-v2";
    System.arraycopy(values, 0, attributes, 2, values.length);
    scene.change(FLAG, time, "shop", "Flag search-v2: " + says, attributes);
    return this;
  }

  @Test
  void the_next_step_of_a_rollout_takes_the_last_one_not_back_and_switching_it_off_takes_all() {
    step("13:00:00", "default rule from `0%` true to `5%` true: first step");
    step("13:20:00", "default rule from `5%` true to `25%` true");
    step("13:40:00", "default rule from `25%` true to `50%` true");
    assertThat(reversal(0)).isNull();
    assertThat(reversal(1)).isNull();
    step("14:10:00", "turned off", values("true", "false"));
    assertThat(reversal(0)).isEqualTo("14:10:00");
    assertThat(reversal(1)).isEqualTo("14:10:00");
    assertThat(reversal(2)).isEqualTo("14:10:00");
  }

  @Test
  void a_step_down_takes_the_last_one_back_as_does_a_change_that_tells_no_numbers() {
    step("13:00:00", "default rule from `5%` true to `25%` true");
    step("13:20:00", "default rule from `25%` true to `5%` true");
    assertThat(reversal(0)).isEqualTo("13:20:00");
    step("15:00:00", "now for 50 %");
    step("15:20:00", "now for 10 %");
    assertThat(reversal(2)).isEqualTo("15:20:00");
    step("16:00:00", "rules were updated");
    step("16:20:00", "rules were updated");
    assertThat(reversal(4)).isEqualTo("16:20:00");
  }

  @Test
  void a_key_that_was_made_inactive_is_taken_back_when_it_is_active_again() {
    set(INFRASTRUCTURE, "07:22:31", "access key of uploader", Attribute.AFTER, "Inactive");
    set(INFRASTRUCTURE, "07:30:00", "access key of batch", Attribute.AFTER, "Active");
    assertThat(reversal(0)).isNull();
    set(INFRASTRUCTURE, "07:50:00", "access key of uploader", Attribute.AFTER, "Active");
    assertThat(reversal(0)).isEqualTo("07:50:00");
  }
}
