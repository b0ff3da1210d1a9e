// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/streamed_evaluation.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <memory>
#include <numeric>
#include <tuple>

#include "demandcast/core/parallel.h"
#include "demandcast/evaluation/leaderboard.h"
#include "demandcast/evaluation/rule_prices.h"
#include "demandcast/evaluation/segments.h"
#include "demandcast/evaluation/static_segments.h"

namespace demandcast {
namespace {

constexpr std::int64_t kNotGiven = std::numeric_limits<std::int64_t>::max(), kOther = kNotGiven - 1;

RunContext silent(const RunContext& context) {
  RunContext quiet = context;
  quiet.progress = &silent_progress();
  return quiet;
}

}  // namespace

/// One way to group the rows of a part: a number that orders the groups, and their names.
struct StreamedEvaluation::Cut {
  std::string dimension;
  std::function<std::int64_t(std::size_t row)> group_of;
  std::function<std::string(std::int64_t group)> name_of;
};

StreamedEvaluation::StreamedEvaluation(EvaluationOptions options, DemandRanks ranks)
    : options_(std::move(options)),
      ranks_(std::move(ranks)),
      series_of_code_(options_.static_segments.size()),
      rules_(options_.routers.size()) {}

void StreamedEvaluation::add(const ScoredTable& part, const Panel& panel, const RunContext& context) {
  const RunContext quiet = silent(context);
  if (models_.empty()) {
    models_ = part.forecasts.models;
    losses_.resize(models_.size());
    evaluation_.levels = part.forecasts.levels;
    evaluation_.score = part.mode;
  }
  evaluation_.unmatched += part.unmatched;
  const ScoredPairs pairs = scored_pairs(part);
  add_sums(part, pairs, cuts_of(part, pairs, panel, quiet), quiet);
  add_pairs(part, pairs, quiet);
  count_categories(part, pairs, panel);
}

std::vector<StreamedEvaluation::Cut> StreamedEvaluation::cuts_of(const ScoredTable& part, const ScoredPairs& pairs,
                                                                 const Panel& panel, const RunContext& context) const {
  const ForecastTable& rows = part.forecasts;
  std::vector<Cut> cuts;
  cuts.push_back({"overall", [](std::size_t) { return 0; }, [](std::int64_t) { return "all"; }});
  cuts.push_back({"horizon", [&rows](std::size_t row) { return rows.period[row] - rows.cutoff[row]; },
                  [](std::int64_t step) { return std::to_string(step); }});
  cuts.push_back({"cutoff", [&rows](std::size_t row) { return rows.cutoff[row]; },
                  [&panel](std::int64_t cutoff) { return panel.frequency().format(cutoff); }});
  std::vector<Segmentation> segments = cut_segments(pairs, rows.ids, panel, part.season, {}, context, &ranks_);
  for (const RoutedModel& router : options_.routers) segments.push_back(cut_by_rule(part, pairs, router));
  for (Segmentation& cut : segments) {
    const auto segment = std::make_shared<const Segmentation>(std::move(cut));
    cuts.push_back({segment->dimension,
                    [&pairs, segment](std::size_t row) {
                      return static_cast<std::int64_t>(segment->group[static_cast<std::size_t>(pairs.pair[row])]);
                    },
                    [segment](std::int64_t group) { return segment->groups[static_cast<std::size_t>(group)]; }});
  }
  for (const std::string& name : options_.static_segments) {
    const StaticColumn& column = find_category(panel, name);
    cuts.push_back({name,
                    [&rows, &panel, &column](std::size_t row) {
                      const std::string& id = rows.ids[static_cast<std::size_t>(rows.series[row])];
                      const std::int32_t code = column.codes[panel.find(id).value()];
                      return code < 0 ? kNotGiven : std::int64_t{code};
                    },
                    [&column](std::int64_t code) {
                      return code == kNotGiven ? "not given" : column.categories[static_cast<std::size_t>(code)];
                    }});
  }
  return cuts;
}

void StreamedEvaluation::add_sums(const ScoredTable& part, const ScoredPairs& pairs, const std::vector<Cut>& cuts,
                                  const RunContext& context) {
  struct Task {
    MetricSums* total;
    std::vector<std::size_t> rows;
    MetricSums sums = {};
  };
  std::vector<Task> tasks;
  sums_.resize(cuts.size());
  for (std::size_t c = 0; c < cuts.size(); ++c) {
    sums_[c].dimension = cuts[c].dimension;
    for (std::size_t model = 0; model < models_.size(); ++model) {
      std::map<std::int64_t, std::vector<std::size_t>> rows;
      for (const std::size_t row : pairs.rows[model]) rows[cuts[c].group_of(row)].push_back(row);
      for (auto& [key, of_group] : rows) {
        Group& group = sums_[c].groups[key];
        if (group.sums.empty()) group = {cuts[c].name_of(key), std::vector<MetricSums>(models_.size())};
        tasks.push_back({&group.sums[model], std::move(of_group)});
      }
    }
  }
  parallel_for(tasks.size(), context, [&](std::size_t i) { tasks[i].sums = metric_sums(part, tasks[i].rows); });
  for (const Task& task : tasks) task.total->add(task.sums);
}

void StreamedEvaluation::add_pairs(const ScoredTable& part, const ScoredPairs& pairs, const RunContext& context) {
  std::vector<PairLosses> losses(models_.size());
  parallel_for(losses.size(), context, [&](std::size_t model) { losses[model] = pair_losses(part, pairs, model); });
  for (std::size_t model = 0; model < losses.size(); ++model) {
    const PairLosses& more = losses[model];
    losses_[model].loss.insert(losses_[model].loss.end(), more.loss.begin(), more.loss.end());
    losses_[model].periods.insert(losses_[model].periods.end(), more.periods.begin(), more.periods.end());
  }
  for (std::size_t router = 0; router < rules_.size(); ++router) {
    const std::vector<std::int32_t> more = cut_by_rule(part, pairs, options_.routers[router]).group;
    rules_[router].insert(rules_[router].end(), more.begin(), more.end());
  }
  for (std::size_t pair = 0; pair < pairs.count(); ++pair) {
    if (pair == 0 || pairs.series[pair] != pairs.series[pair - 1]) {
      ids_.push_back(part.forecasts.ids[static_cast<std::size_t>(pairs.series[pair])]);
      first_pair_.push_back(first_pair_.back());
    }
    ++first_pair_.back();
    cutoff_.push_back(pairs.cutoffs[static_cast<std::size_t>(pairs.cutoff[pair])]);
  }
}

void StreamedEvaluation::count_categories(const ScoredTable& part, const ScoredPairs& pairs, const Panel& panel) {
  for (std::size_t place = 0; place < series_of_code_.size(); ++place) {
    const StaticColumn& column = find_category(panel, options_.static_segments[place]);
    series_of_code_[place].resize(column.categories.size(), 0);
    for (std::size_t pair = 0; pair < pairs.count(); ++pair) {
      if (pair > 0 && pairs.series[pair] == pairs.series[pair - 1]) continue;
      const std::string& id = part.forecasts.ids[static_cast<std::size_t>(pairs.series[pair])];
      const std::int32_t code = column.codes[panel.find(id).value()];
      if (code >= 0) ++series_of_code_[place][static_cast<std::size_t>(code)];
    }
  }
}

/// The values with most series, largest first (equal counts by name), then the others together.
StreamedEvaluation::Sums StreamedEvaluation::with_largest_values(const Sums& of_static, std::size_t place) const {
  const std::vector<std::size_t>& series = series_of_code_[place];
  std::vector<std::int64_t> codes;
  for (const auto& [code, group] : of_static.groups) {
    if (code != kNotGiven) codes.push_back(code);
  }
  const auto count = [&](std::int64_t code) { return series[static_cast<std::size_t>(code)]; };
  std::ranges::sort(codes, [&](std::int64_t a, std::int64_t b) {
    return std::tuple(count(b), of_static.groups.at(a).name) < std::tuple(count(a), of_static.groups.at(b).name);
  });
  Sums sums{of_static.dimension, {}};
  for (std::size_t rank = 0; rank < codes.size(); ++rank) {
    const Group& group = of_static.groups.at(codes[rank]);
    if (rank < kMostStaticValues) {
      sums.groups[static_cast<std::int64_t>(rank)] = group;
      continue;
    }
    Group& other = sums.groups[kOther];
    if (other.sums.empty()) other = {"other", std::vector<MetricSums>(models_.size())};
    for (std::size_t model = 0; model < models_.size(); ++model) other.sums[model].add(group.sums[model]);
  }
  if (const auto none = of_static.groups.find(kNotGiven); none != of_static.groups.end()) {
    sums.groups[kNotGiven] = none->second;
  }
  return sums;
}

std::vector<GroupMetrics> StreamedEvaluation::metrics_of_groups(const Sums& dimension,
                                                                const std::vector<std::size_t>& order) const {
  std::vector<GroupMetrics> groups;
  for (const auto& [key, group] : dimension.groups) {
    for (const std::size_t model : order) {
      groups.push_back(
          {models_[model], dimension.dimension, group.name, metrics_of(group.sums[model], evaluation_.levels)});
    }
  }
  return groups;
}

Evaluation StreamedEvaluation::finish(const std::vector<ModelCost>& costs, const RunContext& context) {
  if (sums_.empty() || sums_.front().groups.empty()) return std::move(evaluation_);
  std::vector<std::size_t> order(models_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<GroupMetrics> overall = metrics_of_groups(sums_.front(), order);
  order = order_by_loss(overall);
  add_leaderboard(std::move(overall), order, costs, evaluation_);

  std::vector<std::size_t> by_id(ids_.size());  // the draws of a bootstrap go by the order of series
  std::iota(by_id.begin(), by_id.end(), std::size_t{0});
  std::ranges::sort(by_id, {}, [&](std::size_t series) -> const std::string& { return ids_[series]; });
  ScoredPairs pairs;
  std::vector<PairLosses> losses(models_.size());
  std::vector<std::vector<std::int32_t>> rules(rules_.size());
  pairs.cutoffs = cutoff_;
  std::ranges::sort(pairs.cutoffs);
  pairs.cutoffs.erase(std::ranges::unique(pairs.cutoffs).begin(), pairs.cutoffs.end());
  for (std::size_t rank = 0; rank < by_id.size(); ++rank) {
    for (std::size_t pair = first_pair_[by_id[rank]]; pair < first_pair_[by_id[rank] + 1]; ++pair) {
      const auto cutoff = std::ranges::lower_bound(pairs.cutoffs, cutoff_[pair]) - pairs.cutoffs.begin();
      pairs.series.push_back(static_cast<std::int32_t>(rank));
      pairs.cutoff.push_back(static_cast<std::int32_t>(cutoff));
      for (std::size_t router = 0; router < rules.size(); ++router) rules[router].push_back(rules_[router][pair]);
      for (std::size_t model = 0; model < losses.size(); ++model) {
        losses[model].loss.push_back(losses_[model].loss[pair]);
        losses[model].periods.push_back(losses_[model].periods[pair]);
      }
    }
  }
  losses_.clear();
  add_differences(models_, pairs, losses, order, options_.bootstrap_draws, silent(context), evaluation_);
  const std::size_t first_static = sums_.size() - options_.static_segments.size();
  for (std::size_t d = 1; d < sums_.size(); ++d) {
    const Sums dimension = d < first_static ? std::move(sums_[d]) : with_largest_values(sums_[d], d - first_static);
    for (GroupMetrics& group : metrics_of_groups(dimension, order)) evaluation_.groups.push_back(std::move(group));
  }
  for (std::size_t router = 0; router < rules.size(); ++router) {
    add_rule_prices(models_, pairs, losses, options_.routers[router], rules[router], options_.bootstrap_draws,
                    silent(context), evaluation_);
  }
  return std::move(evaluation_);
}

}  // namespace demandcast
