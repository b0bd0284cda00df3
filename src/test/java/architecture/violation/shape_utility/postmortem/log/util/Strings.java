package architecture.violation.shape_utility.postmortem.log.util;

final class Strings {}
