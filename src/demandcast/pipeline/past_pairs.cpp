// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/past_pairs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/json_nesting.h"
#include "demandcast/data/table.h"
#include "demandcast/evaluation/pair_table.h"
#include "demandcast/models/patchwork/expert_router/rule_file.h"

namespace demandcast {
namespace {

namespace fs = std::filesystem;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// One folder: its pairs and what its models are called.
struct PastBacktest {
  Table pairs;
  std::map<std::string, std::string> models;   ///< label -> composition
  std::map<std::string, std::string> options;  ///< "ets.season" -> "52"
};

nlohmann::json read_json(const fs::path& file) {
  const std::string text = read_file(file);
  if (json_nesting(text) > kDeepestJson) throw FormatError(fmt::format("\"{}\" nests too deep", file.string()));
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::exception&) {
    throw FormatError(fmt::format("\"{}\" is no JSON; run the backtest again", file.string()));
  }
}

PastBacktest read_backtest(const fs::path& folder, const ModelRegistry& registry) {
  const fs::path told = folder / "backtest.json", pairs = folder / "pairs.parquet";
  if (!fs::is_regular_file(told)) {
    throw ConfigError(fmt::format("\"{}\" is no folder of a backtest: it holds no backtest.json", folder.string()));
  }
  const nlohmann::json json = read_json(told);
  if (!fs::is_regular_file(pairs) || !json.contains("models")) {
    throw FormatError(
        fmt::format("\"{}\" was written before backtests kept what routes are learnt from (pairs.parquet); run it "
                    "again, which takes "
                    "up the forecasts that it holds",
                    folder.string()));
  }
  const std::vector<std::string> texts{"unique_id"};
  PastBacktest past{read_table(pairs.string(), {}, texts), {}, {}};
  try {
    json.at("models").get_to(past.models);
    for (const auto& [model, values] : json.at("options").items()) {
      if (has_rules(registry.find(model))) continue;  // what rules are learnt from are other models
      for (const auto& [name, value] : values.items()) value.get_to(past.options[model + "." + name]);
    }
  } catch (const nlohmann::json::exception&) {
    throw FormatError(fmt::format("\"{}\" does not tell its models; run the backtest again", told.string()));
  }
  return past;
}

std::vector<std::string> words_of(const TextColumn& column) {
  std::vector<std::string> words;
  for (const std::int32_t code : column.codes) {
    words.push_back(code < 0 ? std::string() : column.dictionary[static_cast<std::size_t>(code)]);
  }
  return words;
}

std::vector<double> numbers_of(const TableColumn& column) {
  if (const auto* numbers = std::get_if<NumberColumn>(&column.values)) return numbers->values;
  std::vector<double> values;
  for (const std::int64_t value : std::get<IntegerColumn>(column.values).values) {
    values.push_back(value == IntegerColumn::kNoInteger ? kNone : static_cast<double>(value));
  }
  return values;
}

std::vector<std::int64_t> cutoffs_of(const TableColumn& column) {
  if (const auto* times = std::get_if<TimeColumn>(&column.values)) return times->times;
  return std::get<IntegerColumn>(column.values).values;
}

PairFact fact_of(const TableColumn& column) {
  if (const auto* text = std::get_if<TextColumn>(&column.values)) return words_of(*text);
  return numbers_of(column);
}

using PairKey = std::pair<std::string, std::int64_t>;

/// Pairs of several backtests by id and cutoff.
class JoinedPairs {
 public:
  JoinedPairs(const std::vector<PastBacktest>& backtests, const ModelRegistry& registry) : backtests_(backtests) {
    for (const PastBacktest& one : backtests) {
      const std::vector<std::string> ids = words_of(std::get<TextColumn>(one.pairs.find("unique_id")->values));
      const std::vector<std::int64_t> cutoffs = cutoffs_of(*one.pairs.find("cutoff"));
      std::vector<PairKey>& keys = keys_.emplace_back();
      for (std::size_t i = 0; i < ids.size(); ++i) keys.emplace_back(ids[i], cutoffs[i]);
      all_.insert(keys.begin(), keys.end());
    }
    for (std::size_t rank = 0; const PairKey& key : all_) rank_.emplace(key, rank++);
    for (const PastBacktest& one : backtests) {
      for (const auto& [label, composition] : one.models) {
        if (has_rules(registry.find(parse_composition(composition, registry).parts.front()))) continue;
        if (std::ranges::find(joined_.models, composition) == joined_.models.end())
          joined_.models.push_back(composition);
      }
    }
    joined_.losses.loss.assign(joined_.models.size(), std::vector<double>(all_.size(), kNone));
    joined_.losses.demand.assign(all_.size(), 0);
  }

  PastPairs make() {
    add_keys();
    for (std::size_t i = 0; i < backtests_.size(); ++i) add_losses(i);
    add_facts();
    for (const PastBacktest& one : backtests_) add_options(one);
    return std::move(joined_);
  }

 private:
  void add_keys() {
    std::int32_t series = -1;
    const std::string* last = nullptr;
    for (const PairKey& key : all_) {
      if (last == nullptr || *last != key.first) ++series;
      last = &key.first;
      joined_.losses.series.push_back(series);
      joined_.losses.cutoff.push_back(key.second);
    }
  }

  void add_losses(std::size_t backtest) {
    const PastBacktest& one = backtests_[backtest];
    const std::vector<double> demand = numbers_of(*one.pairs.find("demand"));
    for (std::size_t i = 0; i < demand.size(); ++i) joined_.losses.demand[rank(backtest, i)] = demand[i];
    for (const auto& [label, composition] : one.models) {
      const auto model = std::ranges::find(joined_.models, composition);
      const TableColumn* column = one.pairs.find(std::string(kLossColumn) + label);
      if (model == joined_.models.end() || column == nullptr) continue;
      const std::vector<double> losses = numbers_of(*column);
      auto& all = joined_.losses.loss[static_cast<std::size_t>(model - joined_.models.begin())];
      for (std::size_t i = 0; i < losses.size(); ++i) all[rank(backtest, i)] = losses[i];
    }
  }

  void add_facts() {
    static const std::set<std::string, std::less<>> kNoFacts{"unique_id", "cutoff", "demand"};
    for (const TableColumn& column : backtests_.front().pairs.columns) {
      if (kNoFacts.contains(column.name) || column.name.starts_with(kLossColumn)) continue;
      PairFact all;
      bool everywhere = true;
      for (std::size_t i = 0; i < backtests_.size() && everywhere; ++i) {
        const TableColumn* own = backtests_[i].pairs.find(column.name);
        everywhere = own != nullptr && add_fact(i, fact_of(*own), i == 0, all);
      }
      if (everywhere) joined_.facts.emplace(column.name, std::move(all));
    }
  }

  /// False where the kinds differ.
  bool add_fact(std::size_t backtest, const PairFact& own, bool first, PairFact& all) const {
    if (const auto* words = std::get_if<std::vector<std::string>>(&own)) {
      if (first) all = std::vector<std::string>(all_.size());
      auto* to = std::get_if<std::vector<std::string>>(&all);
      for (std::size_t i = 0; to != nullptr && i < words->size(); ++i) (*to)[rank(backtest, i)] = (*words)[i];
      return to != nullptr;
    }
    const auto& numbers = std::get<std::vector<double>>(own);
    if (first) all = std::vector<double>(all_.size(), kNone);
    auto* to = std::get_if<std::vector<double>>(&all);
    for (std::size_t i = 0; to != nullptr && i < numbers.size(); ++i) (*to)[rank(backtest, i)] = numbers[i];
    return to != nullptr;
  }

  void add_options(const PastBacktest& one) {
    for (const auto& [name, value] : one.options) {
      const auto [known, is_new] = joined_.options.emplace(name, value);
      if (is_new || known->second == value) continue;
      throw ConfigError(
          fmt::format("the backtests were given {} = {} and {}, which rules cannot tell apart; learn from one of them",
                      name, known->second, value));
    }
  }

  std::size_t rank(std::size_t backtest, std::size_t row) const { return rank_.at(keys_[backtest][row]); }

  const std::vector<PastBacktest>& backtests_;
  std::vector<std::vector<PairKey>> keys_;  ///< [backtest][row]
  std::set<PairKey> all_;
  std::map<PairKey, std::size_t> rank_;
  PastPairs joined_;
};

}  // namespace

PastPairs read_past_pairs(const std::vector<std::string>& folders, const ModelRegistry& registry) {
  std::vector<PastBacktest> backtests;
  for (const std::string& folder : folders) backtests.push_back(read_backtest(folder, registry));
  return JoinedPairs(backtests, registry).make();
}

}  // namespace demandcast
