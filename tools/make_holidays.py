"""Writes the table of public holidays as C++ source, from the Python package `holidays`.

    python3 tools/make_holidays.py holiday_table.cpp --wanted 0.109 [--from 1990 --to 2040]

The build runs this; src/demandcast/data/holiday_table.h says what is in the table. National public holidays only, names in
English where the package has them. `--wanted` is the version that requirements.txt pins; another one is refused, so that
the same sources give the same table.
"""

# SPDX-License-Identifier: Apache-2.0
import argparse
import datetime
import pathlib
import sys
import warnings

EPOCH = datetime.date(1970, 1, 1)
INTEGERS_A_LINE = 12
NAME_BITS = 15


def load_package(wanted):
    try:
        import holidays
    except ImportError:
        sys.exit("the Python package holidays is missing: pip install -r requirements.txt, or run ./dev setup")
    if holidays.__version__ != wanted:
        sys.exit(f"holidays {holidays.__version__} is installed, {wanted} wanted: pip install -r requirements.txt")
    return holidays


def country_name(key):
    """`united_states` -> `United States`; small words stay small."""
    return " ".join(w if w in ("and", "of", "the") else w.capitalize() for w in key.split("_"))


def countries(registry):
    """(code, English name, all spellings), by code. A row of the registry is class, alpha-2, alpha-3, further aliases."""
    for key, (_, code, *others) in sorted(registry.items(), key=lambda item: item[1][1]):
        yield code, country_name(key), [code, key, *(o for o in others if not o.startswith("Holidays"))]


def holidays_of(package, code, first, last):
    """((first year, last year) known within the range, sorted distinct (day, name)) of a country."""
    kind = type(package.country_holidays(code))
    first, last = max(first, kind.start_year), min(last, kind.end_year)
    rows = package.country_holidays(code, years=range(first, last + 1), language="en_US")
    found = {((day - EPOCH).days, name) for day in rows if first <= day.year <= last for name in rows.get_list(day)}
    return (first, last), sorted(found)


def quoted(text):
    """A C++ string literal in ASCII; octal escapes end after three digits, so that no letter after them is taken in."""
    plain = (chr(b) if 32 <= b < 127 and chr(b) not in '"\\?' else f"\\{b:03o}" for b in text.encode())
    return '"' + "".join(plain) + '"'


def lines(items, a_line):
    return "\n".join("    " + " ".join(f"{i}," for i in items[k : k + a_line]) for k in range(0, len(items), a_line))


SOURCE = """// Made by tools/make_holidays.py from the Python package holidays {version} (MIT). Do not edit.
#include "demandcast/data/holiday_table.h"

#include <array>

namespace demandcast::holiday_table {{
namespace {{

constexpr std::array<CountryRow, {country_count}> kCountries{{{{
{countries}
}}}};
constexpr std::array<const char*, {name_count}> kNames{{
{names}
}};
constexpr std::array<std::uint32_t, {record_count}> kRecords{{
{records}
}};

}}  // namespace

std::span<const CountryRow> countries() {{ return kCountries; }}
std::span<const char* const> names() {{ return kNames; }}
std::span<const std::uint32_t> records() {{ return kRecords; }}

}}  // namespace demandcast::holiday_table
"""


def make_source(package, first, last):
    from holidays.registry import COUNTRIES

    found = [(country, *holidays_of(package, country[0], first, last)) for country in countries(COUNTRIES)]
    names = sorted({name for _, _, days in found for _, name in days})
    number = {name: k for k, name in enumerate(names)}
    assert len(names) < 1 << NAME_BITS
    rows, records = [], []
    for (code, name, spellings), years, days in found:
        begin = len(records)
        records += [(day - (datetime.date(first, 1, 1) - EPOCH).days) << NAME_BITS | number[text] for day, text in days]
        fields = [quoted(code), quoted(name), quoted("|".join(spellings)), *map(str, years), str(begin), str(len(records))]
        rows.append("{" + ", ".join(fields) + "}")
    return SOURCE.format(
        version=package.__version__, country_count=len(rows), countries=lines(rows, 1), name_count=len(names),
        names=lines([quoted(name) for name in names], 1), record_count=len(records), records=lines(records, INTEGERS_A_LINE))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--wanted", required=True, help="version of the package holidays")
    parser.add_argument("--from", dest="first", type=int, default=1990)
    parser.add_argument("--to", dest="last", type=int, default=2040)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    source = make_source(load_package(arguments.wanted), arguments.first, arguments.last)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(source, encoding="ascii")


if __name__ == "__main__":
    main()
