// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/pooled/training_sample.h"

#include <algorithm>

#include "demandcast/core/random.h"
#include "demandcast/features/row_draw.h"
#include "demandcast/models/forest/pooled/left_out.h"

namespace demandcast {
namespace {

constexpr std::size_t kRowsForBins = 50'000;
constexpr double kDense = 0.5;  // share of rows that must have a feature for it to be kept side by side

/// A target in bases. A series that had nearly stopped selling and sells again has targets of thousands of its levels;
/// in the leaves of idle series they would promise the like to all of them, in means and in the highest quantiles.
float in_bases(const DrawnRow& row, const TargetBase& base) {
  constexpr double kMost = 100;
  return static_cast<float>(std::clamp(row.demand_in_levels / base.of(row.features), 0.0, kMost));
}

void find_bins(const RowDraw& draw, const FeatureSet& set, const SampleOptions& options, const LeftOut& left_out,
               TrainingSample& sample) {
  std::vector<DrawnRow> rows;
  draw.pass("find bins", kRowsForBins,
            [&](const PanelView&, std::size_t, DrawnRow& row) { rows.push_back(std::move(row)); });
  std::ranges::sort(rows, {}, &DrawnRow::key);  // whatever the order of series was
  if (options.mixed_base) sample.base = TargetBase::learn(set, rows);
  std::vector<std::vector<float>> values(set.infos().size());
  std::vector<float> targets;
  for (const DrawnRow& row : rows) {
    targets.push_back(in_bases(row, sample.base));
    for (const FeatureEntry& entry : row.features.entries()) {
      if (!left_out.has(entry.feature)) values[entry.feature].push_back(entry.value);
    }
  }
  if (options.every_cell) sample.fill = MedianFill::of(values);
  std::vector<std::uint32_t> dense;
  for (std::uint32_t f = 0; f < values.size(); ++f) {
    const bool common = static_cast<double>(values[f].size()) >= kDense * static_cast<double>(targets.size());
    if ((common || options.every_cell) && !left_out.has(f)) dense.push_back(f);
  }
  sample.training.rows = BinnedRows(values.size(), std::move(dense));
  sample.training.edges = BinEdges::of_quantiles(std::move(values), options.bins);
  sample.training.grid = TargetGrid::of(std::move(targets));
}

void fill(const RowDraw& draw, std::size_t wanted, const LeftOut& left_out, TrainingSample& sample) {
  TrainingRows& training = sample.training;
  draw.pass("gather rows", wanted, [&](const PanelView& view, std::size_t series, DrawnRow& row) {
    training.targets.push_back(training.grid.code(in_bases(row, sample.base)));
    training.blocks.push_back(stream_key(view.id(series)));
    sample.keys.push_back(row.key);
    sample.scales.push_back(static_cast<float>(row.level * sample.base.of(row.features) * row.target.length));
    sample.fill.apply(row.features);
    left_out.apply(row.features);
    training.rows.add(training.edges, row.features);
  });
}

}  // namespace

TrainingSample draw_training_sample(const PanelStream& training, const FeatureSet& set, const Horizon& horizon,
                                    const SampleOptions& options, const RunContext& context) {
  const LeftOut left_out(options.owner, options.without, set);
  TrainingSample sample;
  const RowDraw draw(training, set, horizon, options.owner, context, options.even_over);
  sample.facts = draw.facts();
  if (draw.row_count() == 0) return sample;
  find_bins(draw, set, options, left_out, sample);
  fill(draw, options.rows, left_out, sample);
  return sample;
}

}  // namespace demandcast
