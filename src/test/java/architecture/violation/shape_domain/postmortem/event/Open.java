package architecture.violation.shape_domain.postmortem.event;

/** Neither final nor sealed. */
class Open {}
