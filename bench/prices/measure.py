#!/usr/bin/env python3
"""Makes the tables of "Prices and promotions" in docs/results.md.

    python bench/prices/measure.py build/dev/bin/demandcast PREPARED WORK [--test | --cross]

PREPARED holds dominicks_oj, walmart_recruiting and rossmann as Parquet; WORK is filled. Development windows end a horizon before
the data do; with --test, the last horizon of dominicks_oj alone; with --cross, cross-prices on its development windows. Prints
Markdown. Needs pandas, numpy, pyarrow; about ten minutes on two cores.
"""
# SPDX-License-Identifier: Apache-2.0
import pathlib
import subprocess
import sys

import numpy as np
import pandas as pd

# set: horizon, series drawn (None: all), price, promotions
SETS = {
    "dominicks_oj": (13, None, "price", ["deal", "feat"]),
    "walmart_recruiting": (13, 300, None, ["isholiday", "markdown"]),
    "rossmann": (28, 200, None, ["promo"]),
}
DECILES = [f"0.{tenth}" for tenth in range(1, 10)]
FELL_BACK = 4  # exit code of a backtest in which a series fell back
CATALOGUES = [11, 12, 13, 14, 15]  # seeds


def run(*command):
    code = subprocess.run([str(part) for part in command], stdout=subprocess.DEVNULL).returncode
    if code not in (0, FELL_BACK):
        sys.exit(f"{' '.join(map(str, command))} ended with {code}")


def prepare(prepared, work, name, test=False):
    horizon, count, *_ = SETS[name]
    data = pd.read_parquet(prepared / f"{name}.parquet")
    if not test:
        data = data[data.ds <= sorted(data.ds.unique())[-1 - horizon]]
    ids = np.array(sorted(data.unique_id.unique()))
    if count is not None:
        ids = np.random.default_rng(7).choice(ids, count, replace=False)
    path = work / f"{name}{'-test' if test else ''}.parquet"
    data[data.unique_id.isin(ids)].to_parquet(path)
    return path


def backtest(binary, path, name, models, windows, output, *flags):
    horizon, _, price, promotions = SETS[name]
    known = ([price] if price else []) + promotions
    run(binary, "backtest", path, "-m", ",".join(models), "-H", horizon, "--windows", windows, "--known", ",".join(known),
        "--set", f"price_elasticity.promotions={','.join(promotions)}", "--negative", "keep", "--quiet", "--no-resume",
        "-o", output, *flags)
    return output


def wql(rows):
    loss = [np.maximum(float(q) * (rows.y - rows[q]), (float(q) - 1) * (rows.y - rows[q])).sum() for q in DECILES]
    return 2 * np.mean(loss) / rows.y.abs().sum()


def changed_weeks(folder, path, columns):
    """wQL by model in periods whose price or promotion differs from the period before, and in the others."""
    data = pd.read_parquet(path).sort_values(["unique_id", "ds"])
    steps = data.groupby("unique_id")[columns].diff().abs()
    data["changed"] = (steps > 0.005).any(axis=1)
    rows = pd.read_parquet(folder / "forecasts.parquet")
    rows["ds"] = pd.to_datetime(rows.ds)
    rows = rows.merge(data[["unique_id", "ds", "y", "changed"]].assign(ds=pd.to_datetime(data.ds)), on=["unique_id", "ds"])
    return {model: (wql(of[of.changed]), wql(of[~of.changed])) for model, of in rows.groupby("model")}


def print_sets(binary, prepared, work, names, windows, test=False):
    print("| set | model | wQL | cover | weeks of a change | other weeks |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name in names:
        path = prepare(prepared, work, name, test)
        tails = ["", "+calibrated"] if name == "dominicks_oj" else [""]
        models = [base + wrapper + tail for base in ("ets", "theta") for tail in tails for wrapper in ("", "+price_elasticity")]
        folder = backtest(binary, path, name, models, windows, work / f"prices-{name}{'-test' if test else ''}")
        metrics = pd.read_csv(folder / "metrics.csv").set_index(["model", "dimension", "group"]).sort_index()
        _, _, price, promotions = SETS[name]
        weeks = changed_weeks(folder, path, ([price] if price else []) + promotions)
        for model in models:
            row = metrics.loc[(model, "overall", "all")]
            print(f"| {name} | {model} | {row.wql:.4f} | {row.coverage80_pit:.3f} | {weeks[model][0]:.4f} | "
                  f"{weeks[model][1]:.4f} |", flush=True)


def print_cross(binary, prepared, work):
    """Cross-prices of the juices of the same store, of the same brand elsewhere, and none."""
    print("\n| set | cross | model | wQL | cover |\n| --- | --- | --- | --- | --- |")
    name, models = "dominicks_oj", ["ets+price_elasticity", "theta+price_elasticity"]
    path = prepare(prepared, work, name)
    for cross in ("none", "store", "brand"):
        folder = backtest(binary, path, name, models, 3, work / f"cross-{cross}", "--static", "store,brand", "--set",
                          f"price_elasticity.cross={cross}")
        metrics = pd.read_csv(folder / "metrics.csv").set_index(["model", "dimension", "group"]).sort_index()
        for model in models:
            row = metrics.loc[(model, "overall", "all")]
            print(f"| {name} | {cross} | {model} | {row.wql:.4f} | {row.coverage80_pit:.3f} |", flush=True)


def elasticities(binary, path, output, *flags):
    run(binary, "elasticity", path, "--quiet", "-o", output, "--negative", "keep", *flags)
    return pd.read_parquet(output)


def print_placebo(binary, work):
    data = pd.read_parquet(work / "dominicks_oj.parquet")
    shuffled = data.copy()
    random = np.random.default_rng(7)
    columns = ["price", "deal", "feat"]
    order = shuffled.groupby("unique_id").ds.transform(lambda ds: random.permutation(len(ds)))
    mixed = shuffled.assign(order=order).sort_values(["unique_id", "order"])[columns].to_numpy()
    shuffled = shuffled.sort_values(["unique_id", "ds"])
    shuffled[columns] = mixed
    shuffled.to_parquet(work / "dominicks_oj-shuffled.parquet")
    print("\n| prices | elasticity: median | 10 % | 90 % | deal | feat |")
    print("| --- | --- | --- | --- | --- | --- |")
    for word, file in (("as they were", "dominicks_oj"), ("shuffled within each series", "dominicks_oj-shuffled")):
        found = elasticities(binary, work / f"{file}.parquet", work / f"elasticity-{file}.parquet", "--promo", "deal,feat",
                             "--set", "price_elasticity.rising=true")
        price = found[found.column == "price"].value
        uplift = [found[found.column == column].value.median() for column in ("deal", "feat")]
        print(f"| {word} | {price.median():.2f} | {price.quantile(0.1):.2f} | {price.quantile(0.9):.2f} | "
              f"{uplift[0]:+.0%} | {uplift[1]:+.0%} |", flush=True)


def print_recovery(binary, work):
    print("\n| catalogue | elasticities covered | uplifts covered | error | error of the category's | mean error |")
    print("| --- | --- | --- | --- | --- | --- |")
    for seed in CATALOGUES:
        folder = work / f"catalogue-{seed}"
        run(binary, "generate", "--series", 1200, "--seed", seed, "-o", folder, "--quiet")
        found = elasticities(binary, folder / "sales.parquet", work / f"elasticity-{seed}.parquet", "--statics",
                             folder / "statics.parquet", "--promo", "promo", "--categories", "category", "--availability",
                             "availability").set_index("unique_id")
        truth = pd.read_parquet(folder / "truth.parquet").groupby("unique_id").first()
        price = found[found.column == "price"].join(truth.elasticity)
        promo = found[found.column == "promo"].join(np.expm1(truth.uplift).rename("truth"))
        covered = ((price.low <= price.elasticity) & (price.elasticity <= price.high)).mean()
        promo_covered = ((promo.low <= promo.truth) & (promo.truth <= promo.high)).mean()
        error = price.value - price.elasticity
        of_category = price.groupby("category").value.transform("mean") - price.elasticity
        print(f"| seed {seed} | {covered:.3f} | {promo_covered:.3f} | {np.sqrt((error ** 2).mean()):.3f} | "
              f"{np.sqrt((of_category ** 2).mean()):.3f} | {error.mean():+.3f} |", flush=True)


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    if len(arguments) != 3:
        sys.exit(__doc__)
    binary, prepared, work = (pathlib.Path(argument) for argument in arguments)
    work.mkdir(parents=True, exist_ok=True)
    if "--cross" in sys.argv:
        print_cross(binary, prepared, work)
    elif "--test" in sys.argv:
        print_sets(binary, prepared, work, ["dominicks_oj"], 1, test=True)
    else:
        print_recovery(binary, work)
        print_sets(binary, prepared, work, SETS, 3)
        print_placebo(binary, work)
