package postmortem.action;

import java.math.BigInteger;

/**
 * The place of an ID among others: by the words before its number, then by the number.
 *
 * @param words what stands before the last run of digits
 * @param number that run; -1 when there is none
 */
record KeyOrder(String words, BigInteger number) implements Comparable<KeyOrder> {

  static KeyOrder of(String key) {
    int begin = key.length();
    while (begin > 0 && key.charAt(begin - 1) >= '0' && key.charAt(begin - 1) <= '9') {
      begin--;
    }
    return new KeyOrder(
        key.substring(0, begin),
        begin == key.length() ? BigInteger.ONE.negate() : new BigInteger(key.substring(begin)));
  }

  @Override
  public int compareTo(KeyOrder other) {
    int byWords = words.compareTo(other.words);
    return byWords != 0 ? byWords : number.compareTo(other.number);
  }
}
