"""What the company sells; prices in euros without VAT."""

from decimal import Decimal

from arcore.desk.demo.setup.groups import Groups
from arcore.values.search_key import search_key
from ledger.models import Item

# no. -> description, unit, price, product group, VAT product group
ITEMS = {
    "1000": ("City bicycle Traboule", "pcs", "389", "BIKES", "VAT20"),
    "1010": ("City bicycle Traboule, low frame", "pcs", "409", "BIKES", "VAT20"),
    "1100": ("Electric bicycle Croix-Rousse", "pcs", "1490", "BIKES", "VAT20"),
    "1110": ("Electric cargo bicycle Presqu'île", "pcs", "2890", "BIKES", "VAT20"),
    "1200": ("Touring bicycle Rhône", "pcs", "945", "BIKES", "VAT20"),
    "1300": ("Gravel bicycle Beaujolais", "pcs", "1180", "BIKES", "VAT20"),
    "1400": ("Children's bicycle Guignol 20", "pcs", "149", "BIKES", "VAT20"),
    "2000": ("Tyre 700 x 35", "pcs", "16.90", "PARTS", "VAT20"),
    "2010": ("Inner tube 28 inch", "pcs", "3.45", "PARTS", "VAT20"),
    "2100": ("Chain, 9 speeds", "pcs", "14.80", "PARTS", "VAT20"),
    "2110": ("Brake pads, pair", "pair", "6.95", "PARTS", "VAT20"),
    "2200": ("Battery 500 Wh", "pcs", "429", "PARTS", "VAT20"),
    "2300": ("Helmet Fourvière", "pcs", "38.50", "PARTS", "VAT20"),
    "2310": ("Rain jacket", "pcs", "54", "PARTS", "VAT20"),
    "2320": ("Pannier bag, pair", "pair", "72", "PARTS", "VAT20"),
    "2400": ("Lock, hardened steel", "pcs", "31.20", "PARTS", "VAT20"),
    "2500": ("Light set", "set", "22.40", "PARTS", "VAT20"),
    "3000": ("Cycling map Rhône valley", "pcs", "11.37", "BOOKS", "VAT55"),
    "3010": ("Guide book ViaRhôna", "pcs", "17.06", "BOOKS", "VAT55"),
    "4000": ("Workshop hour", "h", "54", "SERVICE", "VAT20"),
    "4010": ("Yearly maintenance of a fleet, per bicycle", "pcs", "65", "SERVICE", "VAT20"),
    "4100": ("Guided tour, day", "day", "240", "SERVICE", "VAT10"),
    "4200": ("Mechanic training, day", "day", "420", "TRAINING", "VAT0"),
    "9000": ("Freight", "pcs", "18", "FREIGHT", "VAT20"),
}


def make_items(groups: Groups) -> dict[str, Item]:
    """Items by number; the last bicycle of an old series is blocked."""
    rows = [
        Item(
            no=no,
            description=description,
            unit=unit,
            unit_price=Decimal(price),
            product_group=groups.product[product],
            vat_product_group=groups.vat_product[vat],
            search_key=search_key(description),
        )
        for no, (description, unit, price, product, vat) in ITEMS.items()
    ]
    made = {item.no: item for item in Item.objects.bulk_create(rows)}
    retired = "City bicycle Traboule, series of last year"
    Item.objects.create(
        no="1009",
        description=retired,
        unit="pcs",
        unit_price=Decimal(349),
        product_group=groups.product["BIKES"],
        vat_product_group=groups.vat_product["VAT20"],
        blocked=True,
    )
    return made
