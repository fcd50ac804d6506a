package dev.codeintel.tools;

import dev.codeintel.model.Symbol;
import dev.codeintel.retrieval.SymbolFinder.Found;
import dev.codeintel.text.SafeText;
import dev.codeintel.tools.answer.Answer;
import dev.codeintel.tools.answer.Field;
import dev.codeintel.tools.answer.Fields;
import dev.codeintel.tools.answer.Hit;
import dev.codeintel.tools.answer.Reason;

/** A symbol that an ambiguous question may mean. */
record CandidateHit(Symbol symbol) implements Hit {

  /** Answers a call whose symbol is ambiguous: the candidates, the best first. */
  static Answer all(String asked, Found found) {
    Answer answer =
        new Answer()
            .unknown(
                Reason.AMBIGUOUS,
                "\"%s\" may mean any of these %d; ask again with one id."
                    .formatted(SafeText.shown(asked), found.candidates().size()));
    found.candidates().forEach(symbol -> answer.add(new CandidateHit(symbol)));
    return answer;
  }

  @Override
  public Fields fields() {
    return SymbolHit.fieldsOf(symbol).flag(Field.CANDIDATE);
  }

  @Override
  public String line() {
    return SymbolHit.lineOf(symbol);
  }
}
