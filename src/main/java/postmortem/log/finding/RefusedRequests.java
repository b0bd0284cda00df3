package postmortem.log.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.log.finding.Finding.Grounds;
import postmortem.log.summary.Cells;
import postmortem.log.summary.SignatureRow;
import postmortem.series.Shifts;

/**
 * Onset and end of the rate of requests that are refused with one status: what a firewall, a broken
 * login or a limit does to users is no error of the server.
 */
final class RefusedRequests implements Finder {

  private static final int MOST = 2;
  private static final int CLIENT_ERROR = 4;
  private static final int FEWEST = 30;
  private static final int SHORTEST_MINUTES = 3;

  /** Fewer of all requests are everyday life: wrong addresses, forgotten passwords, robots. */
  private static final double LEAST_SHARE = 0.05;

  private static final double LEAST_RATIO = 5;

  /** The client went away: what it waited for is told of itself. */
  private static final String CLIENT_CLOSED = "499";

  @Override
  public List<Finding> find(StreamView stream) {
    List<Finding> found = new ArrayList<>();
    byStatus(stream)
        .forEach(
            (status, row) -> {
              if (row.count() >= FEWEST && row.cells().hasEnds()) {
                find(stream, status, row.cells(), found);
              }
            });
    return Finding.best(found, 2 * MOST);
  }

  private static Map<String, SignatureRow> byStatus(StreamView stream) {
    Map<String, List<SignatureRow>> rows = new TreeMap<>();
    for (SignatureRow row : stream.warnings()) {
      if (row.statusClass() == CLIENT_ERROR) {
        rows.computeIfAbsent(stream.status(row), k -> new ArrayList<>()).add(row);
      }
    }
    rows.remove(CLIENT_CLOSED);
    Map<String, SignatureRow> sums = new TreeMap<>();
    rows.forEach((status, same) -> sums.put(status, SignatureRow.sum(same)));
    return sums;
  }

  private static void find(StreamView stream, String status, Cells cells, List<Finding> found) {
    for (Raised raised : Raised.of(stream, cells, Shifts.ofErrors(stream.dense(cells)))) {
      long begin = StreamView.minute(cells, raised.from());
      long end = StreamView.minute(cells, raised.to() - 1) + cells.minutes() - 1;
      long minutes = end - begin + 1;
      long count = StreamView.sum(cells, raised.from(), raised.to());
      double before = raised.before() / cells.minutes();
      double after = count / (double) minutes;
      Requests all = Requests.of(stream.summary(), begin, end);
      if (count < FEWEST
          || minutes < SHORTEST_MINUTES
          || after < LEAST_RATIO * before
          || all == null
          || count < LEAST_SHARE * all.all()) {
        continue;
      }
      Grounds grounds = Grounds.refused(Shifts.TEST, all, status);
      Finding onset =
          new Finding(
              EventType.RATE_ONSET,
              cells.first(raised.from()),
              raised.ended() ? cells.last(raised.to() - 1) : null,
              Severity.WARNING,
              count,
              0,
              0,
              before,
              after,
              -count);
      found.add(onset.on(raised.ended() ? grounds : grounds.upTo(cells.last(raised.to() - 1))));
      if (raised.ended()) {
        found.add(
            new Finding(
                    EventType.RATE_END,
                    cells.last(raised.to() - 1),
                    null,
                    Severity.INFO,
                    count,
                    0,
                    0,
                    after,
                    before,
                    -count)
                .on(Grounds.refused(Shifts.TEST, null, status)));
      }
    }
  }
}
