// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/evaluate_store.h"

#include <algorithm>

#include "demandcast/core/error.h"
#include "demandcast/data/store/rows_beside_store.h"
#include "demandcast/evaluation/segments.h"
#include "demandcast/evaluation/span_metrics.h"
#include "demandcast/evaluation/streamed_evaluation.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/pipeline/evaluate_forecasts.h"
#include "demandcast/pipeline/judge.h"
#include "demandcast/pipeline/load_data.h"
#include "demandcast/pipeline/unit_costs.h"

namespace demandcast {
namespace {

constexpr std::size_t kRowsOfPart = 200'000;

/// A part with its copies, a shard as it is read and as it is seen, and what is kept of every pair (series, cutoff).
double bytes_of(const PackedStore& store) {
  constexpr double kBase = 200e6, kOfRow = 1000, kOfCell = 20, kOfSeries = 250;
  std::size_t cells = 0;
  for (std::size_t shard = 0; shard < store.shard_count(); ++shard) cells = std::max(cells, store.cell_count(shard));
  return kBase + kOfRow * static_cast<double>(kRowsOfPart) + kOfCell * static_cast<double>(cells) +
         kOfSeries * static_cast<double>(store.summary().series);
}

class StoreEvaluation {
 public:
  StoreEvaluation(const RunConfig& config, const std::string& forecasts, const RunContext& context)
      : config_(config),
        context_(context),
        quiet_(context),
        registry_(builtin_models()),
        store_(config.data.path, config.data.events),
        rows_(store_, forecasts, {config.data.id, "item_id"}, kRowsOfPart, context) {
    quiet_.progress = &silent_progress();
  }

  Evaluated run(const std::string& forecasts) {
    context_.progress->start("judging", 2 * rows_.row_count(), "rows");
    DemandRanks ranks;
    visit([&](const ForecastTable& rows, const Panel& panel) {
      note_names(rows);
      add_to_ranks(scored_for(config_, rows, panel), panel, quiet_, ranks);
    });
    ranks.finish();
    EvaluationOptions options;
    options.static_segments = config_.segments;
    StreamedEvaluation evaluation(options, std::move(ranks));
    SpanSums spans;
    CriticalRatios ratios;
    std::size_t judged = 0;
    visit([&](const ForecastTable& part, const Panel& panel) {
      ForecastTable rows = with_names(part);
      add_reference(config_, registry_, panel, rows, quiet_);
      spans.add(rows, panel, config_.score);
      const ScoredTable scored = scored_for(config_, rows, panel);
      judged += scored.forecasts.row_count();
      evaluation.add(scored, panel, quiet_);
      ratios.add(scored);
    });
    Evaluation result = evaluation.finish({}, context_);
    std::string note = ratios.note(result.levels);
    context_.progress->finish();
    if (result.unmatched == judged) refuse_strangers(judged, forecasts, config_.data.path);
    result.score = config_.score;
    for (GroupMetrics& group : spans.metrics()) result.groups.push_back(std::move(group));
    return {std::move(result), std::move(note)};
  }

 private:
  void visit(const std::function<void(const ForecastTable&, const Panel&)>& work) {
    rows_.visit([&](const Panel& panel, const Table& table) {
      if (context_.stop.stop_requested()) throw Interrupted("stopped; nothing was written");
      work(from_table(table, panel.frequency(), config_.data.id, config_.data.time), panel);
      context_.progress->advance(table.row_count());
    });
  }

  /// The models of all parts; levels must be the same in all of them.
  void note_names(const ForecastTable& part) {
    for (const std::string& model : part.models) {
      if (std::ranges::find(models_, model) == models_.end()) models_.push_back(model);
    }
    if (levels_.empty()) levels_ = part.levels;
    if (levels_ == part.levels) return;
    throw DataError("the forecasts have other quantile levels for some series than for others; give each the same");
  }

  /// `part` with the models of all parts, in one order.
  ForecastTable with_names(ForecastTable part) const {
    std::vector<std::int32_t> place_of;
    for (const std::string& model : part.models) {
      place_of.push_back(static_cast<std::int32_t>(std::ranges::find(models_, model) - models_.begin()));
    }
    for (std::int32_t& model : part.model) model = place_of[static_cast<std::size_t>(model)];
    part.models = models_;
    return part;
  }

  const RunConfig& config_;
  const RunContext& context_;
  RunContext quiet_;
  ModelRegistry registry_;
  PackedStore store_;
  RowsBesideStore rows_;
  std::vector<std::string> models_;
  std::vector<double> levels_;
};

}  // namespace

Evaluated evaluate_store(const RunConfig& config, const std::string& forecasts, const RunContext& context) {
  check_memory(config, bytes_of(PackedStore(config.data.path)),
               "a part of the forecasts beside a shard, and what is kept of every series,");
  return StoreEvaluation(config, forecasts, context).run(forecasts);
}

}  // namespace demandcast
