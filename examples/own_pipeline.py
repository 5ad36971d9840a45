"""Two components alone in a pipeline of one's own: amounts and dates, on a stock French model."""

import spacy

from claimex import annotations as ann

nlp = spacy.load("fr_core_news_md", exclude=["ner"])
nlp.add_pipe("claimex_quantities")
nlp.add_pipe("claimex_moments")

doc = nlp("Le tunnel de 57,5 km coûtera près de 11 milliards d'euros et ouvrira d'ici fin 2033.")
for quantity in ann.read(doc, ann.QUANTITIES, ann.QuantityMention):
    print(doc.text[quantity.start : quantity.end], "=", quantity.comparator, quantity.value, quantity.unit)
for moment in ann.read(doc, ann.MOMENTS, ann.MomentMention):
    print(doc.text[moment.start : moment.end], "=", moment.relation, moment.first, moment.last)
