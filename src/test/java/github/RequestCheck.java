package github;

import java.util.List;

/**
 * Judges the requests that tests make. Found by {@link java.util.ServiceLoader}: where GitHub's own
 * description of its API lies beside the checkout, every request of every test is held against it.
 */
@FunctionalInterface
public interface RequestCheck {

  /** What is wrong with a request; empty when nothing is. Called by one thread at a time. */
  List<String> violations(Request request);
}
