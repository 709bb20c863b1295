"""Hostile tables of text."""

from tests.geodata.hostile.where import LAT, LON


def blank_lines() -> bytes:
    return f"lon,lat\n{LON},{LAT}\n".encode() + b"\n" * 200_000 + f"{LON},{LAT}\n".encode()


def a_row_without_an_end() -> bytes:
    """Quoted cells over hundreds of thousands of lines."""
    cell = b',"' + (b"x" * 63 + b"\n") * 2_000 + b'"'
    return b"lon,lat" + b",t" * 400 + b"\n1,2" + cell * 300


def many_columns() -> bytes:
    return b"lon,lat" + b",a" * 1_000_000 + b"\n1,2\n"


def formulas() -> bytes:
    return f"name,lon,lat\n=1+1,{LON},{LAT}\n".encode()


def underscores() -> bytes:
    return f"lon,lat\n3_6.8059,{LAT}\n{LON},{LAT}\n1e999,{LAT}\nnan,inf\n".encode()
