// SPDX-License-Identifier: Apache-2.0
#include "demandcast/evaluation/pair_table.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/core/parallel.h"
#include "demandcast/data/series_facts.h"
#include "demandcast/evaluation/paired_bootstrap.h"
#include "demandcast/evaluation/scored_pairs.h"

namespace demandcast {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Words of `dictionary` by code, -1 = null.
TextColumn words(std::vector<std::string> dictionary, std::vector<std::int32_t> codes) {
  return {std::move(dictionary), std::move(codes)};
}

/// The rows under construction: pairs, their places in the panel and what was known of them.
class PairTable {
 public:
  PairTable(const ScoredTable& table, const Panel& panel, const RunContext& context)
      : table_(table), panel_(panel), pairs_(scored_pairs(table)) {
    for (const std::int32_t code : pairs_.series) {
      series_.push_back(panel.find(table.forecasts.ids[static_cast<std::size_t>(code)]).value());
    }
    facts_.resize(pairs_.count());
    parallel_for(facts_.size(), context,
                 [&](std::size_t i) { facts_[i] = series_facts({panel, series_[i], cutoff(i)}, table.season); });
  }

  Table make() {
    add_keys();
    add_facts();
    for (const StaticColumn& column : panel_.statics()) add_static(column);
    add_losses();
    return std::move(made_);
  }

 private:
  Period cutoff(std::size_t pair) const { return pairs_.cutoffs[static_cast<std::size_t>(pairs_.cutoff[pair])]; }

  void add_keys() {
    made_.columns.push_back({"unique_id", words(table_.forecasts.ids, pairs_.series)});
    std::vector<Timestamp> times;
    for (std::size_t i = 0; i < pairs_.count(); ++i) times.push_back(panel_.frequency().timestamp_of(cutoff(i)));
    if (panel_.frequency().unit() == FrequencyUnit::kInteger) {
      made_.columns.push_back({"cutoff", IntegerColumn{std::move(times)}});
    } else {
      made_.columns.push_back({"cutoff", TimeColumn{std::move(times)}});
    }
  }

  void add_facts() {
    for (const NumberFact& fact : number_facts()) {
      NumberColumn column;
      for (const SeriesFacts& one : facts_) column.values.push_back(one.*fact.value);
      made_.columns.push_back({std::string(fact.name), std::move(column)});
    }
    TextColumn patterns;
    for (const SeriesFacts& one : facts_) {
      const auto known = std::ranges::find(patterns.dictionary, one.pattern);
      patterns.codes.push_back(static_cast<std::int32_t>(known - patterns.dictionary.begin()));
      if (known == patterns.dictionary.end()) patterns.dictionary.emplace_back(one.pattern);
    }
    made_.columns.push_back({std::string(kPatternFact), std::move(patterns)});
  }

  void add_static(const StaticColumn& column) {
    if (column.kind == StaticKind::kEmbedding || made_.find(column.name) != nullptr) return;
    if (column.kind == StaticKind::kCategory) {
      std::vector<std::int32_t> codes;
      for (const std::size_t series : series_) codes.push_back(column.codes[series]);
      made_.columns.push_back({column.name, words(column.categories, std::move(codes))});
      return;
    }
    NumberColumn numbers;
    for (const std::size_t series : series_) numbers.values.push_back(static_cast<double>(column.numbers[series]));
    made_.columns.push_back({column.name, std::move(numbers)});
  }

  void add_losses() {
    const std::size_t models = table_.forecasts.models.size();
    std::vector<PairLosses> losses;
    for (std::size_t model = 0; model < models; ++model) losses.push_back(pair_losses(table_, pairs_, model));
    std::vector<std::uint64_t> periods(pairs_.count(), 0);  // of the first model that scored any
    std::vector<std::size_t> teller(pairs_.count(), models);
    for (std::size_t i = 0; i < pairs_.count(); ++i) {
      for (std::size_t model = models; model-- > 0;) {
        if (losses[model].periods[i] == 0) continue;
        teller[i] = model;
        periods[i] = losses[model].periods[i];
      }
    }
    NumberColumn demand{std::vector<double>(pairs_.count(), 0.0)};
    for (std::size_t model = 0; model < models; ++model) {
      for (const std::size_t row : pairs_.rows[model]) {
        const auto pair = static_cast<std::size_t>(pairs_.pair[row]);
        if (teller[pair] == model) demand.values[pair] += std::abs(table_.actual[row]);
      }
    }
    made_.columns.push_back({"demand", std::move(demand)});
    const double scale = 2.0 / static_cast<double>(compared_levels(table_.forecasts.levels).size());
    for (std::size_t model = 0; model < models; ++model) {
      NumberColumn column;
      for (std::size_t i = 0; i < pairs_.count(); ++i) {
        column.values.push_back(losses[model].periods[i] == periods[i] ? scale * losses[model].loss[i] : kNone);
      }
      made_.columns.push_back({std::string(kLossColumn) + table_.forecasts.models[model], std::move(column)});
    }
  }

  const ScoredTable& table_;
  const Panel& panel_;
  ScoredPairs pairs_;
  std::vector<std::size_t> series_;  ///< [pair] in the panel
  std::vector<SeriesFacts> facts_;   ///< [pair]
  Table made_;
};

}  // namespace

Table pair_table(const ScoredTable& table, const Panel& panel, const RunContext& context) {
  RunContext quiet = context;
  quiet.progress = &silent_progress();
  return PairTable(table, panel, quiet).make();
}

}  // namespace demandcast
