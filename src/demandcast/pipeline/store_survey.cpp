// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/store_survey.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "demandcast/core/parallel.h"
#include "demandcast/data/demand_traits.h"
#include "demandcast/evaluation/scored_table.h"
#include "demandcast/pipeline/judge.h"

namespace demandcast {
namespace {

/// Whether any period that is forecast from `origin` has a truth.
bool is_scored(const std::vector<double>& y, Period first, Period origin, const RunConfig& config) {
  if (origin - first + 1 < config.min_history) return false;
  const Period begin = std::max<Period>(0, origin + 1 - first);
  const Period end = std::min<Period>(std::ssize(y), origin + 1 + config.horizon - first);
  for (Period t = begin; t < end; ++t) {
    if (!std::isnan(y[static_cast<std::size_t>(t)])) return true;
  }
  return false;
}

using Traits = std::vector<std::optional<DemandTraits>>;  ///< [window]; none where nothing is scored

Traits traits_of(const std::vector<PanelView>& views, std::size_t series, const std::vector<double>& y, int season,
                 const RunConfig& config) {
  Traits traits(views.size());
  for (std::size_t window = 0; window < views.size(); ++window) {
    const SeriesView view = views[window].series(series);
    if (!is_scored(y, view.first_period(), view.origin(), config)) continue;
    traits[window] = demand_traits(view.observed_history(), season);
  }
  return traits;
}

void add_ranks(const Panel& panel, const std::vector<PanelView>& views, const RunConfig& config,
               const RunContext& context, DemandRanks& ranks) {
  std::vector<Traits> traits(panel.series_count());
  const int season = scoring_season(config, panel);
  parallel_for(traits.size(), context,
               [&](std::size_t i) { traits[i] = traits_of(views, i, truth(panel, i, config.score), season, config); });
  for (std::size_t i = 0; i < traits.size(); ++i) {
    for (std::size_t window = 0; window < views.size(); ++window) {
      if (const auto& one = traits[i][window]) ranks.add(views[window].origin(i), one->velocity, one->volume);
    }
  }
}

}  // namespace

std::vector<PanelView> origins_of(const Panel& panel, const PackedStore& store, const RunConfig& config) {
  const RollingOriginOptions options{config.horizon, config.windows, config.step, config.cutoff};
  return rolling_origins(panel, options, store.summary().newest);
}

StoreSurvey survey_store(const PackedStore& store, const RunConfig& config, const RunContext& context) {
  StoreSurvey survey;
  survey.first = std::numeric_limits<Period>::max();
  Period longest = 0;
  std::vector<Period> newest(static_cast<std::size_t>(std::max(0, config.windows)), std::numeric_limits<Period>::min());
  context.progress->start("looking at " + config.data.path, store.summary().series);
  for (std::size_t shard = 0; shard < store.shard_count(); ++shard) {
    const Panel panel = store.shard(shard);
    const std::vector<PanelView> views = origins_of(panel, store, config);
    for (std::size_t i = 0; i < panel.series_count(); ++i) {
      survey.first = std::min(survey.first, panel.first_period(i));
      for (std::size_t w = 0; w < views.size(); ++w) newest[w] = std::max(newest[w], views[w].origin(i));
      const Period last = config.cutoff == CutoffMode::kCalendar ? store.summary().newest : panel.last_period(i);
      if (!panel.target(i).empty()) longest = std::max(longest, last - panel.first_period(i) + 1);
    }
    add_ranks(panel, views, config, context, survey.ranks);
  }
  context.progress->finish();
  require_history(longest, {config.horizon, config.windows, config.step, config.cutoff});
  for (const Period origin : newest) survey.cutoffs.push_back(store.summary().frequency.format(origin));
  survey.ranks.finish();
  return survey;
}

}  // namespace demandcast
