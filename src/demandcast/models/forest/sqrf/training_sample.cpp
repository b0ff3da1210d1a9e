// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/sqrf/training_sample.h"

#include <algorithm>
#include <cmath>

#include "demandcast/core/hashed.h"
#include "demandcast/core/random.h"
#include "demandcast/features/series_pass.h"
#include "demandcast/features/targets.h"
#include "demandcast/models/forest/sqrf/target_base.h"

namespace demandcast {
namespace {

constexpr std::size_t kRowsForBins = 50'000;
constexpr double kDense = 0.5;  // share of rows that must have a feature for it to be kept side by side

std::uint64_t row_key(std::uint64_t series_key, Period origin, std::size_t target) {
  return hashed(series_key ^ hashed(static_cast<std::uint64_t>(origin) * 1024 + target));
}

struct DrawnRow {
  std::uint64_t key = 0;
  LevelledRow row;
};

/// Calls body(origin, target number, mean demand, level) for every row of a series whose target is known.
template <class Body>
void for_each_target(const SeriesFeatures& series, Period last_origin, const std::vector<Span>& targets,
                     const Body& body) {
  for (Period origin = series.history().first(); origin < last_origin; ++origin) {
    const double level = series.level(origin);
    if (!(level > 0)) continue;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      if (const auto demand = series.demand(origin, targets[i])) body(origin, i, *demand, level);
    }
  }
}

class Sampler {
 public:
  Sampler(const PanelStream& stream, const FeatureSet& set, const Horizon& horizon, const SqrfOptions& options,
          const RunContext& context)
      : stream_(stream),
        set_(set),
        targets_(targets_of(horizon)),
        steps_(horizon.steps),
        options_(options),
        context_(context) {}

  TrainingSample draw() {
    TrainingSample sample;
    sample.facts.seasons = learn_seasons(stream_, set_.spans(), "sqrf: seasons", context_);
    count(sample);
    if (rows_ == 0) return sample;
    find_bins(sample);
    fill(sample);
    return sample;
  }

 private:
  template <class Result, class Work, class Take>
  void pass(std::string_view task, const Work& work, const Take& take) {
    pass_over_series<Result>(stream_, task, context_, work, take);
  }

  /// How many rows there are, and the order of categories, from one target of every origin.
  void count(TrainingSample& sample) {
    struct Seen {
      std::size_t rows = 0;
      std::vector<double> targets;
    };

    pass<Seen>(
        "sqrf: count rows",
        [&](const PanelView& view, std::size_t i, Seen& seen) {
          const SeriesFeatures series(set_, view, i, steps_, sample.facts);
          const std::uint64_t key = stream_key(view.id(i));
          for_each_target(series, view.origin(i), targets_,
                          [&](Period origin, std::size_t target, double demand, double level) {
                            ++seen.rows;
                            const bool chosen = row_key(key, origin, targets_.size()) % targets_.size() == target;
                            if (chosen) seen.targets.push_back(demand / level);
                          });
        },
        [&](const PanelView& view, std::size_t i, const Seen& seen) {
          rows_ += seen.rows;
          for_each_category(view, i, [&](const std::string& column, const std::string& category) {
            for (const double target : seen.targets) sample.facts.order.count(column, category, target);
          });
        });
  }

  void find_bins(TrainingSample& sample) {
    std::vector<DrawnRow> drawn;
    pass_rows("sqrf: find bins", sample.facts, kRowsForBins,
              [&](std::uint64_t, DrawnRow& row) { drawn.push_back(std::move(row)); });
    std::ranges::sort(drawn, {}, &DrawnRow::key);  // whatever the order of series was
    std::vector<LevelledRow> rows;
    for (DrawnRow& row : drawn) rows.push_back(std::move(row.row));
    if (options_.base == "mix") sample.base = TargetBase::learn(set_, rows);
    std::vector<std::vector<float>> values(set_.infos().size());
    std::vector<float> targets;
    for (const LevelledRow& row : rows) {
      targets.push_back(in_bases(row, sample.base));
      for (const FeatureEntry& entry : row.features.entries()) values[entry.feature].push_back(entry.value);
    }
    std::vector<std::uint32_t> dense;
    for (std::uint32_t f = 0; f < values.size(); ++f) {
      if (static_cast<double>(values[f].size()) >= kDense * static_cast<double>(targets.size())) dense.push_back(f);
    }
    sample.training.rows = BinnedRows(values.size(), std::move(dense));
    sample.training.edges = BinEdges::of_quantiles(std::move(values), static_cast<int>(options_.bins));
    sample.training.grid = TargetGrid::of(std::move(targets));
  }

  void fill(TrainingSample& sample) {
    TrainingRows& training = sample.training;
    pass_rows("sqrf: gather rows", sample.facts, static_cast<std::size_t>(options_.rows),
              [&](std::uint64_t block, const DrawnRow& drawn) {
                training.rows.add(training.edges, drawn.row.features);
                training.targets.push_back(training.grid.code(in_bases(drawn.row, sample.base)));
                training.blocks.push_back(block);
              });
  }

  static float in_bases(const LevelledRow& row, const TargetBase& base) {
    return static_cast<float>(std::max(0.0, row.demand_in_levels / base.of(row.features)));
  }

  template <class Take>
  void pass_rows(std::string_view task, const PooledFacts& facts, std::size_t wanted, const Take& take) {
    const double share = std::min(1.0, static_cast<double>(wanted) / static_cast<double>(rows_));
    pass<std::vector<DrawnRow>>(
        task,
        [&](const PanelView& view, std::size_t i, std::vector<DrawnRow>& rows) {
          const std::uint64_t series_key = stream_key(view.id(i));
          const SeriesFeatures series(set_, view, i, steps_, facts);
          for_each_target(series, view.origin(i), targets_,
                          [&](Period origin, std::size_t target, double demand, double level) {
                            const std::uint64_t key = row_key(series_key, origin, target);
                            if (!hit(key, share)) return;
                            DrawnRow& drawn = rows.emplace_back();
                            drawn.key = key;
                            drawn.row.demand_in_levels = demand / level;
                            features_of(view, i, series, origin, targets_[target], drawn.row.features);
                          });
        },
        [&](const PanelView& view, std::size_t i, std::vector<DrawnRow>& rows) {
          for (DrawnRow& row : rows) take(stream_key(view.id(i)), row);
        });
  }

  /// As seen from `origin`: where plans carry dates of their own, those that were known there.
  void features_of(const PanelView& view, std::size_t i, const SeriesFeatures& series, Period origin,
                   const Span& target, FeatureRow& row) const {
    const bool dated = std::ranges::any_of(view.channels(), [](const Channel& c) { return !c.versions.empty(); });
    if (!dated) return series.row(origin, target, row);
    const PanelView then = view.earlier(static_cast<int>(view.origin(i) - origin));
    series.row(origin, target, plans_of(then, i, steps_), row);
  }

  const PanelStream& stream_;
  const FeatureSet& set_;
  std::vector<Span> targets_;
  int steps_;
  const SqrfOptions& options_;
  const RunContext& context_;
  std::size_t rows_ = 0;
};

}  // namespace

TrainingSample draw_training_sample(const PanelStream& training, const FeatureSet& set, const Horizon& horizon,
                                    const SqrfOptions& options, const RunContext& context) {
  return Sampler(training, set, horizon, options, context).draw();
}

}  // namespace demandcast
