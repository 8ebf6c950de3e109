"""Exports of newspaper databases: many documents in one file, with what the databases write around them.

A database is known by what is in a file, not by the file's name, and by several marks that agree.
"""

from __future__ import annotations

from hedgelens.article.exports import europresse, factiva, factiva_xml, nexis, nexis_uni, proquest
from hedgelens.article.exports.document import Database, Export, Material
from hedgelens.article.exports.making import held, only_article

DATABASES = (
    Database("Factiva, XML", factiva_xml.recognises, factiva_xml.splits),
    Database("LexisNexis", nexis.recognises, nexis.splits),
    Database("Nexis Uni", nexis_uni.recognises, nexis_uni.splits),
    Database("Factiva", factiva.recognises, factiva.splits),
    Database("ProQuest", proquest.recognises, proquest.splits),
    Database("Europresse", europresse.recognises, europresse.splits),
)
"""The databases in the order in which a file is held against them."""


def export_in(material: Material) -> Export | None:
    """Returns the documents of a file that is an export, and ``None`` of any other."""
    database = next((database for database in DATABASES if database.recognises(material)), None)
    return None if database is None else database.splits(material)


__all__ = ["DATABASES", "Export", "Material", "export_in", "held", "only_article"]
