"""Catalogues with launches, for measure.py: demand, prices as they were planned, and what products are.

Each function gives (data, statics): a row per series and period from its launch on, y and price filled to the end of the
data; a row per series with its attributes.
"""
# SPDX-License-Identifier: Apache-2.0
import re

import numpy as np
import pandas as pd


def m5(folder, share):
    """Months of all stores and a share of the items; a launch is the first month with a price. The first and the last
    month are not whole and left out."""
    data = pd.read_parquet(folder / "monthly.parquet", columns=["unique_id", "ds", "y", "price", "days_offered"])
    statics = pd.read_parquet(folder / "static.parquet").drop(columns=["first_price_week"])
    statics = statics[statics.item_id.map(lambda item: hash_share(item) < share)]
    data["ds"] = pd.to_datetime(data.ds)
    data = data[data.unique_id.isin(statics.unique_id)]
    first = data[data.days_offered > 0].groupby("unique_id").ds.min().rename("launch")
    data = data.merge(first, on="unique_id")
    whole = (data.ds > data.ds.min()) & (data.ds < data.ds.max())
    data = data[whole & (data.ds >= data.launch)]
    return data[["unique_id", "ds", "y", "price"]], statics


def online_retail(folder, _):
    """Weeks of a web shop, cancelled orders taken off; a launch is the first sale, the price that of its first week,
    as a price list would have it. `text` holds the words of the description as sixteen numbers (latent semantic
    analysis), `code` the first two digits of the product's number."""
    data = pd.read_parquet(folder / "sales.parquet")
    data["ds"] = pd.to_datetime(data.ds).dt.to_period("W-SUN").dt.end_time.dt.normalize()
    data["units"] = data.y - data.returned
    weekly = data.groupby(["unique_id", "ds"]).agg(y=("units", "sum"), price=("price_median", "median")).reset_index()
    weekly["y"] = weekly.y.clip(lower=0)
    weeks = pd.DataFrame({"ds": np.sort(weekly.ds.unique())[:-1]})  # the last is not whole
    every_week = pd.DataFrame({"ds": pd.date_range(weeks.ds.min(), weeks.ds.max(), freq="W-SUN")})
    first = weekly.sort_values("ds").groupby("unique_id").first().rename(columns={"ds": "launch", "price": "listed"})
    rows = first[["launch", "listed"]].reset_index().merge(every_week, how="cross")
    rows = rows[rows.ds >= rows.launch].merge(weekly[["unique_id", "ds", "y"]], on=["unique_id", "ds"], how="left")
    rows["y"] = rows.y.fillna(0)
    rows["price"] = rows.listed
    texts = pd.read_parquet(folder / "static.parquet")[["unique_id", "description"]]
    statics = pd.DataFrame({"unique_id": texts.unique_id, "code": texts.unique_id.str[:2],
                            "text": list(text_numbers(texts.description).astype("float32"))})
    return rows[["unique_id", "ds", "y", "price"]], statics[statics.unique_id.isin(rows.unique_id)]


def text_numbers(texts, width=16):
    """[text, width] words weighted by how rare they are, projected on the strongest directions."""
    words = [re.findall(r"[a-z]{3,}", str(text).lower()) for text in texts]
    counts = pd.Series([word for line in words for word in set(line)]).value_counts()
    known = {word: i for i, word in enumerate(sorted(counts[counts >= 5].index))}
    rarity = {word: np.log(len(words) / counts[word]) for word in known}
    table = np.zeros((len(words), len(known)))
    for row, line in enumerate(words):
        for word in line:
            if word in known:
                table[row, known[word]] = rarity[word]
    table /= np.maximum(1e-9, np.linalg.norm(table, axis=1, keepdims=True))
    values, vectors = np.linalg.eigh(table.T @ table)
    return table @ vectors[:, np.argsort(values)[-width:]]


def hash_share(text):
    """A number in [0, 1) that a text always has."""
    value = 0
    for letter in text.encode():
        value = (value * 1099511628211 + letter * 2654435761 + 12345) % 2**64
    return ((value * 0x9E3779B97F4A7C15 % 2**64) >> 11) / 2**53
