package io.github.windlass.extractor.sequelize.generator;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Regular plurals of English ({@code pluralize} of {@code inflection}). */
final class Plural {

  /** Endings of words that have another plural, none, or one already. */
  private static final List<String> OTHERS =
      List.of(
          "us",
          "is",
          "um",
          "on",
          "ma",
          "f",
          "fe",
          "o",
          "person",
          "man",
          "child",
          "foot",
          "tooth",
          "goose",
          "mouse",
          "louse",
          "ox",
          "dex",
          "tex",
          "trix",
          "media",
          "data",
          "news",
          "sheep",
          "fish",
          "series",
          "species",
          "equipment",
          "information",
          "money",
          "rice",
          "people",
          "children",
          "men",
          "quiz",
          "eau",
          "as",
          "feet",
          "geese",
          "lice",
          "mice",
          "quy",
          "teeth",
          "history");

  /** Those that are regular in spite of their ending. */
  private static final List<String> REGULAR =
      List.of(
          "ion", "son", "ton", "con", "pon", "ron", "box", "photo", "zoo", "video", "gon", "oon",
          "ession", "mon", "essage", "option");

  /** What it takes for uncountable, as a whole. */
  private static final Set<String> UNCOUNTABLE =
      Set.of(
          ("accommodation adulthood advertising advice aggression aid air aircraft alcohol anger"
               + " applause arithmetic assistance athletics bacon baggage beef biology blood botany"
               + " bread butter carbon cardboard cash chalk chaos chess crossroads countryside"
               + " dancing deer dignity dirt dust economics education electricity engineering"
               + " enjoyment envy equipment ethics evidence evolution fame fiction flour flu food"
               + " fuel fun furniture gallows garbage garlic genetics gold golf gossip gratitude"
               + " grief guilt gymnastics happiness hardware harm hate hatred health heat help"
               + " homework honesty honey hospitality housework humour hunger hydrogen ice"
               + " importance inflation information innocence iron irony jam jewelry judo karate"
               + " knowledge lack laughter lava leather leisure lightning linguine linguini"
               + " linguistics literature litter livestock logic loneliness luck luggage macaroni"
               + " machinery magic management mankind marble mathematics mayonnaise measles methane"
               + " milk minus money mud music mumps nature news nitrogen nonsense nurture nutrition"
               + " obedience obesity oxygen pasta patience physics poetry pollution poverty pride"
               + " psychology publicity punctuation quartz racism relaxation reliability research"
               + " respect revenge rice rubbish rum safety scenery seafood seaside series shame"
               + " sheep shopping sleep smoke smoking snow soap software soil spaghetti species"
               + " steam stuff stupidity sunshine symmetry tennis thirst thunder timber traffic"
               + " transportation trust underwear unemployment unity validity veal vegetation"
               + " vegetarianism vengeance violence vitality warmth wealth weather welfare wheat"
               + " wildlife wisdom yoga zinc zoology")
              .split(" "));

  private Plural() {}

  /** The plural of a word; null: it is not known. */
  static @Nullable String of(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (UNCOUNTABLE.contains(lower)) {
      return word;
    }
    if (lower.isEmpty() || !endsInLetter(lower) || isOther(lower)) {
      return null;
    }
    if (lower.endsWith("ia") || lower.endsWith("ta")) {
      return word;
    }
    if (lower.endsWith("ss")
        || lower.endsWith("sh")
        || lower.endsWith("ch")
        || lower.endsWith("x")) {
      return word + "es";
    }
    if (lower.endsWith("s")) {
      return word;
    }
    if (lower.endsWith("y")
        && lower.length() > 1
        && "aeiouy".indexOf(lower.charAt(lower.length() - 2)) < 0) {
      return word.substring(0, word.length() - 1) + "ies";
    }
    return word + "s";
  }

  private static boolean endsInLetter(String word) {
    char last = word.charAt(word.length() - 1);
    return last >= 'a' && last <= 'z';
  }

  private static boolean isOther(String word) {
    if (word.endsWith("person")) {
      return true;
    }
    for (String ending : REGULAR) {
      if (word.endsWith(ending)) {
        return false;
      }
    }
    for (String ending : OTHERS) {
      if (word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
