"""Names of people and firms, each country's own; a firm's name never comes twice by chance."""

from collections.abc import Callable
from random import Random

# First names and family names by the tongue that a country borrows.
FIRST_NAMES = {
    "fr": "Camille Hugo Léa Louis Manon Jules Chloé Gabriel Inès Arthur Sarah Nathan Zoé Paul"
    " Élodie Mathieu Sophie Benoît Céline Thierry",
    "de": "Anna Lukas Julia Jonas Katharina Felix Sabine Matthias Heike Stefan",
    "it": "Giulia Marco Francesca Luca Chiara Matteo Elena Andrea",
    "nl": "Sanne Daan Femke Bram Lotte Jeroen Anouk Thijs",
    "es": "Lucía Pablo Carmen Álvaro Marta Javier Nuria Diego",
    "en": "Emily James Sophie Oliver Grace William Hannah Thomas Claire Patrick",
    "pt": "Inês João Beatriz Tiago Mariana Rui",
    "da": "Freja Magnus Ida Emil Signe Anders",
}
FAMILY_NAMES = {
    "fr": "Martin Bernard Dubois Durand Moreau Laurent Lefèvre Roux Fournier Girard Bonnet"
    " Dupont Lambert Fontaine Rousseau Vincent Muller Faure Mercier Blanc Guérin Boyer Garnier"
    " Chevalier Perrot Barbier Arnaud Renard Gaillard Picard Rivière Marchand Colin Carpentier"
    " Bertin Jacquet Poirier Delorme Chauvin Vasseur",
    "de": "Müller Schneider Fischer Weber Becker Hoffmann Schäfer Koch Bauer Richter Wolf"
    " Neumann Zimmermann Krüger Hartmann Vogel Jäger Lorenz Albrecht Winkler",
    "it": "Rossi Ferrari Bianchi Romano Colombo Ricci Marino Greco Conti Moretti Barbieri"
    " Fontana Rinaldi Caruso Ferrara",
    "nl": "Jansen Visser Smit Mulder Bakker Dekker Vermeulen Peters Hendriks Kuiper Willems"
    " Hoekstra",
    "es": "García Fernández López Romero Navarro Torres Ramos Serrano Molina Ortega Delgado",
    "en": "Baker Hughes Turner Walsh Parker Edwards Murphy Collins Bennett Reed Kelly Foster"
    " Brooks Sullivan Hayes Byrne",
    "pt": "Silva Ferreira Costa Pereira Oliveira Carvalho",
    "da": "Nielsen Jensen Andersen Sørensen Rasmussen Madsen",
}
TONGUES = {
    "FR": "fr", "BE": "fr", "LU": "fr", "CH": "fr", "DE": "de", "AT": "de", "IT": "it",
    "NL": "nl", "ES": "es", "GB": "en", "US": "en", "IE": "en", "PT": "pt", "DK": "da",
}  # fmt: skip
FIRMS = {
    "FR": ("Cycles {name}", "Vélos {name} SARL", "Atelier {name}", "{name} Sports",
           "La Roue de {town}", "Établissements {name} & Fils", "Vélocité {town}",
           "Hôtel {name} {town}", "Ville de {town}", "Lycée technique {name}",
           "Loueur {name} SAS", "Coopérative cycliste de {town}", "Librairie {name}"),
    "DE": ("Fahrrad {name} GmbH", "Zweirad {name}", "Radhaus {town}", "{name} & Söhne KG",
           "Stadtrad {town} GmbH"),
    "BE": ("Cycles {name} SRL", "Vélo-Relais {town}", "{name} Rijwielen", "Maison {name}"),
    "IT": ("Cicli {name}", "Biciclette {name} S.r.l.", "Officina {name}", "Ciclo {town} S.p.A."),
    "CH": ("Vélos {name} SA", "Cycles {name} Sàrl", "Velo {name} AG", "Hôtel {name} {town}"),
    "NL": ("{name} Fietsen B.V.", "Rijwielhandel {name}", "Fietsenmakerij {town}"),
    "ES": ("Bicicletas {name} S.L.", "Ciclos {name}", "Taller {name}", "Rutas {town} S.A."),
    "GB": ("{name} Cycles Ltd", "{town} Bicycle Company Ltd", "{name} & Daughters Ltd"),
    "LU": ("Cycles {name} S.à r.l.", "Mobilité {town} S.A.", "{name} Vélos"),
    "AT": ("Radsport {name} GmbH", "Zweirad {name}", "Fahrradhaus {town}"),
    "US": ("{name} Bike Supply Inc.", "{town} Wheel Works LLC", "{name} Outfitters Inc."),
    "PT": ("Bicicletas {name} Lda", "Rotas de {town} Lda"),
    "DK": ("{name} Cykler ApS", "Cykelhuset {town} A/S"),
    "IE": ("{name} Cycles Ltd", "{town} Greenway Hire Ltd"),
}  # fmt: skip


def person_name(country: str, chance: Random) -> str:
    """First and family name as in the country."""
    tongue = TONGUES[country]
    first = chance.choice(FIRST_NAMES[tongue].split())
    return f"{first} {chance.choice(FAMILY_NAMES[tongue].split())}"


def firm_name(country: str, town: str, chance: Random) -> str:
    """A firm's name made of an owner or its town."""
    pattern = chance.choice(FIRMS[country])
    family = chance.choice(FAMILY_NAMES[TONGUES[country]].split())
    return pattern.format(name=family, town=town)


def new_name(taken: set[str], make: Callable[[], str], chance: Random, tongue: str) -> str:
    """A name that nobody has; after some throws two owners share the firm."""
    for _throw in range(8):
        name = make()
        if name not in taken:
            break
    else:
        while name in taken:
            name = f"{make()} {chance.choice(FAMILY_NAMES[tongue].split())}"
    taken.add(name)
    return name
