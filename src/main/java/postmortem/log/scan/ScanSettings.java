package postmortem.log.scan;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Progress;
import postmortem.event.stamp.Reference;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.fit.FormatIndex;
import postmortem.log.wrapped.WrappedLog;

/**
 * What all scans of a run share.
 *
 * @param reference for stamps without a year; null when there is none
 * @param block how many bytes are read at a time
 * @param wrapped exports whose records are records of logs, by name
 * @param ahead whether unpacking may have a thread of its own
 */
public record ScanSettings(
    FormatIndex formats,
    ReadingRules rules,
    Limits limits,
    Progress progress,
    @Nullable Reference reference,
    int block,
    Map<String, WrappedLog> wrapped,
    boolean ahead) {}
