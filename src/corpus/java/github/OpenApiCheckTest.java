package github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check judges, and is found by every server. */
class OpenApiCheckTest {

  private static Request request(
      String method, String path, Map<String, String> query, String body) {
    return new Request(method, path, query, Map.of("content-type", "application/json"), body);
  }

  @Test
  void requests_as_described_are_accepted() {
    OpenApiCheck check = new OpenApiCheck();
    assertThat(
            check.violations(
                request(
                    "POST", "/repos/a/b/issues", Map.of(), "{\"title\":\"x\",\"labels\":[\"l\"]}")))
        .isEmpty();
    assertThat(
            check.violations(
                request("GET", "/repositories/7/issues", Map.of("state", "all", "page", "2"), "")))
        .isEmpty();
    assertThat(OpenApiCheck.shapes()).isGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /repos/a/b/issues | | {\"titel\":\"x\"}",
        "POST | /repos/a/b/issues | | {\"title\":\"x\",\"labels\":\"l\"}",
        "POST | /repos/a/b/labels | | {\"color\":\"b60205\"}",
        "PATCH | /repos/a/b/issues/3 | | {\"state\":\"done\"}",
        "GET | /repos/a/b/issues | per_page=many | ''",
        "GET | /repos/a/b/issue | | ''",
        "PUT | /repos/a/b/issues | | {}",
      })
  void other_requests_are_not(String method, String path, String query, String body) {
    Map<String, String> parameters = query == null ? Map.of() : Request.parameters(query);
    assertThat(new OpenApiCheck().violations(request(method, path, parameters, body))).isNotEmpty();
  }

  @Test
  void a_server_that_got_a_request_which_is_not_described_says_so() {
    assertThat(java.util.ServiceLoader.load(RequestCheck.class))
        .anyMatch(check -> check instanceof OpenApiCheck);
  }
}
