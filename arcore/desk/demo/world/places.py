"""Countries that the company sells to: how many customers, where they live, how they trade."""

from typing import NamedTuple


class Country(NamedTuple):
    """`weight` is the share of customers; towns as "post code town"; `region` the posting group."""

    weight: int
    region: str
    currency: str
    language: str
    phone: str
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    number_first: bool = False


COUNTRIES = {
    "FR": Country(
        170, "DOMESTIC", "", "fr", "+33 4", number_first=True,
        streets=("rue de la République", "avenue Jean Jaurès", "rue Pasteur",
                 "place du Marché", "cours Lafayette", "rue des Tanneurs", "quai Saint-Vincent",
                 "boulevard Gambetta", "rue du Moulin", "chemin des Vignes"),
        towns=("69003 Lyon", "69100 Villeurbanne", "38000 Grenoble", "74000 Annecy",
               "73000 Chambéry", "42000 Saint-Étienne", "26000 Valence", "21000 Dijon",
               "13006 Marseille", "34000 Montpellier", "31000 Toulouse", "33000 Bordeaux",
               "44000 Nantes", "67000 Strasbourg", "75011 Paris", "59800 Lille",
               "35000 Rennes", "37000 Tours", "84000 Avignon", "01000 Bourg-en-Bresse"),
    ),
    "DE": Country(
        26, "EU", "", "en", "+49 7", streets=("Hauptstraße", "Bahnhofstraße", "Gartenweg",
                                              "Lindenallee", "Marktplatz", "Schillerstraße"),
        towns=("79098 Freiburg", "76133 Karlsruhe", "70173 Stuttgart", "80331 München",
               "48143 Münster", "28195 Bremen", "04109 Leipzig"),
    ),
    "BE": Country(
        20, "EU", "", "fr", "+32 2", streets=("rue Haute", "avenue Louise", "chaussée de Namur",
                                              "Stationsstraat", "rue Neuve"),
        towns=("1000 Bruxelles", "4000 Liège", "5000 Namur", "9000 Gent", "7000 Mons"),
    ),
    "IT": Country(
        18, "EU", "", "en", "+39 0", streets=("via Roma", "corso Garibaldi", "via Dante",
                                              "piazza Cavour", "via Mazzini"),
        towns=("10121 Torino", "20121 Milano", "37121 Verona", "40121 Bologna", "50122 Firenze"),
    ),
    "CH": Country(
        16, "EXPORT", "CHF", "fr", "+41 22", streets=("rue du Rhône", "avenue de la Gare",
                                                     "route de Berne", "Bahnhofstrasse"),
        towns=("1201 Genève", "1003 Lausanne", "2000 Neuchâtel", "1700 Fribourg", "8001 Zürich"),
    ),
    "NL": Country(
        14, "EU", "", "en", "+31 20", streets=("Kerkstraat", "Molenweg", "Dorpsstraat",
                                               "Prinsengracht"),
        towns=("1017 Amsterdam", "3511 Utrecht", "9711 Groningen", "6811 Arnhem"),
    ),
    "ES": Country(
        12, "EU", "", "en", "+34 93", streets=("calle Mayor", "avenida Diagonal",
                                               "calle del Sol", "paseo de Gracia"),
        towns=("08008 Barcelona", "17001 Girona", "46001 Valencia", "28004 Madrid"),
    ),
    "GB": Country(
        12, "EXPORT", "GBP", "en", "+44 20", number_first=True,
        streets=("High Street", "Station Road", "Church Lane", "Mill Road", "Victoria Street"),
        towns=("BS1 4DJ Bristol", "CB1 2AB Cambridge", "YO1 7HH York", "EH1 1YZ Edinburgh"),
    ),
    "LU": Country(
        7, "EU", "", "fr", "+352 2", streets=("Grand-Rue", "rue de Hollerich", "rue du Fort"),
        towns=("1660 Luxembourg", "4010 Esch-sur-Alzette", "9230 Diekirch"),
        number_first=True,
    ),
    "AT": Country(
        7, "EU", "", "en", "+43 1", streets=("Mariahilfer Straße", "Ringstraße", "Kirchengasse"),
        towns=("1060 Wien", "5020 Salzburg", "6020 Innsbruck"),
    ),
    "US": Country(
        6, "EXPORT", "USD", "en", "+1 503", number_first=True,
        streets=("Main Street", "Oak Avenue", "Division Street", "Pine Street"),
        towns=("OR 97204 Portland", "CO 80302 Boulder", "VT 05401 Burlington"),
    ),
    "PT": Country(
        4, "EU", "", "en", "+351 21", streets=("rua Augusta", "avenida da Liberdade",
                                               "rua das Flores"),
        towns=("1100-053 Lisboa", "4050-265 Porto"),
    ),
    "DK": Country(
        4, "EU", "", "en", "+45 3", streets=("Nørregade", "Vestergade", "Strandvej"),
        towns=("1165 København", "8000 Aarhus"),
    ),
    "IE": Country(
        4, "EU", "", "en", "+353 1", streets=("Patrick Street", "Bridge Street", "Quay Lane"),
        towns=("T12 W8AX Cork", "D02 X285 Dublin"), number_first=True,
    ),
}  # fmt: skip


def split_town(country: str, text: str) -> tuple[str, str]:
    """Post code and town: `BS1 4DJ Bristol` -> `BS1 4DJ`, `Bristol`."""
    pieces = text.split(" ")
    words = 2 if country in ("GB", "US", "IE") else 1
    return " ".join(pieces[:words]), " ".join(pieces[words:])
