// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/learn_rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "demandcast/core/atomic_file.h"
#include "demandcast/core/error.h"
#include "demandcast/core/nearest_name.h"
#include "demandcast/data/series_facts.h"
#include "demandcast/pipeline/pair_segments.h"

namespace demandcast {
namespace {

constexpr std::size_t kMostWords = 50, kFewestSeries = 10;
constexpr double kMostOfOneCutoff = 2.0 / 3;
constexpr int kDraws = 1000;

/// One way to part all pairs.
struct Parting {
  std::vector<std::string> facts;
  std::vector<PairSegment> segments;
};

std::size_t series_in(const PairSegment& segment, const LossTable& losses) {
  std::size_t series = 0;
  for (std::size_t i = 0; i < segment.pairs.size(); ++i) {
    series += i == 0 || losses.series[segment.pairs[i]] != losses.series[segment.pairs[i - 1]] ? 1 : 0;
  }
  return series;
}

/// The largest share of the pairs that one cutoff holds.
double share_of_one_cutoff(const PairSegment& segment, const LossTable& losses) {
  std::map<Period, std::size_t> pairs;
  std::size_t most = 0;
  for (const std::size_t pair : segment.pairs) most = std::max(most, ++pairs[losses.cutoff[pair]]);
  return static_cast<double>(most) / static_cast<double>(segment.pairs.size());
}

/// What few series or one cutoff of several show may be their luck.
void drop_thin_segments(const LossTable& losses, Parting& parting) {
  const std::set<Period> cutoffs(losses.cutoff.begin(), losses.cutoff.end());
  std::erase_if(parting.segments, [&](const PairSegment& segment) {
    return series_in(segment, losses) < kFewestSeries ||
           (cutoffs.size() > 1 && share_of_one_cutoff(segment, losses) > kMostOfOneCutoff);
  });
}

/// By all of `facts` at once.
Parting parting_by(const std::vector<std::string>& facts, const PastPairs& past) {
  Parting parting{facts, {}};
  std::vector<std::string> known;
  for (const auto& [name, values] : past.facts) known.push_back(name);
  for (const std::string& fact : facts) {
    const auto values = past.facts.find(fact);
    if (values == past.facts.end()) throw ConfigError("--by: " + unknown_name_message("fact", fact, known));
    std::vector<PairSegment> segments = segments_by(fact, values->second, kMostWords);
    if (segments.empty()) {
      throw ConfigError(
          fmt::format("--by: \"{}\" has one value alone, or more than {} words; name another fact", fact, kMostWords));
    }
    parting.segments = parting.segments.empty() ? std::move(segments) : crossed(parting.segments, segments);
  }
  return parting;
}

std::vector<Parting> partings_of(const LearnRulesConfig& config, const PastPairs& past) {
  std::vector<Parting> partings;
  if (!config.by.empty()) partings.push_back(parting_by(config.by, past));
  for (const auto& [fact, values] : past.facts) {
    if (!config.by.empty() || fact == kYearsFact) continue;  // the age once more
    std::vector<PairSegment> segments = segments_by(fact, values, kMostWords);
    if (!segments.empty()) partings.push_back({{fact}, std::move(segments)});
  }
  for (Parting& parting : partings) drop_thin_segments(past.losses, parting);
  return partings;
}

std::size_t default_place(const LearnRulesConfig& config, const PastPairs& past) {
  if (config.default_model.empty()) {
    if (const auto best = best_overall(past.losses)) return *best;
    throw DataError("the backtests have no forecast in which all models met; name the default, or fewer backtests");
  }
  const auto found = std::ranges::find(past.models, config.default_model);
  if (found == past.models.end()) {
    throw ConfigError("--default: " + unknown_name_message("model", config.default_model, past.models));
  }
  return static_cast<std::size_t>(found - past.models.begin());
}

/// The rules of one parting.
struct Candidate {
  const Parting* parting = nullptr;
  std::vector<std::pair<const PairSegment*, ModelContest>> rules;
  double saved = 0;  ///< loss
};

Candidate rules_of_parting(const Parting& parting, const PastPairs& past, std::size_t all, std::size_t comparisons,
                           const RunContext& context) {
  Candidate candidate{&parting, {}, 0};
  for (const PairSegment& segment : parting.segments) {
    const auto best = best_model(past.losses, segment.pairs, all, comparisons, kDraws, context);
    if (!best || !(best->high < 0) || best->series < kFewestSeries) continue;
    candidate.rules.emplace_back(&segment, *best);
    double demand = 0;
    for (const std::size_t pair : segment.pairs) demand += past.losses.demand[pair];
    candidate.saved += (best->other_wql - best->wql) * demand;
  }
  return candidate;
}

std::string remark_of(const LearntRule& rule, const std::string& all) {
  return fmt::format(
      "saves {:.1f} % of the loss of {} ({:.1f} to {:.1f} %): wQL {:.4f} instead of {:.4f}\non {} forecasts of {} "
      "series",
      100 * rule.value_added, all, 100 * rule.low, 100 * rule.high, rule.wql, rule.default_wql, rule.pairs,
      rule.series);
}

void add_rule(const PairSegment& segment, const ModelContest& contest, const PastPairs& past, LearntRules& result) {
  LearntRule learnt{segment.name,      past.models[contest.model],
                    contest.wql,       contest.other_wql,
                    -contest.relative, -contest.high,
                    -contest.low,      contest.series,
                    contest.pairs};
  result.rules.rules.push_back(
      {learnt.name, learnt.model, segment.when, remark_of(learnt, result.rules.default_model)});
  result.learnt.push_back(std::move(learnt));
}

/// Of all pairs that the default forecast, with the rules' models where these forecast.
void add_totals(const Candidate& candidate, const PastPairs& past, std::size_t all, LearntRules& result) {
  std::vector<std::size_t> model(past.losses.demand.size(), all);
  for (const auto& [segment, contest] : candidate.rules) {
    for (const std::size_t pair : segment->pairs) model[pair] = contest.model;
  }
  double loss = 0, default_loss = 0, demand = 0;
  std::set<std::int32_t> series;
  for (std::size_t pair = 0; pair < model.size(); ++pair) {
    const double theirs = past.losses.loss[all][pair];
    if (std::isnan(theirs)) continue;
    const double own = past.losses.loss[model[pair]][pair];
    loss += std::isnan(own) ? theirs : own;
    default_loss += theirs;
    demand += past.losses.demand[pair];
    ++result.pairs;
    series.insert(past.losses.series[pair]);
  }
  result.series = series.size();
  result.wql = loss / demand;
  result.default_wql = default_loss / demand;
}

std::string header_of(const LearnRulesConfig& config, const PastPairs& past, const LearntRules& result) {
  std::string text =
      fmt::format("Learnt by demandcast route --learn from {}:\n{} forecasts of {} series, models {}.\n",
                  fmt::join(config.backtests, ", "), result.pairs, result.series, fmt::join(result.models, ", "));
  if (result.learnt.empty()) {
    text += fmt::format("No segment has a model that is better than {} by more than noise ({} comparisons).\n",
                        result.rules.default_model, result.comparisons);
  } else {
    text += fmt::format(
        "Segments by {}; intervals are of 95 % for all {} comparisons together.\nOn these forecasts, which the rules "
        "were "
        "learnt from: wQL {:.4f} with the rules, {:.4f} with {} alone.\nWhat they are worth tells a backtest of later "
        "cutoffs.\n",
        fmt::join(result.parted_by, ", "), result.comparisons, result.wql, result.default_wql,
        result.rules.default_model);
  }
  for (const auto& [name, value] : past.options)
    text += fmt::format("The backtests were run with --set {}={}.\n", name, value);
  text.pop_back();
  return text;
}

}  // namespace

LearntRules learn_rules(const LearnRulesConfig& config, const ModelRegistry& registry, const RunContext& context) {
  const PastPairs past = read_past_pairs(config.backtests, registry);
  if (past.models.size() < 2) {
    throw ConfigError("the backtests hold one model alone; rules choose between models, so run a backtest of several");
  }
  LearntRules result;
  result.models = past.models;
  const std::size_t all = default_place(config, past);
  result.rules.default_model = past.models[all];
  const std::vector<Parting> partings = partings_of(config, past);
  for (const Parting& parting : partings) result.comparisons += parting.segments.size() * (past.models.size() - 1);
  Candidate best;
  for (const Parting& parting : partings) {
    Candidate candidate = rules_of_parting(parting, past, all, result.comparisons, context);
    if (best.parting == nullptr || candidate.saved > best.saved) best = std::move(candidate);
  }
  if (best.parting != nullptr) result.parted_by = best.parting->facts;
  for (const auto& [segment, contest] : best.rules) add_rule(*segment, contest, past, result);
  add_totals(best, past, all, result);
  result.rules.remark = header_of(config, past, result);
  write_file(config.output, rules_text(result.rules));
  return result;
}

std::string to_json(const LearntRules& result, const std::string& output) {
  using Json = nlohmann::ordered_json;
  Json rules = Json::array();
  for (const LearntRule& rule : result.learnt) {
    rules.push_back({{"rule", rule.name},
                     {"model", rule.model},
                     {"series", rule.series},
                     {"forecasts", rule.pairs},
                     {"wql", rule.wql},
                     {"default_wql", rule.default_wql},
                     {"value_added", rule.value_added},
                     {"value_added_low", rule.low},
                     {"value_added_high", rule.high}});
  }
  return Json{{"schema", "demandcast.route/1"},
              {"output", output},
              {"default", result.rules.default_model},
              {"models", result.models},
              {"by", result.parted_by},
              {"series", result.series},
              {"forecasts", result.pairs},
              {"comparisons", result.comparisons},
              {"wql", result.wql},
              {"default_wql", result.default_wql},
              {"rules", std::move(rules)}}
      .dump(2);
}

}  // namespace demandcast
