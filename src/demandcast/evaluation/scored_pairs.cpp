// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/scored_pairs.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace demandcast {
namespace {

/// Scored rows by series, then cutoff, then period: a counting sort, then one small sort per series.
std::vector<std::size_t> ordered_rows(const ScoredTable& table) {
  const ForecastTable& forecasts = table.forecasts;
  std::vector<std::size_t> start(forecasts.ids.size() + 1, 0);
  for (std::size_t row = 0; row < table.actual.size(); ++row) {
    if (!std::isnan(table.actual[row])) ++start[static_cast<std::size_t>(forecasts.series[row]) + 1];
  }
  for (std::size_t i = 1; i < start.size(); ++i) start[i] += start[i - 1];
  std::vector<std::size_t> rows(start.back()), next = start;
  for (std::size_t row = 0; row < table.actual.size(); ++row) {
    if (!std::isnan(table.actual[row])) rows[next[static_cast<std::size_t>(forecasts.series[row])]++] = row;
  }
  const auto key = [&](std::size_t row) { return std::tuple(forecasts.cutoff[row], forecasts.period[row], row); };
  for (std::size_t i = 0; i + 1 < start.size(); ++i) {
    std::sort(rows.begin() + static_cast<std::ptrdiff_t>(start[i]),
              rows.begin() + static_cast<std::ptrdiff_t>(start[i + 1]),
              [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  }
  return rows;
}

std::vector<Period> distinct_cutoffs(const ForecastTable& forecasts, const std::vector<std::size_t>& rows) {
  std::vector<Period> cutoffs;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == 0 || forecasts.cutoff[rows[i]] != forecasts.cutoff[rows[i - 1]])
      cutoffs.push_back(forecasts.cutoff[rows[i]]);
  }
  std::sort(cutoffs.begin(), cutoffs.end());
  cutoffs.erase(std::unique(cutoffs.begin(), cutoffs.end()), cutoffs.end());
  return cutoffs;
}

}  // namespace

ScoredPairs scored_pairs(const ScoredTable& table) {
  const ForecastTable& forecasts = table.forecasts;
  const std::vector<std::size_t> ordered = ordered_rows(table);
  ScoredPairs pairs;
  pairs.cutoffs = distinct_cutoffs(forecasts, ordered);
  pairs.pair.assign(table.actual.size(), -1);
  pairs.rows.resize(forecasts.models.size());
  for (const std::size_t row : ordered) {
    const auto at = std::lower_bound(pairs.cutoffs.begin(), pairs.cutoffs.end(), forecasts.cutoff[row]);
    const auto cutoff = static_cast<std::int32_t>(at - pairs.cutoffs.begin());
    if (pairs.series.empty() || pairs.series.back() != forecasts.series[row] || pairs.cutoff.back() != cutoff) {
      pairs.series.push_back(forecasts.series[row]);
      pairs.cutoff.push_back(cutoff);
    }
    pairs.pair[row] = static_cast<std::int32_t>(pairs.count()) - 1;
    pairs.rows[static_cast<std::size_t>(forecasts.model[row])].push_back(row);
  }
  return pairs;
}

}  // namespace demandcast
