"""What a field of a record may hold: ids, dates, zones, addresses, checked as they are read."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from corpus import edtf
from corpus.zone_ids import ALL, ZONE_IDS, ZoneId


def _expand_all(value: Any) -> Any:
    return ZONE_IDS if value == ALL else value


def _order_zones(zones: tuple[ZoneId, ...]) -> tuple[ZoneId, ...]:
    if len(set(zones)) < len(zones):
        raise ValueError("a zone is named twice")
    return tuple(zone for zone in ZONE_IDS if zone in zones)


def _refuse_list(value: Any) -> Any:
    # YAML has brackets of its own.
    if isinstance(value, list):
        raise ValueError("a set of dates stands in quotation marks")
    return value


def _check_urls(urls: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(urls)) < len(urls):
        raise ValueError("an address is named twice")
    return urls


def _check_date(text: str) -> str:
    edtf.parse(text)
    return text


def _check_distinct(ids: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(ids)) < len(ids):
        raise ValueError("a passage is named twice")
    return ids


def _check_day(text: str) -> str:
    span = edtf.parse(text) if text else None
    if span and (span.approximate or span.earliest != span.latest):
        raise ValueError(f"'{text}' is no single day")
    return text


Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, Field(min_length=1)]
EdtfDate = Annotated[str, BeforeValidator(_refuse_list), AfterValidator(_check_date)]
Zones = Annotated[tuple[ZoneId, ...], BeforeValidator(_expand_all), AfterValidator(_order_zones)]
Url = Annotated[str, Field(pattern=r"^https?://\S+$")]
PassageIds = Annotated[tuple[Id, ...], AfterValidator(_check_distinct)]
Urls = Annotated[tuple[Url, ...], AfterValidator(_check_urls)]
Day = Annotated[str, AfterValidator(_check_day)]
