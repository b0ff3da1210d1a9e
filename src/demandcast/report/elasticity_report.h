// One self-contained HTML page of what prices and promotions do to demand; computes no results.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace demandcast {

/// What is known of one effect, of the catalogue, a category or a series.
struct EffectLine {
  std::string name;                     ///< series id, category, or "all series"
  std::string category;                 ///< of a series
  std::string term;                     ///< column
  bool price = false;                   ///< value is an elasticity; else what the promotion adds, as a share of demand
  bool cross = false;                   ///< the elasticity is to the prices of others, over their references
  double value = 0, low = 0, high = 0;  ///< with the 80 % interval
  std::string source;                   ///< of a series: whose history told most: "own", "category", "catalogue"
  std::size_t periods = 0;              ///< whose price is not that of the one before, or with the promotion
  double seen_low = 0, seen_high = 0;   ///< of the column, where demand was observed; NaN = never seen
  double planned_low = 0, planned_high = 0;  ///< NaN = nothing planned
  bool beyond = false;                       ///< whether the plan leaves what was seen
  std::size_t series = 0;                    ///< in the category
};

struct ElasticityReport {
  std::string library_version, command_line;
  std::string period_word;             ///< "week"
  std::vector<EffectLine> catalogue;   ///< [term]
  std::vector<EffectLine> categories;  ///< [category, term]; empty where none were asked for
  std::vector<EffectLine> series;      ///< [series, term]
};

/// The whole document, as render_backtest_report makes it: no script, nothing fetched, equal bytes for equal values.
std::string render_elasticity_report(const ElasticityReport& report);

/// "elasticity", "cross_elasticity" or "uplift".
const char* effect_kind(const EffectLine& line);

/// What a reader has to know before the figures are used: prices that never varied, plans beyond what was seen.
std::vector<std::string> elasticity_warnings(const ElasticityReport& report);

}  // namespace demandcast
