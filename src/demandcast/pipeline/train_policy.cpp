// SPDX-License-Identifier: Apache-2.0
#include "demandcast/pipeline/train_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "demandcast/core/checksum.h"
#include "demandcast/core/error.h"
#include "demandcast/core/random.h"
#include "demandcast/pipeline/policy_replay.h"
#include "demandcast/pipeline/replay_input.h"
#include "demandcast/policy/policy_directory.h"
#include "demandcast/policy/replayed_episodes.h"

namespace demandcast {
namespace {

constexpr int kLearntFrom = 13;  ///< periods of an episode whose orders are learnt from, where there are as many
constexpr int kFewest = 4;

/// Periods until an order has come and been used.
int reach_of(std::span<const ItemEconomics> items) {
  int reach = 0;
  for (const ItemEconomics& item : items) {
    const int arrivals = item.lead_time.longest() + static_cast<int>(item.arrival_shares.size()) - 1;
    reach = std::max(reach, arrivals + item.cover());
  }
  return reach;
}

/// Warm-up and tail as long as the longest lead time and review, what is learnt from between them.
EpisodePlan episode_plan(int reach, int periods) {
  const int warm_up = reach - 1;
  const int counted = std::min(periods - warm_up, kLearntFrom + reach);
  if (counted < kFewest + 1) {
    throw DataError(fmt::format(
        "the longest lead time and review period take {} periods, and {} are left to learn from: at least {} are "
        "needed; replay more (--periods), or leave out series with long lead times",
        reach, periods, warm_up + kFewest + 1));
  }
  return {warm_up, counted, std::min(reach, counted - kFewest)};
}

std::string question_of(const PolicyHistory& history, const TrainPolicyConfig& config, const TrainingPlan& plan,
                        const ItemCatalogue& catalogue, std::uint64_t seed) {
  Checksum sum;
  sum.add_text(history.fingerprint());
  for (const std::string& told : config.told) sum.add_text(told);
  sum.add_text(fmt::format("{} {}", config.storage_prices.lowest, config.storage_prices.highest));
  sum.add_text(fmt::format("{} {} {} {} {} {} {} {} {} {} {} {}", plan.steps, plan.batch, plan.learning_rate,
                           plan.hidden, plan.episode.warm_up, plan.episode.periods, plan.episode.tail,
                           static_cast<int>(plan.grain), plan.check_every, plan.patience, config.validation, seed));
  for (const ItemEconomics& item : catalogue.items) {
    sum.add_text(fmt::format("{} {} {} {} {} {} {} {} {}", item.shortage_cost(), item.holding_cost, item.cost,
                             item.salvage, item.order_cost, item.min_order, item.pack_size, item.shelf_life,
                             item.review_period));
    sum.add_values(item.lead_time.weights());
  }
  return sum.hex();
}

class PolicyMaker {
 public:
  PolicyMaker(const TrainPolicyConfig& config, const ReplayInput& input, const RunContext& context)
      : config_(config),
        input_(input),
        context_(context),
        validation_(config.validation > 0 ? config.validation : std::max(1, config.replay.periods / 4)),
        facts_(PolicyFacts::of(PanelView(input.data.panel, input.data.panel.last_period()), config.told)),
        history_(input.data.panel.series_count(), static_cast<std::size_t>(config.replay.periods),
                 facts_.names().size()) {
    const int learnt = config.replay.periods - validation_;
    if (learnt < 1) throw ConfigError("--validation leaves none of the --periods to learn from");
    plan_ = config.training;
    config.storage_prices.check();
    if (config.storage_prices.any() &&
        std::ranges::none_of(input.catalogue.items, [](const ItemEconomics& item) { return item.space > 0; })) {
      throw ConfigError(
          "--storage-prices are given, but no item takes space: give the column space, or --default space=1");
    }
    plan_.episode = episode_plan(reach_of(input.catalogue.items), learnt);
    plan_.check();
  }

  void record(const ModelRegistry& registry, TrainPolicyResult& result) {
    SimulateConfig replay = config_.replay;
    replay.policies = {"cover"};
    PolicyReplay past(replay, input_.run, input_.data.panel, input_.catalogue, registry, context_);
    past.observe([&](const SeriesPeriod& now, const DemandPaths& paths) {
      history_.record(now.series, now.period,
                      told_outlook(input_.catalogue.items[now.series], paths, *now.known, facts_), now.demand);
    });
    past.run();
    result.model = past.model_label();
  }

  void train(TrainPolicyResult& result) {
    const std::size_t periods = history_.periods, split = periods - static_cast<std::size_t>(validation_);
    const auto warm_up = static_cast<std::size_t>(plan_.episode.warm_up);
    const std::span<const ItemEconomics> items(input_.catalogue.items);
    ReplayedEpisodes training(items, history_, 0, split, plan_.episode.length(), ReplayedEpisodes::Draw::kAny,
                              context_.seed ^ stream_key("training"));
    ReplayedEpisodes validation(items, history_, split - warm_up, periods, periods - split + warm_up,
                                ReplayedEpisodes::Draw::kInTurn, context_.seed ^ stream_key("validation"));
    training.set_prices(config_.storage_prices);
    validation.set_prices(config_.storage_prices);
    const ValidationPlan check{{plan_.episode.warm_up, validation_, 0}, validation.product_count()};
    SavedPolicy saved;
    saved.inputs = training.inputs();
    saved.facts = facts_.names();
    if (config_.storage_prices.any()) saved.facts.emplace_back(kStoragePrice);
    saved.hidden = static_cast<std::size_t>(plan_.hidden);
    saved.manifest = manifest(result);
    PolicyTraining policy = begin(training, validation, check, saved.manifest.question, result);
    context_.progress->start("training", static_cast<std::size_t>(plan_.steps), "steps");
    bool more = true;
    while (more) {
      more = policy.advance(plan_.check_every, context_);
      saved.state = policy.state();
      saved.manifest.finished = !more;
      if (!config_.replay.run.output.empty()) save_policy(config_.replay.run.output, saved);
    }
    context_.progress->finish();
    if (config_.looks_inside) result.insight = look_into(history_, items, validation, check, saved.weights(), context_);
    result.trained_series = training.product_count();
    result.validated_series = validation.product_count();
    result.rule_cost = saved.state.looks.front().validation_cost;
    result.learned_cost = saved.state.best_cost;
    result.steps = saved.state.step;
    result.looks = saved.state.looks;
  }

 private:
  PolicyManifest manifest(const TrainPolicyResult& result) const {
    PolicyManifest manifest;
    manifest.model = result.model;
    manifest.frequency = input_.data.panel.frequency().name();
    manifest.trained_to = result.last;
    manifest.series = history_.first.size();
    manifest.question = question_of(history_, config_, plan_, input_.catalogue, context_.seed);
    manifest.seed = context_.seed;
    return manifest;
  }

  PolicyTraining begin(const EpisodeSource& training, const EpisodeSource& validation, const ValidationPlan& check,
                       const std::string& question, TrainPolicyResult& result) const {
    const std::string& place = config_.replay.run.output;
    if (!place.empty() && config_.replay.run.resume && is_policy_directory(place)) {
      SavedPolicy saved = load_policy(place);
      if (!saved.manifest.finished && saved.manifest.question == question) {
        result.resumed = true;
        return {plan_, training, validation, check, std::move(saved.state)};
      }
    }
    return {plan_, training, validation, check, context_};
  }

  const TrainPolicyConfig& config_;
  const ReplayInput& input_;
  const RunContext& context_;
  int validation_;
  TrainingPlan plan_;
  PolicyFacts facts_;
  PolicyHistory history_;
};

std::vector<std::string> training_notes(const TrainPolicyConfig& config, const ItemCatalogue& catalogue) {
  std::vector<std::string> notes = replay_notes(config.replay, catalogue);
  const auto dear = std::count_if(catalogue.items.begin(), catalogue.items.end(),
                                  [](const ItemEconomics& item) { return item.order_cost > 0; });
  if (dear > 0) {
    notes.push_back(fmt::format(
        "an order of {} series costs something: that is counted in validation, but no derivative leads to fewer orders",
        dear));
  }
  return notes;
}

}  // namespace

TrainPolicyResult train_policy(const TrainPolicyConfig& config, const ModelRegistry& registry,
                               const RunContext& context) {
  ReplayInput input = read_replay_input(config.replay, registry, context);
  PolicyMaker maker(config, input, context);
  TrainPolicyResult result;
  const Panel& panel = input.data.panel;
  const Period last = panel.last_period() - config.replay.leave;
  const int validation = config.validation > 0 ? config.validation : std::max(1, config.replay.periods / 4);
  result.first = panel.frequency().format(last - config.replay.periods + 1);
  result.validated_from = panel.frequency().format(last - validation + 1);
  result.last = panel.frequency().format(last);
  result.series = panel.series_count();
  result.ids = panel.ids();
  result.currency = input.catalogue.currency;
  result.period_word = panel.frequency().period_word();
  for (int t = 1; t <= config.replay.periods; ++t) {
    result.dates.push_back(panel.frequency().format(last - config.replay.periods + t));
  }
  result.notes = training_notes(config, input.catalogue);
  result.output = config.replay.run.output;
  maker.record(registry, result);
  maker.train(result);
  result.report = std::move(input.data.report);
  return result;
}

std::string to_json(const TrainPolicyResult& result) {
  using Json = nlohmann::ordered_json;
  Json looks = Json::array();
  for (const TrainingLook& look : result.looks) {
    looks.push_back({{"step", look.step}, {"training", look.training_cost}, {"validation", look.validation_cost}});
  }
  return Json{{"schema", "demandcast.policy_training/1"},
              {"model", result.model},
              {"series", result.series},
              {"trained_series", result.trained_series},
              {"validated_series", result.validated_series},
              {"first", result.first},
              {"validated_from", result.validated_from},
              {"last", result.last},
              {"steps", result.steps},
              {"resumed", result.resumed},
              {"rule_cost", result.rule_cost},
              {"learned_cost", result.learned_cost},
              {"looks", looks},
              {"warnings", warning_count(result.report)},
              {"notes", result.notes}}
      .dump(2);
}

}  // namespace demandcast
