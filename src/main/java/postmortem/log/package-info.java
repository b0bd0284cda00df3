/**
 * The log engine. What a line of a format is, how layouts are found and how texts become signatures
 * is in the packages below.
 *
 * <p>Where to look, in the order in which a log goes through:
 *
 * <ul>
 *   <li>What its beginning tells: {@link FirstLook}, {@link Detector}, {@link Fit}; why it is read
 *       so, for people: {@link Explainer}.
 *   <li>Files side by side, and in pieces: {@link LogScanner}, {@link FileScan}; rotated files:
 *       {@link Rotation}; exports whose records are a log: {@link ExportScan}.
 *   <li>Bytes to records: {@link RecordReader}; a record's format: {@link RecordMatcher}, {@link
 *       FormatLookup}; what it wraps: {@link Unwrapped}, {@link StreamHistory}.
 *   <li>Records to counts: {@link LogSummary}, {@link SignatureRow}.
 *   <li>Counts to findings: {@link Findings} with one {@link Finder} for each kind, and {@link
 *       EventWriter}.
 *   <li>What users are told about logs: {@link LogMessages}; what commands print of them: {@link
 *       SignatureListing}, {@link RecordListing}.
 * </ul>
 */
@NullMarked
package postmortem.log;

import org.jspecify.annotations.NullMarked;
