package postmortem.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a terminal shows of the account of the evidence. */
final class AccountTest {

  private static final Account ACCOUNT =
      new Account(
          List.of(
              row("evidence", "read as", "rows", "placed", "merged"),
              row("awx/jobs.json", "awx-jobs", "3", "3", "0"),
              row("postgresql/pg-a-postgresql-2026-03-18.log", "postgresql", "873", "4", "1"),
              row("all 2", "", "876", "7", "1")));

  @Test
  void long_names_lose_their_beginning_so_that_no_line_wraps() {
    assertThat(ACCOUNT.table(60))
        .isEqualTo(
            """
            evidence                    read as     rows  placed  merged
            awx/jobs.json               awx-jobs       3       3       0
            …postgresql-2026-03-18.log  postgresql   873       4       1
            all 2                                    876       7       1
            """);
  }

  @Test
  void on_a_narrow_terminal_how_a_file_was_read_goes_before_its_name_and_its_numbers() {
    assertThat(ACCOUNT.table(46))
        .isEqualTo(
            """
            evidence                  rows  placed  merged
            awx/jobs.json                3       3       0
            …stgresql-2026-03-18.log   873       4       1
            all 2                      876       7       1
            """);
  }

  @Test
  void numbers_are_not_cut_however_narrow_it_is() {
    assertThat(ACCOUNT.table(10))
        .isEqualTo(
            """
            evidence          rows  placed  merged
            awx/jobs.json        3       3       0
            …-2026-03-18.log   873       4       1
            all 2              876       7       1
            """);
  }

  @Test
  void what_fits_stays_as_it_is() {
    assertThat(ACCOUNT.table(75))
        .isEqualTo(ACCOUNT.table())
        .contains("postgresql/pg-a-postgresql-2026-03-18.log  postgresql   873       4       1\n");
  }

  private static Account.Row row(String name, String reader, String... numbers) {
    return new Account.Row(name, reader, List.of(numbers));
  }
}
