// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/wrmsse.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/core/parallel.h"
#include "demandcast/data/panel_view.h"
#include "demandcast/evaluation/hierarchy_levels.h"
#include "demandcast/evaluation/metric_parts.h"
#include "demandcast/evaluation/naive_scales.h"
#include "demandcast/evaluation/scored_pairs.h"

namespace demandcast {
namespace {

const Channel* find_price(const Panel& panel, const std::string& name) {
  if (name.empty()) return nullptr;
  std::vector<std::string> known;
  for (const Channel& channel : panel.channels()) {
    if (channel.name == name) return &channel;
    known.push_back(channel.name);
  }
  throw ConfigError("weights of wrmsse: " + unknown_name_message("channel", name, known));
}

/// The table's scored rows in terms of the panel.
struct Scope {
  const ScoredTable& table;
  const Panel& panel;
  ScoredPairs pairs;
  std::vector<std::size_t> index_of_code;  ///< [code of forecasts.ids] series of the panel; only of scored ones
  std::vector<std::size_t> series;         ///< those with a scored row, ascending
  Period first_step = 0;
  std::size_t steps = 0;
};

/// The range of period - cutoff.
void find_steps(Scope& scope) {
  Period low = 1, high = 0;
  for (const auto& rows : scope.pairs.rows) {
    for (const std::size_t row : rows) {
      const Period step = scope.table.forecasts.period[row] - scope.table.forecasts.cutoff[row];
      const bool first = high < low;
      low = first ? step : std::min(low, step);
      high = first ? step : std::max(high, step);
    }
  }
  scope.first_step = low;
  scope.steps = static_cast<std::size_t>(high - low + 1);
}

Scope make_scope(const ScoredTable& table, const Panel& panel) {
  Scope scope{table, panel, scored_pairs(table), {}, {}};
  scope.index_of_code.assign(table.forecasts.ids.size(), 0);
  for (std::size_t pair = 0; pair < scope.pairs.count(); ++pair) {
    const auto code = static_cast<std::size_t>(scope.pairs.series[pair]);
    if (pair > 0 && scope.pairs.series[pair] == scope.pairs.series[pair - 1]) continue;
    scope.index_of_code[code] = panel.find(table.forecasts.ids[code]).value();
    scope.series.push_back(scope.index_of_code[code]);
  }
  std::sort(scope.series.begin(), scope.series.end());
  if (scope.series.size() * scope.pairs.cutoffs.size() > 4 * scope.pairs.count() + 100) {
    throw DataError(
        "wrmsse: sums over series need common cutoffs, but most series lack most cutoffs; use calendar cutoffs");
  }
  find_steps(scope);
  return scope;
}

/// What the errors of one group are measured by.
struct GroupScale {
  std::vector<double> scale, weight;  ///< [cutoff]
};

GroupScale group_scale(const Scope& scope, const std::vector<std::size_t>& members, const Channel* price, int periods) {
  const std::vector<Period>& cutoffs = scope.pairs.cutoffs;
  Period from = cutoffs.back();
  for (const std::size_t series : members) from = std::min(from, scope.panel.first_period(series));
  const auto length = static_cast<std::size_t>(cutoffs.back() - from + 1);
  std::vector<double> sold(length, 0.0), worth(length, 0.0);
  for (const std::size_t series : members) {
    const std::vector<double> y = truth(scope.panel, series, scope.table.mode);
    const auto start = static_cast<std::size_t>(scope.panel.first_period(series) - from);
    const SeriesView view(scope.panel, series, cutoffs.back());
    const auto prices = price == nullptr ? std::vector<double>{} : view.channel(*price, from, cutoffs.back());
    for (std::size_t t = start; t < std::min(length, start + y.size()); ++t) {
      if (std::isnan(y[t - start])) continue;
      sold[t] += y[t - start];
      const double value = price == nullptr ? y[t - start] : y[t - start] * prices[t];
      worth[t] += std::isnan(value) ? 0.0 : value;
    }
  }
  const NaiveScales scales = naive_scales(sold, 1);
  GroupScale group;
  for (const Period cutoff : cutoffs) {
    const bool known = cutoff >= from;
    group.scale.push_back(known ? scales.rmsse[static_cast<std::size_t>(cutoff - from)] : kUndefined);
    double weight = 0;
    for (Period t = std::max(from, cutoff - periods + 1); t <= cutoff; ++t)
      weight += worth[static_cast<std::size_t>(t - from)];
    group.weight.push_back(weight);
  }
  return group;
}

/// Errors of one model's sums: [group, cutoff, step], and whether any row was scored there.
struct SummedErrors {
  std::vector<double> error;
  std::vector<char> scored;
};

SummedErrors summed_errors(const Scope& scope, const HierarchyLevel& level, std::size_t model) {
  const ForecastTable& forecasts = scope.table.forecasts;
  const std::size_t size = level.members.size() * scope.pairs.cutoffs.size() * scope.steps;
  SummedErrors sums{std::vector<double>(size, 0.0), std::vector<char>(size, 0)};
  for (const std::size_t row : scope.pairs.rows[model]) {
    const auto cutoff = static_cast<std::size_t>(scope.pairs.cutoff[static_cast<std::size_t>(scope.pairs.pair[row])]);
    const std::size_t group = level.group_of[scope.index_of_code[static_cast<std::size_t>(forecasts.series[row])]];
    const auto step = static_cast<std::size_t>(forecasts.period[row] - forecasts.cutoff[row] - scope.first_step);
    const std::size_t at = (group * scope.pairs.cutoffs.size() + cutoff) * scope.steps + step;
    sums.error[at] += scope.table.actual[row] - forecasts.mean[row];
    sums.scored[at] = 1;
  }
  return sums;
}

/// Root mean square of the scored steps from `at` on; NaN without any.
double root_mean_square(const SummedErrors& sums, std::size_t at, std::size_t steps) {
  double squares = 0, count = 0;
  for (std::size_t i = at; i < at + steps; ++i) {
    squares += sums.error[i] * sums.error[i];
    count += sums.scored[i];
  }
  return std::sqrt(ratio(squares, count));
}

/// Weighted mean over the groups, then mean over the cutoffs.
double level_error(const Scope& scope, const std::vector<GroupScale>& groups, const SummedErrors& sums) {
  const std::size_t cutoffs = scope.pairs.cutoffs.size();
  double total = 0, counted = 0;
  for (std::size_t cutoff = 0; cutoff < cutoffs; ++cutoff) {
    double error = 0, weights = 0;
    for (std::size_t group = 0; group < groups.size(); ++group) {
      const double scale = groups[group].scale[cutoff], weight = groups[group].weight[cutoff];
      const std::size_t at = (group * cutoffs + cutoff) * scope.steps;
      const bool scored = std::any_of(sums.scored.begin() + static_cast<std::ptrdiff_t>(at),
                                      sums.scored.begin() + static_cast<std::ptrdiff_t>(at + scope.steps),
                                      [](char flag) { return flag != 0; });
      if (!scored || !(scale > 0) || !(weight > 0)) continue;
      error += weight * root_mean_square(sums, at, scope.steps) / scale;
      weights += weight;
    }
    if (weights == 0) continue;
    total += error / weights;
    ++counted;
  }
  return ratio(total, counted);
}

}  // namespace

std::vector<HierarchyError> hierarchy_errors(const ScoredTable& table, const Panel& panel,
                                             const HierarchyOptions& options, const RunContext& context) {
  const Channel* price = find_price(panel, options.price);
  const Scope scope = make_scope(table, panel);
  std::vector<HierarchyError> errors;
  for (const std::string& model : table.forecasts.models) errors.push_back({model, kUndefined, {}});
  for (const std::string& name : options.levels) {
    const HierarchyLevel level = hierarchy_level(panel, name, scope.series);
    std::vector<GroupScale> groups(level.members.size());
    parallel_for(groups.size(), context, [&](std::size_t group) {
      groups[group] = group_scale(scope, level.members[group], price, options.weight_periods);
    });
    for (std::size_t model = 0; model < errors.size(); ++model) {
      errors[model].level_rmsse.push_back(level_error(scope, groups, summed_errors(scope, level, model)));
    }
  }
  for (HierarchyError& error : errors) {
    double sum = 0;
    for (const double level : error.level_rmsse) sum += level;
    error.wrmsse = ratio(sum, static_cast<double>(error.level_rmsse.size()));
  }
  return errors;
}

}  // namespace demandcast
