// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/forecast.h"

#include <fmt/format.h>

#include "demandcast/core/error.h"
#include "demandcast/data/panel_part.h"
#include "demandcast/pipeline/fallback_counts.h"
#include "demandcast/pipeline/model_run.h"
#include "demandcast/pipeline/part_progress.h"
#include "demandcast/pipeline/total_rows.h"

namespace demandcast {
namespace {

/// Forecasts view after view with a model that is learnt before, or on each view by itself.
class ForecastRun {
 public:
  ForecastRun(const RunConfig& config, const ModelRegistry& registry, const RunContext& context,
              const ForecastSink& sink)
      : config_(config), context_(context), sink_(sink), registry_(registry) {}

  /// `in_shards` tells that the stream has parts whose series may be learnt apart.
  void prepare(const PanelStream& stream, const Frequency& frequency, bool in_shards) {
    result_.frequency = frequency;
    const std::string& model = config_.models.front();
    if (is_model_directory(model)) {
      LearnedModel learned = load_learned(model, frequency, registry_);
      forecaster_ = std::move(learned.forecaster);
      horizon_ = asked_horizon(config_, learned.manifest.horizon);
      model_ = learned.manifest.model;
    } else {
      recipe_ = recipe_of(config_, registry_);
      horizon_ = asked_horizon(config_, config_.horizon_of());
      model_ = text_of(recipe_.composition);
      if (!in_shards || !recipe_.estimator->fits_apart()) learn(stream);
    }
    result_.model = parse_composition(model_, registry_).label;
    result_.horizon = horizon_.steps;
  }

  void add(const PanelView& view, const Totals& totals, const RunContext& context) {
    if (!forecaster_) {
      const auto learned = recipe_.estimator->fit(SingleShard(view), config_.horizon_of(), context);
      return forecast(*learned, view, totals, context);
    }
    forecast(*forecaster_, view, totals, context);
  }
  const Horizon& horizon() const { return horizon_; }
  ForecastResult& result() { return result_; }

 private:
  void count_rules(const QuantileForecast& forecast) {
    if (result_.rules.empty()) {
      for (const std::string& rule : forecast.rules()) result_.rules.push_back({rule});
    }
    for (std::size_t i = 0; i < forecast.series_count(); ++i) {
      if (forecast.rule(i) >= 0) ++result_.rules[static_cast<std::size_t>(forecast.rule(i))].series;
    }
  }

  void learn(const PanelStream& stream) {
    forecaster_ = recipe_.estimator->fit(stream, config_.horizon_of(), context_);
  }

  void forecast(const Forecaster& forecaster, const PanelView& view, const Totals& totals, const RunContext& context) {
    require_spans(forecaster, horizon_, model_);
    require_paths(forecaster, totals, model_);
    const QuantileForecast forecast = forecast_one(forecaster, view, horizon_, context);
    std::vector<std::string> ids;
    ids.reserve(view.series_count());
    for (std::size_t i = 0; i < view.series_count(); ++i) ids.push_back(view.id(i));
    ForecastTable table;
    table.frequency = view.frequency();
    append_forecast(table, forecast, ids, result_.model);
    append_totals(table, forecaster, forecast, view, totals, result_.model, context);
    const FallbackCounts fallbacks = count_fallbacks(table);
    if (const auto own = fallbacks.find(result_.model); own != fallbacks.end()) {
      for (const auto& [reason, series] : own->second) result_.fallbacks[reason] += series;
    }
    count_rules(forecast);
    add_new(forecaster.notes(), result_.notes);
    result_.series += view.series_count();
    result_.rows += table.row_count();
    sink_(std::move(table));
  }

  const RunConfig& config_;
  const RunContext& context_;
  const ForecastSink& sink_;
  const ModelRegistry& registry_;
  Recipe recipe_;
  std::unique_ptr<Forecaster> forecaster_;
  Horizon horizon_;
  std::string model_;
  ForecastResult result_;
};

/// How many series are forecast at a time: so many that their forecasts are half a million numbers, which stay in the
/// cache from the model to the file, within bounds.
std::size_t series_of_part(const Horizon& horizon) {
  constexpr std::size_t kNumbers = 1 << 19, kFewest = 256, kMost = 1 << 15;
  const std::size_t rows = static_cast<std::size_t>(std::max(1, horizon.steps)) + horizon.spans.size();
  return std::clamp(kNumbers / (rows * (horizon.levels.size() + 1)), kFewest, kMost);
}

/// The largest shard, a part of it with its forecasts in their several forms; of models that learn across series what
/// they keep.
double store_bytes(const PackedStore& store, const RunConfig& config, bool keeps_series) {
  constexpr double kBase = 150e6, kKept = 4000;
  std::size_t cells = 0, series = 0;
  for (std::size_t shard = 0; shard < store.shard_count(); ++shard) {
    cells = std::max(cells, store.cell_count(shard));
    series = std::max(series, store.series_count(shard));
  }
  const Horizon horizon = config.horizon_of();
  const double numbers =
      static_cast<double>(std::max(1, horizon.steps)) * static_cast<double>(horizon.levels.size() + 6);
  return kBase + 10.0 * static_cast<double>(cells) +
         24.0 * numbers * static_cast<double>(std::min(series, series_of_part(horizon))) +
         (keeps_series ? kKept * static_cast<double>(store.summary().series) : 0.0);
}

PanelView origins_of(const Panel& part, const PackedStore& store, const RunConfig& config) {
  return config.cutoff == CutoffMode::kPerSeries ? newest_view(part, config.cutoff)
                                                 : PanelView(part, store.summary().newest).with_newest_plans();
}

ForecastResult forecast_store(const RunConfig& config, const ModelRegistry& registry, const RunContext& context,
                              const ForecastSink& sink) {
  const PackedStore store(config.data.path, config.data.events);
  const bool keeps = is_model_directory(config.models.front()) || !recipe_of(config, registry).estimator->fits_apart();
  check_memory(config, store_bytes(store, config, keeps),
               keeps ? "a model that keeps something of every series" : "one shard with its forecasts");
  const StoreStream stream(store, config.cutoff == CutoffMode::kPerSeries);
  ForecastRun run(config, registry, context, sink);
  run.result().report = report_of(store, config.data.path);
  run.prepare(stream, store.summary().frequency, true);
  PartProgress progress(*context.progress, run.result().model + ": forecast", store.summary().series);
  RunContext of_part = context;
  of_part.progress = &progress;
  for (std::size_t shard = 0; shard < store.shard_count(); ++shard) {
    visit_parts(store.shard(shard), series_of_part(run.horizon()), [&](const Panel& part) {
      progress.begin_part(part.series_count());
      run.add(origins_of(part, store, config), {}, of_part);
      progress.end_part();
    });
  }
  return std::move(run.result());
}

}  // namespace

void require_spans(const Forecaster& forecaster, const Horizon& horizon, const std::string& model) {
  if (horizon.spans.empty() || forecaster.forecasts_spans()) return;
  throw ConfigError(
      fmt::format("[{0}] cannot forecast demand over spans; fit it anew as {0}+paths, or with --spans", model));
}

void require_paths(const Forecaster& forecaster, const Totals& totals, const std::string& model) {
  if (totals.members.empty() || forecaster.samples_paths()) return;
  throw ConfigError(fmt::format(
      "[{0}] draws no sample paths, which totals are made of; fit it anew as {0}+paths, or with --totals", model));
}

ForecastResult run_forecast(const RunConfig& config, const ModelRegistry& registry, const RunContext& context,
                            const ForecastSink& sink) {
  validate(config, Needs::kOneModel, registry);
  if (config.totals.empty() && is_packed_store(config.data.path)) {
    return forecast_store(config, registry, context, sink);
  }
  const LoadedData data = load_data(config, context);
  const Totals totals = totals_of(config, data.panel);
  const PanelView view = newest_view(data.panel, config.cutoff);
  ForecastRun run(config, registry, context, sink);
  run.result().report = data.report;
  run.prepare(SingleShard(view), data.panel.frequency(), false);
  run.add(view, totals, context);
  return std::move(run.result());
}

}  // namespace demandcast
