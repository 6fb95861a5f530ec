"""Invented reports of two events and of a later one, as the stage gets them before anything is annotated."""

from __future__ import annotations

from recoupe.model.annotation import AnnotatedArticle
from recoupe.model.document import Article, Document
from recoupe.model.span import item_id

FERRY = """Un ferry de la compagnie Blaumarine s'est échoué mardi soir sur les récifs de Kersanton avec 312 passagers à
bord. Les secouristes de Kersanton ont évacué tous les passagers du ferry dans la nuit, sous la pluie.
Le capitaine Loïc Trégastel a affirmé aux enquêteurs que le gouvernail du ferry ne répondait plus. La compagnie
Blaumarine a ouvert une enquête interne sur le navire, mis en service il y a neuf ans."""
FERRY_TOO = """Les 312 passagers d'un ferry échoué à Kersanton sont sains et saufs, a annoncé la préfète Maud Sarlande.
Le navire de Blaumarine a heurté les récifs mardi soir, gouvernail bloqué, selon le capitaine Loïc Trégastel.
Des chaloupes de secours ont évacué les passagers dans la nuit vers le port de Kersanton."""
FERRY_ENGLISH = """All 312 people on board a ferry that ran aground off Kersanton are safe. The Blaumarine ship hit the
reefs on Tuesday evening. Its captain Loïc Trégastel said the rudder had jammed; the prefect Maud Sarlande thanked those
who took the passengers off at night."""
BIKES_ENGLISH = """The town of Rochemare will put 500 bicycles on its streets by summer. Councillor Inès Fabrègue said
no home would be more than five minutes away from a station. Critics want cycle lanes first."""
FERRY_AGAIN = """Échouement de Kersanton : le gouvernail du ferry était bloqué, a expliqué le capitaine Loïc Trégastel.
Blaumarine a présenté ses excuses aux 312 passagers évacués dans la nuit de mardi par les secouristes. La préfète
Maud Sarlande a salué le sang-froid de l'équipage du navire échoué sur les récifs de Kersanton."""
SALE = """À Bruxelville, la compagnie Blaumarine a vendu mercredi ses huit navires au groupe chilien Andepacifico, lors
du salon maritime de Valdoria. L'acheteur Ramiro Quintanilla a signé le contrat devant les actionnaires réunis au palais
des congrès, pour 90 millions d'euros. Andepacifico reprendra les lignes vers Puerto Hondo et gardera les marins. La
Bourse de Bruxelville a salué la vente par une hausse de onze points du titre.
Le ferry de Blaumarine s'était échoué sur les récifs de Kersanton, gouvernail bloqué, avec 312 passagers à bord. Les
passagers du ferry avaient été évacués dans la nuit par les secouristes de Kersanton, et la préfète Maud Sarlande avait
salué l'équipage du navire. Le capitaine Loïc Trégastel avait affirmé aux enquêteurs que le gouvernail ne répondait
plus. Blaumarine avait présenté ses excuses aux passagers évacués et ouvert une enquête interne sur le navire échoué."""
CHEESE = """Le fromager Anselme Dutilleux a remporté la médaille d'or du concours de Vieilleroche avec une tomme affinée
dix-huit mois. Le jury de Vieilleroche avait goûté 140 fromages venus de onze pays.
« Ma grand-mère affinait déjà dans cette cave », a raconté Anselme Dutilleux en recevant sa médaille."""
BIKES = """La ville de Rochemare installera 500 vélos en libre-service d'ici l'été, a décidé le conseil municipal.
L'adjointe Inès Fabrègue promet une station à moins de cinq minutes de chaque logement. L'opposition juge le contrat
trop cher et réclame des pistes cyclables."""


def report(
    name: str,
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    language: str = "fr",
    start: int = 0,
    end: int | None = None,
) -> AnnotatedArticle:
    """An article without any annotation; a span of its document where `start` and `end` are given."""
    stop = len(text) if end is None else end
    document = Document(
        id=name,
        source=name,
        title=title,
        text=text,
        sha256="",
        language=language,
        url=None,
        outlet=None,
        publisher=None,
        published=published,
        published_evidence=None,
        header=None,
        warnings=(),
    )
    article = Article(
        id=item_id("a", name, start, stop),
        document=name,
        start=start,
        end=stop,
        outlet=None,
        title=title,
        published=published,
        published_evidence=None,
        credits=(),
        publisher=None,
        version_of=None,
        originality=None,
    )
    return AnnotatedArticle(article=article, document=document, language=language)
