"""Hostile tables of points, each made by a function: seeds of tests, and of what mutates them.

None must read a file that was not handed in, ask a host, cost more than a bounded time and memory,
or end in anything but a sentence or a right result.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from tests.geodata.hostile import geojson, geopackage, parquet, text

_MAKERS: dict[str, tuple[Callable[[], bytes], ...]] = {
    "gpkg": (
        geopackage.write_package,
        geopackage.package_with_a_virtual_table,
        geopackage.package_with_an_endless_view,
        geopackage.package_with_a_view_of_zeros,
        geopackage.package_with_a_view_called_a_table,
        geopackage.package_with_a_computed_column,
        geopackage.package_with_a_long_default,
        geopackage.package_with_latin_1,
        geopackage.package_with_a_latin_1_column,
        geopackage.package_with_bad_geometries,
        geopackage.package_with_texts_for_numbers,
        geopackage.package_with_a_grid,
        geopackage.package_with_the_name_of_an_address,
        geopackage.package_with_a_doubled_key,
        geopackage.package_in_a_circle,
    ),
    "geojson": (
        geojson.write_features,
        geojson.pipeline_of_gdal,
        geojson.pipeline_in_a_collection,
        geojson.linked_crs,
        geojson.named_crs,
        geojson.long_number,
        geojson.large_number,
        geojson.long_whole_number,
        geojson.deep_property,
        geojson.nearly_too_deep_property,
        geojson.deep_geometry,
        geojson.half_pairs,
        geojson.nul_in_a_property,
        geojson.nul_in_a_name,
        geojson.doubled_names,
        geojson.doubled_ids,
        geojson.latin_1_name,
        geojson.mixed_properties,
        geojson.odd_coordinates,
    ),
    "parquet": (
        parquet.write_parquet,
        parquet.one_long_text_for_all_rows,
        parquet.long_texts_in_lists,
        parquet.a_row_of_long_texts,
        parquet.millions_of_nothing_in_a_list,
        parquet.one_page_of_zeros,
        parquet.many_rows_of_nothing,
        parquet.texts_by_prefixes,
        parquet.long_values_of_fixed_length,
        parquet.parquet_that_is_no_unicode,
        parquet.parquet_with_a_latin_1_column,
        parquet.bad_wkb,
        parquet.geoparquet_with_a_grid,
        parquet.geoparquet_with_a_list_for_a_column,
        parquet.deep_geoparquet,
        parquet.dates_beyond_all_years,
        parquet.many_types,
        parquet.decimals_for_coordinates,
    ),
    "csv": (
        text.blank_lines,
        text.a_row_without_an_end,
        text.many_columns,
        text.formulas,
        text.underscores,
    ),
}


class Seeds(Mapping[str, tuple[str, bytes]]):
    """The name of each seed's file, and its bytes, which are made when they are first wanted."""

    def __init__(self) -> None:
        self._makers = {
            make.__name__: (f"{make.__name__}.{ending}", cache(make))
            for ending, makers in _MAKERS.items()
            for make in makers
        }

    def __getitem__(self, seed: str) -> tuple[str, bytes]:
        file, make = self._makers[seed]
        return file, make()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)


SEEDS = Seeds()


# Those of more than 100,000 bytes.
LARGE = (
    "package_with_a_long_default",
    "deep_property",
    "deep_geoparquet",
    "blank_lines",
    "a_row_without_an_end",
    "many_columns",
)
