// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/combination/combination.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "demandcast/core/error.h"
#include "demandcast/forecast/artifact.h"
#include "demandcast/models/combination/combination_weights.h"
#include "demandcast/models/combination/member_record.h"

namespace demandcast {
namespace {

/// A member's forecast of a view and what it counts for.
struct Said {
  double weight;
  QuantileForecast forecast;
};

/// Adds `share` of the way from the mean so far to what another member says.
void move_towards(const QuantileForecast& other, std::size_t series, double share, QuantileForecast& mean) {
  for (int step = 0; step < mean.horizon().steps; ++step) {
    mean.mean(series, step) += share * (other.mean(series, step) - mean.mean(series, step));
    const auto to = other.quantiles(series, step);
    const auto from = mean.quantiles(series, step);
    for (std::size_t q = 0; q < from.size(); ++q) from[q] += share * (to[q] - from[q]);
  }
}

void combine_series(const std::vector<Said>& said, std::size_t series, QuantileForecast& combined) {
  double weight = 0;
  for (const Said& member : said) {
    if (member.forecast.reason(series) != FallbackReason::kNone) continue;
    if (weight == 0) {
      combined.copy_steps(member.forecast, series);
    } else {
      move_towards(member.forecast, series, member.weight / (weight + member.weight), combined);
    }
    weight += member.weight;
  }
  if (weight == 0) return combined.copy_steps(said.front().forecast, series);
  combined.make_valid(series);
}

}  // namespace

CombinationEstimator::CombinationEstimator(CombinationOptions options,
                                           std::vector<CombinationMember<Estimator>> members)
    : options_(std::move(options)), members_(std::move(members)) {}

std::unique_ptr<Forecaster> CombinationEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                      const RunContext& context) const {
  std::vector<double> weights(members_.size(), 1.0 / static_cast<double>(members_.size()));
  if (options_.weights == "learned") {
    MemberRecord record(training, options_.past, options_.series, horizon, context);
    for (const auto& member : members_) record.add(*member.model);
    weights = least_loss_weights(record);
  }
  std::vector<CombinationMember<Forecaster>> fitted;
  for (const auto& member : members_) {
    fitted.push_back({member.name, member.model->fit(training, horizon, context)});
  }
  return std::make_unique<CombinationForecaster>(std::move(weights), std::move(fitted));
}

bool CombinationEstimator::is_local() const {
  return std::ranges::all_of(members_, [](const auto& member) { return member.model->is_local(); });
}

bool CombinationEstimator::fits_apart() const {
  return options_.weights == "equal" &&
         std::ranges::all_of(members_, [](const auto& member) { return member.model->fits_apart(); });
}

CombinationForecaster::CombinationForecaster(std::vector<double> weights,
                                             std::vector<CombinationMember<Forecaster>> members)
    : weights_(std::move(weights)), members_(std::move(members)) {}

std::vector<QuantileForecast> CombinationForecaster::forecast(std::span<const PanelView> views, const Horizon& horizon,
                                                              const RunContext& context) const {
  if (!horizon.spans.empty()) {
    throw ConfigError(
        fmt::format("[{0}] forecasts no spans, {1} asked for; name it {0}+paths", kCombination, horizon.spans.size()));
  }
  std::vector<QuantileForecast> forecasts;
  for (const PanelView& view : views) {
    std::vector<Said> said;
    for (std::size_t m = 0; m < members_.size(); ++m) {
      if (weights_[m] > 0) said.push_back({weights_[m], forecast_one(*members_[m].model, view, horizon, context)});
    }
    QuantileForecast combined(view, horizon);
    for (std::size_t i = 0; i < view.series_count(); ++i) combine_series(said, i, combined);
    forecasts.push_back(std::move(combined));
  }
  return forecasts;
}

std::vector<std::string> CombinationForecaster::notes() const {
  std::vector<std::string> notes;
  for (const auto& member : members_) {
    for (std::string& note : member.model->notes()) {
      if (std::ranges::find(notes, note) == notes.end()) notes.push_back(std::move(note));
    }
  }
  return notes;
}

Explanation CombinationForecaster::explain(const PanelView&, std::size_t, const RunContext&) const {
  Explanation told;
  told.form = fmt::format("the mean of {} models", std::ranges::count_if(weights_, [](double w) { return w > 0; }));
  for (std::size_t m = 0; m < members_.size(); ++m) told.parameters.emplace_back(members_[m].name, weights_[m]);
  return told;
}

std::string member_part(std::size_t member) { return fmt::format("member-{}", member); }

void CombinationForecaster::save(ArtifactWriter& writer) const {
  std::vector<std::string> names;
  for (std::size_t m = 0; m < members_.size(); ++m) {
    names.push_back(members_[m].name);
    ArtifactWriter part = writer.part(member_part(m));
    members_[m].model->save(part);
  }
  writer.texts("members", std::move(names));
  writer.numbers("weights", weights_);
}

}  // namespace demandcast
