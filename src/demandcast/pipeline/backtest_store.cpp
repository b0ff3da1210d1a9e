// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/backtest_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "demandcast/data/panel_part.h"
#include "demandcast/evaluation/pair_table.h"
#include "demandcast/evaluation/streamed_evaluation.h"
#include "demandcast/pipeline/backtest_files.h"
#include "demandcast/pipeline/backtest_question.h"
#include "demandcast/pipeline/backtest_report.h"
#include "demandcast/pipeline/forecast_rows.h"
#include "demandcast/pipeline/judge.h"
#include "demandcast/pipeline/model_run.h"
#include "demandcast/pipeline/part_progress.h"
#include "demandcast/pipeline/routers.h"
#include "demandcast/pipeline/store_survey.h"
#include "demandcast/pipeline/unit_costs.h"

namespace demandcast {
namespace fs = std::filesystem;
namespace {

/// Numbers that the forecasts of one series by one model are.
std::size_t numbers_of_series(const RunConfig& config) {
  const Horizon horizon = config.horizon_of();
  return static_cast<std::size_t>(std::max(1, config.windows) * std::max(1, config.horizon)) *
         (horizon.levels.size() + 6);
}

/// Series of a part: the same for any models, so that adding one leaves the parts of the others as they are.
std::size_t series_of_part(const RunConfig& config) {
  constexpr std::size_t kNumbers = 1 << 22, kFewest = 64, kMost = 1 << 14;
  return std::clamp(kNumbers / numbers_of_series(config), kFewest, kMost);
}

double bytes_by_parts(const PackedStore& store, const RunConfig& config, std::size_t models) {
  constexpr double kBase = 150e6, kCopies = 4, kOfSeries = 80, kOfPair = 60, kOfLoss = 48;
  std::size_t cells = 0;
  for (std::size_t shard = 0; shard < store.shard_count(); ++shard) cells = std::max(cells, store.cell_count(shard));
  const double pairs = static_cast<double>(store.summary().series) * config.windows,
               of_models = static_cast<double>(models);
  return kBase + 10.0 * static_cast<double>(cells) +
         kCopies * 8.0 * static_cast<double>(series_of_part(config) * numbers_of_series(config)) * of_models +
         kOfSeries * static_cast<double>(store.summary().series) + pairs * (kOfPair + kOfLoss * of_models);
}

/// Files in the making that a killed run left beside forecasts.parquet.
void remove_leftovers(const std::string& destination) {
  std::error_code ignored;
  const std::string begin = fs::path(destination).filename().string() + ".partial-";
  for (const auto& entry : fs::directory_iterator(fs::path(destination).parent_path(), ignored)) {
    if (entry.path().filename().string().starts_with(begin)) fs::remove(entry.path(), ignored);
  }
}

class StoreBacktest {
 public:
  StoreBacktest(const RunConfig& config, const ModelRegistry& registry, const RunContext& context)
      : config_(config),
        registry_(registry),
        context_(context),
        store_(config.data.path),
        compositions_(models_of_backtest(config, registry)),
        costs_(compositions_.size()),
        totals_(compositions_.size()) {
    for (std::size_t model = 0; model < costs_.size(); ++model) costs_[model].model = compositions_[model].label;
    check_memory(config, bytes_by_parts(store_, config, compositions_.size()),
                 "a part of the store with its forecasts, and what is kept of every series and cutoff,");
  }

  BacktestResult run() {
    StoreSurvey survey = survey_store(store_, config_, context_);
    describe(survey);
    describe_models(config_, registry_, compositions_, result_);
    EvaluationOptions options;
    options.static_segments = config_.segments;
    options.routers = routers_of(config_, registry_, compositions_);
    StreamedEvaluation evaluation(options, std::move(survey.ranks));
    forecast(evaluation);
    result_.evaluation = evaluation.finish(costs_, context_);
    result_.evaluation.score = config_.score;
    result_.notes = notes_of(config_);
    add_new(result_.left_out, result_.notes);
    result_.notes.push_back(scored_text(result_.cells));
    result_.cost_note = ratios_.note(result_.evaluation.levels);
    if (!result_.cost_note.empty()) result_.notes.push_back(result_.cost_note);
    if (config_.output.empty()) return std::move(result_);
    add_pages();
    result_.files = write_judgement(config_, result_);
    return std::move(result_);
  }

 private:
  void describe(const StoreSurvey& survey) {
    const StoreSummary& summary = store_.summary();
    result_.report = report_of(store_, config_.data.path);
    result_.cutoffs = survey.cutoffs;
    result_.about = {fs::path(config_.data.path).filename().string(),
                     summary.frequency.name(),
                     summary.series,
                     summary.frequency.format(survey.first),
                     summary.frequency.format(summary.newest),
                     config_.horizon,
                     survey.cutoffs};
  }

  void forecast(StreamedEvaluation& evaluation) {
    std::optional<TableWriter> writer, pair_rows;
    if (!config_.output.empty()) {
      remove_leftovers(forecasts_place(config_));
      remove_leftovers(pairs_place(config_));
      writer.emplace(forecasts_place(config_));
      pair_rows.emplace(pairs_place(config_));
    }
    const std::size_t tasks = compositions_.size() * static_cast<std::size_t>(config_.windows);
    PartProgress progress(*context_.progress, "backtest", store_.summary().series * tasks, "forecasts");
    RunContext of_part = context_;
    of_part.progress = &progress;
    visit([&](const Panel& part) {
      progress.begin_part(part.series_count() * tasks);
      const ForecastTable rows = rows_of(part, config_, of_part);
      for (const auto& [model, reasons] : count_fallbacks(rows)) {
        for (const auto& [reason, pairs] : reasons) result_.fallbacks[model][reason] += pairs;
      }
      if (writer) write_forecasts(rows, forecasts_layout(config_), *writer);
      judge_part(rows, part, evaluation, pair_rows ? &*pair_rows : nullptr);
      progress.end_part();
    });
    if (writer) writer->commit();
    if (pair_rows) pair_rows->commit();
  }

  /// Parts in order, numbered from 0 by `part_`.
  void visit(const std::function<void(const Panel&)>& work) {
    part_ = 0;
    first_series_.assign(1, 0);
    for (std::size_t shard = 0; shard < store_.shard_count(); ++shard) {
      visit_parts(store_.shard(shard), series_of_part(config_), [&](const Panel& part) {
        first_series_.push_back(first_series_.back() + part.series_count());
        work(part);
        ++part_;
      });
    }
  }

  /// Every model's forecasts of a part, from parts/ where they are there.
  ForecastTable rows_of(const Panel& part, const RunConfig& config, const RunContext& context) {
    const std::vector<PanelView> views = origins_of(part, store_, config);
    ForecastTable all;
    for (std::size_t model = 0; model < compositions_.size(); ++model) {
      PartStore parts;
      if (!config.output.empty()) {
        parts = {fs::path(config.output) / "parts" / fmt::format("part-{:05}", part_ + 1),
                 question_of(config, compositions_[model], registry_, views, context)};
      }
      const ModelRun run = run_model(config, compositions_[model], registry_, views, part.ids(), {}, parts, context);
      add_cost(costs_[model], run.cost);
      result_.resumed_parts += run.resumed;
      add_new(labelled(compositions_[model].label, run.notes), result_.left_out);
      append_rows(all, run.forecasts);
    }
    return all;
  }

  /// `pairs`, where it is not null, takes a row for every series and cutoff.
  void judge_part(const ForecastTable& rows, const Panel& part, StreamedEvaluation& evaluation, TableWriter* pairs) {
    const ScoredTable scored = scored_for(config_, rows, part);
    for (std::size_t model = 0; model < totals_.size(); ++model) totals_[model].append(series_totals(scored, model));
    add_cells(result_.cells, count_scored(scored, part));
    ratios_.add(scored);
    evaluation.add(scored, part, context_);
    if (pairs != nullptr) pairs->add(pair_table(scored, part, context_));
    models_ = scored.forecasts.models;
  }

  /// Takes up the parts of the chosen series again.
  void add_pages() {
    if (result_.evaluation.leaderboard.empty()) return;
    const std::vector<std::size_t> shown = models_shown(models_, result_.evaluation);
    const std::vector<ChosenSeries> chosen = choose_series(totals_[shown.front()]);
    RunConfig resumed = config_;
    resumed.resume = true;
    RunContext quiet = context_;
    quiet.progress = &silent_progress();
    result_.pages.resize(chosen.size());
    const std::vector<ModelCost> costs = costs_;
    const std::size_t taken_up = result_.resumed_parts;
    visit([&](const Panel& part) {
      const std::size_t begin = first_series_[part_], end = begin + part.series_count();
      std::optional<ScoredTable> scored;
      for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i].series < begin || chosen[i].series >= end) continue;
        if (!scored) scored = scored_for(resumed, rows_of(part, resumed, quiet), part);
        result_.pages[i] = page_of(scored->forecasts, part, {chosen[i].series - begin, chosen[i].why}, shown);
      }
    });
    costs_ = costs;
    result_.resumed_parts = taken_up;
  }

  const RunConfig& config_;
  const ModelRegistry& registry_;
  const RunContext& context_;
  PackedStore store_;
  std::vector<Composition> compositions_;
  std::vector<ModelCost> costs_;      ///< [composition]
  std::vector<SeriesTotals> totals_;  ///< [composition]
  CriticalRatios ratios_;
  std::vector<std::string> models_;           ///< [composition] labels
  std::size_t part_ = 0;                      ///< number of the part at hand
  std::vector<std::size_t> first_series_{0};  ///< [part] how many series lie before it
  BacktestResult result_;
};

}  // namespace

bool goes_by_parts(const RunConfig& config, const ModelRegistry& registry) {
  if (!config.totals.empty() || !is_packed_store(config.data.path)) return false;
  const std::vector<Composition> compositions = models_of_backtest(config, registry);
  return std::ranges::all_of(compositions, [&](const Composition& composition) {
    return make_estimator(composition, registry, options_with_season(config, registry))->fits_apart();
  });
}

BacktestResult backtest_store(const RunConfig& config, const ModelRegistry& registry, const RunContext& context) {
  return StoreBacktest(config, registry, context).run();
}

void check_whole_store(const RunConfig& config, const ModelRegistry& registry) {
  if (!is_packed_store(config.data.path)) return;
  constexpr double kCopies = 4;
  const PackedStore store(config.data.path);
  const double numbers = static_cast<double>(store.summary().series) *
                         static_cast<double>(numbers_of_series(config) * models_of_backtest(config, registry).size());
  check_memory(config, 10.0 * static_cast<double>(store.summary().cells) + kCopies * 8.0 * numbers,
               "the whole store with all forecasts, which totals and models that learn across series need,");
}

}  // namespace demandcast
