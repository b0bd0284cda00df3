package architecture.violation.stage_unknown.postmortem.metrics;

final class Newcomer {}
