// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/forecast_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "demandcast/core/error.h"
#include "demandcast/pipeline/plans_then.h"

namespace demandcast {
namespace {

constexpr std::size_t kParts = 3;
constexpr std::array<const char*, kParts> kNames{"data", "plan", "model"};

/// A set of parts that are those of now, a bit for each: 0 = all of then, 7 = all of now.
using Corner = std::size_t;
constexpr Corner kAllThen = 0, kAllNow = 7;

/// Periods that both origins forecast, and those that went by between them.
struct Overlap {
  Period then, now, last;
  std::size_t dates() const { return static_cast<std::size_t>(last - now); }
};

Overlap overlap_of(const ChangeInputs& inputs, std::size_t series) {
  const Period then = inputs.views[kThen][kThen].origin(series);
  return {then, inputs.views[kNow][kNow].origin(series), then + inputs.horizon.steps};
}

/// The dates of `overlap` out of a forecast of one series.
DateForecast dates_of(const QuantileForecast& forecast, std::size_t series, const Overlap& overlap) {
  const auto skipped = static_cast<std::size_t>(overlap.now - forecast.origin(series));
  const auto means = forecast.step_means(series).subspan(skipped, overlap.dates());
  const std::size_t levels = forecast.level_count();
  const auto quantiles = forecast.step_quantiles(series).subspan(skipped * levels, overlap.dates() * levels);
  return {{means.begin(), means.end()}, {quantiles.begin(), quantiles.end()}};
}

void add(std::vector<double>& to, const std::vector<double>& more, double weight) {
  to.resize(more.size());
  for (std::size_t i = 0; i < more.size(); ++i) to[i] += weight * more[i];
}

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// The forecasts from all mixtures of then and now, each made once and only where it is another.
class Corners {
 public:
  Corners(const ChangeInputs& inputs, std::span<const std::size_t> series, bool plans_differ, const RunContext& context)
      : inputs_(inputs), series_(series), plans_differ_(plans_differ), context_(context) {
    for (const std::size_t one : series) overlaps_.push_back(overlap_of(inputs, one));
  }

  const Overlap& overlap(std::size_t place) const { return overlaps_[place]; }

  /// `place` is into the series asked for.
  const DateForecast& at(Corner corner, std::size_t place) {
    if (!plans_differ_) corner |= 2U;
    if (inputs_.models[kThen] == inputs_.models[kNow]) corner |= 4U;
    auto& made = made_[corner];
    if (made.empty()) make(corner, made);
    return made[place];
  }

 private:
  void make(Corner corner, std::vector<DateForecast>& made) {
    const PanelView& view = inputs_.views[corner & 1U][corner >> 1U & 1U];
    const QuantileForecast forecast = forecast_one(*inputs_.models[corner >> 2U & 1U], view, inputs_.horizon, context_);
    for (std::size_t k = 0; k < series_.size(); ++k) made.push_back(dates_of(forecast, series_[k], overlaps_[k]));
  }

  const ChangeInputs& inputs_;
  std::span<const std::size_t> series_;
  bool plans_differ_;
  const RunContext& context_;
  std::vector<Overlap> overlaps_;
  std::array<std::vector<DateForecast>, kAllNow + 1> made_;
};

/// What replacing `part` adds, over the sets of parts that may have been replaced before.
ChangePart share_of(std::size_t part, std::size_t place, Corners& corners) {
  ChangePart told;
  told.name = kNames[part];
  told.low = std::numeric_limits<double>::infinity();
  told.high = -told.low;
  const Corner own = Corner{1} << part;
  for (Corner before = 0; before <= kAllNow; ++before) {
    if ((before & own) != 0) continue;
    const bool one_before = before != 0 && (before | own) != kAllNow;
    const double weight = one_before ? 1.0 / 6 : 1.0 / 3;  // orders in which exactly these come before, of six
    const DateForecast& with = corners.at(before | own, place);
    const DateForecast& without = corners.at(before, place);
    add(told.share.mean, with.mean, weight);
    add(told.share.mean, without.mean, -weight);
    add(told.share.quantiles, with.quantiles, weight);
    add(told.share.quantiles, without.quantiles, -weight);
    const double gain = sum(with.mean) - sum(without.mean);
    told.low = std::min(told.low, gain);
    told.high = std::max(told.high, gain);
  }
  return told;
}

std::vector<PlanDifference> differences_of(const ChangeInputs& inputs, std::size_t series) {
  const PanelView& then = inputs.views[kNow][kThen];
  const PanelView& now = inputs.views[kNow][kNow];
  const Period last = inputs.views[kThen][kThen].origin(series) + inputs.horizon.steps;
  return plan_differences(then.series(series), then.channels(), now.series(series), now.channels(), last);
}

bool any_plan_differs(const ChangeInputs& inputs) {
  for (std::size_t i = 0; i < inputs.views[kNow][kNow].series_count(); ++i) {
    if (!differences_of(inputs, i).empty()) return true;
  }
  return false;
}

/// What went by between the origins: as it was expected then, and as it was sold.
void tell_since(const ChangeInputs& inputs, std::size_t series, const Overlap& overlap,
                const QuantileForecast& forecast_then, ForecastChange& change) {
  const SeriesView now = inputs.views[kNow][kNow].series(series);
  const std::vector<double> sold = now.observed_history();
  for (Period period = overlap.then + 1; period <= overlap.now; ++period) {
    const Period place = period - now.first_period();
    change.since.push_back(now.frequency().format(period));
    change.expected.push_back(forecast_then.mean(series, static_cast<int>(period - overlap.then - 1)));
    change.sold.push_back(place >= 0 ? sold[static_cast<std::size_t>(place)] : std::nan(""));
  }
}

}  // namespace

bool has_demand(const SeriesView& series) {
  return std::ranges::any_of(series.states(), [](CellState state) { return state != CellState::kMissing; });
}

void require_common_dates(const PanelView& then, const PanelView& now, std::span<const std::size_t> series, int steps) {
  const Frequency& frequency = then.frequency();
  for (const std::size_t one : series) {
    const Period origin = then.origin(one), last = origin + steps;
    if (!has_demand(then.series(one))) {
      throw ConfigError(
          fmt::format("[explain] \"{}\" has no demand up to {}: there was nothing to forecast it from; give a later "
                      "--since, or other "
                      "--series",
                      then.id(one), frequency.format(origin)));
    }
    if (last > now.origin(one)) continue;
    throw ConfigError(
        fmt::format("[explain] the forecast of {} reaches to {}, and the newest demand of \"{}\" is that of {}: no "
                    "date is forecast "
                    "by both; give a later --since, or a larger -H",
                    frequency.format(origin), frequency.format(last), then.id(one), frequency.format(now.origin(one))));
  }
}

std::vector<ForecastChange> forecast_changes(const ChangeInputs& inputs, std::span<const std::size_t> series,
                                             const RunContext& context) {
  Corners corners(inputs, series, any_plan_differs(inputs), context);
  const Forecaster& model_then = *inputs.models[kThen];
  const PanelView& then = inputs.views[kThen][kThen];
  const QuantileForecast forecast_then = forecast_one(model_then, then, inputs.horizon, context);
  std::vector<ForecastChange> changes;
  for (std::size_t k = 0; k < series.size(); ++k) {
    const Overlap overlap = corners.overlap(k);
    ForecastChange& change = changes.emplace_back();
    change.then = then.frequency().format(overlap.then);
    change.now = then.frequency().format(overlap.now);
    for (Period date = overlap.now + 1; date <= overlap.last; ++date) {
      change.dates.push_back(then.frequency().format(date));
    }
    change.levels = inputs.horizon.levels;
    change.before = corners.at(kAllThen, k);
    change.after = corners.at(kAllNow, k);
    for (std::size_t part = 0; part < kParts; ++part) change.parts.push_back(share_of(part, k, corners));
    tell_since(inputs, series[k], overlap, forecast_then, change);
    change.plans = differences_of(inputs, series[k]);
    change.refitted = &model_then != inputs.models[kNow];
    if (!change.refitted) continue;
    Explanation told = model_then.explain(then, series[k], context);
    change.form_then = std::move(told.form);
    change.parameters_then = std::move(told.parameters);
  }
  return changes;
}

}  // namespace demandcast
