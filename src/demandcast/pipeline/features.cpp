// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/features.h"

#include <fmt/format.h>

#include <optional>

#include "demandcast/core/error.h"
#include "demandcast/data/store/packed_store.h"
#include "demandcast/models/builtin_models.h"
#include "demandcast/models/pooled/pooled_model.h"
#include "demandcast/pipeline/feature_matrix.h"
#include "demandcast/pipeline/fit.h"
#include "demandcast/pipeline/load_data.h"
#include "demandcast/pipeline/output_place.h"

namespace demandcast {
namespace {

Horizon horizon_for(const RunConfig& run) {
  if (run.horizon < 1) throw ConfigError("[features] no horizon; give -H with the number of periods to forecast");
  if (!run.totals.empty()) throw ConfigError("[features] rows are of single series; leave out --totals");
  const Horizon horizon = run.horizon_of();
  horizon.validate();
  return horizon;
}

void count(const DrawnRow& row, std::vector<FeatureUse>& features) {
  for (const FeatureEntry& entry : row.features.entries()) ++features[entry.feature].rows;
}

void gather(const PanelStream& stream, const Frequency& frequency, const FeaturesConfig& config,
            const RunContext& context, FeaturesResult& result) {
  const std::optional<FeatureSet> set = feature_set_of(stream);
  if (!set) throw DataError("[features] there are no rows: the data have no series");
  for (const FeatureInfo& info : set->infos()) result.features.push_back({info});
  std::optional<TableWriter> file;
  FeatureMatrix matrix(*set, frequency, {config.run.data.id, config.run.data.time}, [&](const Table& table) {
    if (file) file->add(table);
  });
  if (!config.run.output.empty()) file.emplace(config.run.output);
  const RowDraw draw(stream, *set, horizon_for(config.run), "features", context);
  result.possible_rows = draw.row_count();
  draw.pass("training rows", config.rows, [&](const PanelView& view, std::size_t series, const DrawnRow& row) {
    ++result.training_rows;
    count(row, result.features);
    matrix.add(view.id(series), row);
  });
  std::string last;
  std::size_t with_level = 0;
  draw.pass_ahead("rows ahead", [&](const PanelView& view, std::size_t series, const DrawnRow& row) {
    ++result.ahead_rows;
    if (row.target == Span{0, 1}) ++with_level;
    matrix.add(view.id(series), row);
  });
  result.series_without_level = result.series - with_level;
  matrix.finish();
  if (file) file->commit();
}

double bytes_of_features(const PackedStore& store) {
  constexpr double kBase = 200e6, kOfCell = 20;
  std::size_t cells = 0;
  for (std::size_t shard = 0; shard < store.shard_count(); ++shard) cells = std::max(cells, store.cell_count(shard));
  return kBase + kOfCell * static_cast<double>(cells);
}

}  // namespace

FeaturesResult run_features(const FeaturesConfig& config, const RunContext& context) {
  const RunConfig& run = config.run;
  validate(run, Needs::kData, builtin_models());
  horizon_for(run);
  check_output_file(run, "");
  FeaturesResult result;
  result.file = run.output;
  if (is_packed_store(run.data.path)) {
    const PackedStore store(run.data.path, run.data.events);
    check_memory(run, bytes_of_features(store), "a shard with its rows");
    result.report = report_of(store, run.data.path);
    result.series = store.summary().series;
    gather(StoreStream(store, run.cutoff == CutoffMode::kPerSeries), store.summary().frequency, config, context,
           result);
    return result;
  }
  LoadedData data = load_data(run, context);
  result.report = std::move(data.report);
  result.series = data.panel.series_count();
  gather(SingleShard(newest_view(data.panel, run.cutoff)), data.panel.frequency(), config, context, result);
  return result;
}

}  // namespace demandcast
