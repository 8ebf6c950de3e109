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
    """Returns the documents of a file that is an export, and ``None`` of any other.

    A file that looks like an export is none if no document is found in it, unless it says itself that it has some.
    """
    database = next((database for database in DATABASES if database.recognises(material)), None)
    export = database.splits(material) if database is not None else None
    return export if export is not None and (export.found or export.own) else None


__all__ = ["DATABASES", "Export", "Material", "export_in", "held", "only_article"]
