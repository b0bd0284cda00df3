package postmortem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a terminal shows of the account of the evidence. */
final class FittedAccountTest {

  private static final String TABLE =
      """
      evidence                                   read as     rows  placed
      awx/jobs.json                              awx-jobs       3       3
      postgresql/pg-a-postgresql-2026-03-18.log  postgresql   873       4
      all 2                                                   876       7
      """;

  @Test
  void long_names_lose_their_beginning_so_that_no_line_wraps() {
    assertThat(FittedAccount.of(TABLE, 50))
        .isEqualTo(
            """
            evidence                  read as     rows  placed
            awx/jobs.json             awx-jobs       3       3
            …stgresql-2026-03-18.log  postgresql   873       4
            all 2                                  876       7
            """);
  }

  @Test
  void on_a_narrow_terminal_how_a_file_was_read_goes_before_its_name_and_its_numbers() {
    assertThat(FittedAccount.of(TABLE, 38))
        .isEqualTo(
            """
            evidence                  rows  placed
            awx/jobs.json                3       3
            …stgresql-2026-03-18.log   873       4
            all 2                      876       7
            """);
  }

  @Test
  void what_fits_stays_as_it_is() {
    assertThat(FittedAccount.of(TABLE, 80)).isEqualTo(TABLE);
    assertThat(FittedAccount.of("", 80)).isEmpty();
  }
}
