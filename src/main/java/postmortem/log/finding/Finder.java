package postmortem.log.finding;

import java.util.List;

/** Looks for findings of one kind in a finished stream. */
public interface Finder {

  /** What it finds, the most important first; nothing where the stream says too little. */
  List<Finding> find(StreamView stream);
}
