// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/model_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/pipeline/forecast.h"
#include "demandcast/pipeline/forecast_rows.h"
#include "demandcast/pipeline/peak_memory.h"
#include "demandcast/pipeline/total_rows.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The parts of one model: a forecast file and its cost per window.
class ModelParts {
 public:
  ModelParts(const PartStore& store, const std::string& label) {
    if (store.folder.empty()) return;
    std::string name = label;
    std::replace(name.begin(), name.end(), '/', '_');
    folder_ = store.folder / name;
    question_ = store.question;
  }

  bool answers_question() const {
    const fs::path file = folder_ / "question.txt";
    return !folder_.empty() && fs::exists(file) && read_file(file) == question_;
  }
  /// Forgets parts of another question, or all when none is to be taken up.
  void begin(bool resume) const {
    if (folder_.empty() || (resume && answers_question())) return;
    forget();
    write_file(folder_ / "question.txt", question_);
  }
  bool has(std::size_t window) const { return !folder_.empty() && fs::exists(cost_file(window)); }

  void save(std::size_t window, const ForecastTable& table, const ModelCost& cost,
            const std::vector<std::string>& notes) const {
    if (folder_.empty()) return;
    ForecastLayout layout;
    layout.with_cutoff = layout.with_model = true;
    write_table(to_table(table, layout), forecast_file(window).string());
    const nlohmann::json json = {{"fit_seconds", cost.fit_seconds},
                                 {"forecast_seconds", cost.forecast_seconds},
                                 {"peak_memory_mb", cost.peak_memory_mb},
                                 {"fallbacks", cost.fallbacks},
                                 {"notes", notes}};
    write_file(cost_file(window), json.dump());  // last: a part counts only when it is whole
  }

  ForecastTable load(std::size_t window, const Frequency& frequency) const {
    return from_table(read_table(forecast_file(window).string()), frequency);
  }
  std::vector<std::string> load_notes(std::size_t window) const {
    return nlohmann::json::parse(read_file(cost_file(window))).value("notes", std::vector<std::string>());
  }
  ModelCost load_cost(std::size_t window) const {
    const auto json = nlohmann::json::parse(read_file(cost_file(window)));
    ModelCost cost;
    cost.fit_seconds = json.at("fit_seconds");
    cost.forecast_seconds = json.at("forecast_seconds");
    cost.peak_memory_mb = json.at("peak_memory_mb");
    cost.fallbacks = json.at("fallbacks");
    return cost;
  }

 private:
  void forget() const {
    std::error_code error;
    fs::remove_all(folder_, error);
    if (error) throw WriteError(fmt::format("cannot remove \"{}\": {}", folder_.string(), error.message()));
  }
  fs::path forecast_file(std::size_t window) const { return folder_ / fmt::format("window-{}.parquet", window + 1); }
  fs::path cost_file(std::size_t window) const { return folder_ / fmt::format("window-{}.json", window + 1); }

  fs::path folder_;
  std::string question_;
};

}  // namespace

void add_new(const std::vector<std::string>& notes, std::vector<std::string>& to) {
  for (const std::string& note : notes) {
    if (std::ranges::find(to, note) == to.end()) to.push_back(note);
  }
}

std::vector<std::string> labelled(const std::string& model, std::vector<std::string> notes) {
  for (std::string& note : notes) note = fmt::format("{}: {}.", model, note);
  return notes;
}

void add_cost(ModelCost& total, const ModelCost& part) {
  total.fit_seconds += part.fit_seconds;
  total.forecast_seconds += part.forecast_seconds;
  total.peak_memory_mb = std::max(total.peak_memory_mb, part.peak_memory_mb);
  total.fallbacks += part.fallbacks;
}

ModelRun run_model(const RunConfig& config, const Composition& composition, const ModelRegistry& registry,
                   std::span<const PanelView> views, const std::vector<std::string>& ids, const Totals& totals,
                   const PartStore& store, const RunContext& context) {
  const Horizon horizon = config.horizon_of();
  const auto estimator = make_estimator(composition, registry, options_with_season(config, registry));
  const ModelParts parts(store, composition.label);
  parts.begin(config.resume);

  ModelRun run;
  run.cost.model = composition.label;
  std::unique_ptr<Forecaster> forecaster;
  std::size_t fitted_at = 0;
  for (std::size_t window = 0; window < views.size(); ++window) {
    const auto refit = static_cast<std::size_t>(config.refit_every);
    const std::size_t fit_window = refit == 0 ? 0 : window - window % refit;
    if (parts.has(window)) {
      append_rows(run.forecasts, parts.load(window, views[window].frequency()));
      add_cost(run.cost, parts.load_cost(window));
      add_new(parts.load_notes(window), run.notes);
      ++run.resumed;
      continue;
    }
    ModelCost cost;
    const PeakMemory memory;
    if (!forecaster || fitted_at != fit_window) {
      const auto start = Clock::now();
      forecaster = estimator->fit(SingleShard(views[fit_window]), horizon, context);
      cost.fit_seconds = seconds_since(start);
      fitted_at = fit_window;
      require_spans(*forecaster, horizon, composition.label);
    }
    const auto start = Clock::now();
    const QuantileForecast forecast = forecast_one(*forecaster, views[window], horizon, context);
    ForecastTable table;
    table.frequency = views[window].frequency();
    append_forecast(table, forecast, ids, composition.label);
    append_totals(table, *forecaster, forecast, views[window], totals, composition.label, context);
    cost.forecast_seconds = seconds_since(start);
    cost.peak_memory_mb = memory.growth_mb();
    cost.fallbacks = forecast.fallback_count();
    parts.save(window, table, cost, forecaster->notes());
    add_new(forecaster->notes(), run.notes);
    append_rows(run.forecasts, table);
    add_cost(run.cost, cost);
  }
  return run;
}

}  // namespace demandcast
