package bench.generator;

/**
 * One log statement of an invented program: the truth that a grouping is measured against.
 *
 * @param id number within its family, from 0
 * @param weight how often it is written, against others
 * @param level as the family writes it; of a request, its status
 * @param template what it says, with {@code <*>} for variables, as one line
 * @param trouble whether it is written more often while the incident lasts
 */
public record Statement(int id, int weight, String level, String template, boolean trouble) {}
