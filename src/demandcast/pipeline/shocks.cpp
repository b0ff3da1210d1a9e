// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/shocks.h"

#include <fmt/format.h>

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/forecast/forecast_table.h"
#include "demandcast/pipeline/forecast_rows.h"
#include "demandcast/pipeline/output_place.h"
#include "demandcast/pipeline/shock_files.h"

namespace demandcast {
namespace {

constexpr const char* kReference = "seasonal_naive";
constexpr int kSeason = 52, kDefaultHorizon = 4, kMostSteps = 25;
constexpr int kMoments[] = {-1, 0, 1, 2, 3, 4, 6, 8, 10, 13, 17, 26};

/// Horizon and reference filled in; nothing is read, so the place of data only has to be named.
RunConfig settled(const ShocksConfig& config, const ModelRegistry& registry) {
  RunConfig run = config.run;
  run.data.path = "generated";
  if (run.horizon == 0) run.horizon = kDefaultHorizon;
  validate(run, Needs::kModels, registry);
  if (run.horizon > kMostSteps) {
    throw ConfigError(fmt::format("horizon {}: at most {} weeks are wanted after a shock", run.horizon, kMostSteps));
  }
  const auto compositions = compositions_of(run, registry);
  const bool there = std::any_of(compositions.begin(), compositions.end(),
                                 [](const Composition& c) { return c.parts == std::vector<std::string>{kReference}; });
  if (!there) run.models.emplace_back(kReference);
  return run;
}

/// Labels with the reference last, as they are shown.
std::vector<Composition> ordered_models(const RunConfig& run, const ModelRegistry& registry) {
  std::vector<Composition> models = compositions_of(run, registry);
  std::stable_partition(models.begin(), models.end(),
                        [](const Composition& c) { return c.parts != std::vector<std::string>{kReference}; });
  return models;
}

/// Forecasts of the shocked series of one catalogue, in the order of models and origins.
class CatalogueForecasts {
 public:
  CatalogueForecasts(const RunConfig& run, const ShockTwins& twins, const ShocksPlan& plan, const RunContext& context)
      : run_(run), twins_(twins), plan_(plan), context_(context), quiet_(context) {
    quiet_.progress = &silent_progress();
  }

  ScoredTable of(const Panel& panel, const std::vector<Composition>& models, const ModelRegistry& registry) const {
    ForecastTable all;
    all.frequency = panel.frequency();
    for (const Composition& model : models) {
      const auto estimator = make_estimator(model, registry, options_with_season(run_, registry));
      for (const int weeks : plan_.origins) {
        append_forecast(all, one(panel, *estimator, weeks), panel.ids(), model.label);
        context_.progress->advance(1);
      }
    }
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < all.row_count(); ++row) {
      if (twins_.shocked[static_cast<std::size_t>(all.series[row])]) rows.push_back(row);
    }
    return score_against(select_rows(all, rows), panel, kSeason, ScoreMode::kAvailable);
  }

 private:
  QuantileForecast one(const Panel& panel, const Estimator& estimator, int weeks) const {
    std::vector<Period> origins = twins_.shock;
    for (Period& origin : origins) origin += weeks;
    const PanelView view(panel, std::move(origins));
    const auto forecaster = estimator.fit(SingleShard(view), run_.horizon_of(), quiet_);
    return forecast_one(*forecaster, view, run_.horizon_of(), quiet_);
  }

  const RunConfig& run_;
  const ShockTwins& twins_;
  const ShocksPlan& plan_;
  const RunContext& context_;
  RunContext quiet_;
};

/// By the ids of `forecasts`.
ShockDesign design_of(ShockKind kind, const ForecastTable& forecasts, const ShockTwins& twins, const Panel& shocked) {
  ShockDesign design{shock_name(kind), is_spike(kind), {}, {}, kSeason, *std::rbegin(kMoments)};
  for (const std::string& id : forecasts.ids) {
    const std::size_t series = *shocked.find(id);
    const auto at = static_cast<std::size_t>(twins.shock[series] - shocked.first_period(series));
    design.shock.push_back(twins.shock[series]);
    design.height.push_back(static_cast<double>(shocked.target(series)[at] - twins.plain.target(series)[at]));
  }
  return design;
}

}  // namespace

ShockKind parse_shock_kind(const std::string& word) {
  std::vector<std::string> words;
  for (const ShockKind kind : kShockKinds) {
    words.push_back(shock_name(kind));
    std::replace(words.back().begin(), words.back().end(), ' ', '-');
    if (words.back() == word) return kind;
  }
  throw ConfigError(unknown_name_message("kind of shock", word, words));
}

ShocksPlan plan_shocks(const ShocksConfig& config, const ModelRegistry& registry) {
  const RunConfig run = settled(config, registry);
  validate(config.twins);
  if (config.kinds.empty()) throw ConfigError("no kind of shock given; --kinds spike,shift");
  ShocksPlan plan;
  for (const Composition& model : ordered_models(run, registry)) plan.models.push_back(model.label);
  for (const ShockKind kind : config.kinds) plan.kinds.push_back(shock_name(kind));
  plan.series = config.twins.series;
  plan.horizon = run.horizon;
  plan.last_weeks = *std::rbegin(kMoments);
  plan.origins.assign(std::begin(kMoments), std::end(kMoments));
  plan.origins.push_back(kSeason - run.horizon);
  plan.fits = plan.models.size() * plan.origins.size() * (config.kinds.size() + 1);
  plan.output = run.output;
  return plan;
}

ShocksResult run_shocks(const ShocksConfig& config, const ModelRegistry& registry, const RunContext& context) {
  ShocksResult result;
  result.plan = plan_shocks(config, registry);
  check_output_folder(config.run);
  const RunConfig run = settled(config, registry);
  const std::vector<Composition> models = ordered_models(run, registry);
  const ShockTwins twins = make_shock_twins(config.twins, context);
  result.shocked = static_cast<std::size_t>(std::count(twins.shocked.begin(), twins.shocked.end(), true));
  if (result.shocked == 0) throw ConfigError("no series is shocked: give more series or a larger share");

  context.progress->start("shocks", result.plan.fits, "fits");
  const CatalogueForecasts forecasts(run, twins, result.plan, context);
  const ScoredTable plain = forecasts.of(twins.plain, models, registry);
  std::vector<Panel> panels;
  for (const ShockKind kind : config.kinds) {
    panels.push_back(shocked_panel(twins, kind, shock_factors(twins, kind, config.twins, context), context));
    const ScoredTable shocked = forecasts.of(panels.back(), models, registry);
    for (ShockEffect& effect :
         shock_effects(shocked, plain, design_of(kind, shocked.forecasts, twins, panels.back()))) {
      result.effects.push_back(std::move(effect));
    }
  }
  context.progress->finish();
  if (!run.output.empty()) result.files = write_shocks(run, result, twins, panels);
  return result;
}

}  // namespace demandcast
