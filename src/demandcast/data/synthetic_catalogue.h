// A seeded retail catalogue whose true demand is known, for demonstrations, tests and comparisons.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "demandcast/core/options.h"
#include "demandcast/core/run_context.h"
#include "demandcast/data/table.h"

namespace demandcast {

struct SyntheticCatalogueOptions {
  std::int64_t series = 200;
  std::int64_t periods = 156;        ///< with known y
  std::int64_t future = 13;          ///< rows after the last y that hold plans only
  std::string frequency = "W-SUN";   ///< days, weeks, months or quarters
  std::string start = "2022-01-01";  ///< the first period is the first one dated at or after this day
  double weekly_demand = 20;         ///< median of the base demand of series that are not intermittent
  double dispersion = 0.05;          ///< variance of demand = mean + dispersion mean^2
  double seasonality = 1;            ///< factor on the logarithm of every season
  double intermittent_share = 0.2;   ///< of the series
  double launch_share = 0.1;
  double shift_share = 0.15;
  double spikes_per_year = 0.4;    ///< of each kind, announced and not
  double promotions_per_year = 4;  ///< started by the series itself; its category starts as many again
  double stock_outs_per_year = 1.5;
  double interest = 0.25;           ///< standard deviation of the logarithm of interest
  std::int64_t page_view_lead = 2;  ///< periods by which page views run ahead of demand
  std::int64_t embedding = 8;       ///< width
};

template <class Visitor>
void describe(Visitor& v, SyntheticCatalogueOptions& o) {
  v.field("series", o.series, "number of series", at_least(1));
  v.field("periods", o.periods, "periods with known sales", at_least(2));
  v.field("future", o.future, "periods after them that hold plans only", at_least(0));
  v.field("frequency", o.frequency, "days, weeks, months or quarters, in pandas' spelling");
  v.field("start", o.start, "first day; the first period is dated at it or after it");
  v.field("weekly_demand", o.weekly_demand, "median base demand a week", in_range(0.001, 1e6));
  v.field("dispersion", o.dispersion, "variance of demand beyond its mean, as a share of mean^2", in_range(0.0, 10.0));
  v.field("seasonality", o.seasonality, "strength of seasons; 0 = none", in_range(0.0, 3.0));
  v.field("intermittent_share", o.intermittent_share, "share of series that seldom sell", in_range(0.0, 1.0));
  v.field("launch_share", o.launch_share, "share of series launched within the history", in_range(0.0, 1.0));
  v.field("shift_share", o.shift_share, "share of series whose level shifts once", in_range(0.0, 1.0));
  v.field("spikes_per_year", o.spikes_per_year, "announced spikes a year, and as many unannounced",
          in_range(0.0, 50.0));
  v.field("promotions_per_year", o.promotions_per_year, "promotions a year", in_range(0.0, 50.0));
  v.field("stock_outs_per_year", o.stock_outs_per_year, "stock-outs a year", in_range(0.0, 50.0));
  v.field("interest", o.interest, "spread of the interest that page views show early", in_range(0.0, 2.0));
  v.field("page_view_lead", o.page_view_lead, "periods by which page views run ahead", at_least(0));
  v.field("embedding", o.embedding, "numbers in an embedding", at_least(1));
}

/// The tables of a catalogue; every row order is by series, then by date.
struct SyntheticCatalogue {
  /// unique_id, ds, y, price, promo, event, page_views, availability. After the last y: y, page_views and availability
  /// are null; price, promo and event are plans, and hold. promo is the share of the period in promotion. Sales are
  /// whole units, at most the demand of the period.
  Table sales;
  /// unique_id, department, category, brand, price_tier, colour, list_price, embedding.
  Table statics;
  /// unique_id, price, cost, holding_cost (a unit and period), salvage, lead_time and review_period (periods),
  /// min_order, pack_size. One currency without a name.
  Table items;
  /// unique_id, ds, expected (mean of demand, given interest), demand (before censoring), interest, season, level
  /// (factors), spike (0 none, 1 announced, 2 not), shift (1 in the first period of a new level), elasticity, uplift,
  /// intermittent, family, look_alike (the series that a launch resembles; null for others). Future rows are filled.
  Table truth;
};

/// The formulas and their constants are in docs/synthetic_catalogue.md. The same seed gives the same catalogue at any
/// number of threads, and series i is the same whatever the number of series. Throws ConfigError for an unreadable
/// start or a frequency that it cannot do. O(series * periods).
SyntheticCatalogue make_synthetic_catalogue(const SyntheticCatalogueOptions& options, const RunContext& context);

}  // namespace demandcast
