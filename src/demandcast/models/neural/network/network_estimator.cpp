// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/network_estimator.h"

#include <ATen/Parallel.h>
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>

#include "demandcast/core/error.h"
#include "demandcast/core/launch.h"
#include "demandcast/core/random.h"
#include "demandcast/features/targets.h"
#include "demandcast/forecast/data_fingerprint.h"
#include "demandcast/models/calibrated/past/earlier_stream.h"
#include "demandcast/models/neural/network/new_network.h"
#include "demandcast/models/neural/network/newest_forecasts.h"
#include "demandcast/models/neural/network/train_network.h"
#include "demandcast/models/pooled/pooled_model.h"
#include "demandcast/training/launched_peers.h"

namespace demandcast::neural {
namespace {

/// Enough layers that the convolution sees a season of the level: 2^layers periods.
int layers_of(const NetworkDesign& design, const FeatureSet& set) {
  if (design.layers > 0) return design.layers;
  const auto season = static_cast<unsigned>(std::max(16, set.spans().level));
  return std::clamp(static_cast<int>(std::bit_width(season)), 5, 7);
}

/// Periods that attention looks back: a season of the level and a few more, so that it holds the like of what is ahead.
std::int64_t window_of(const FeatureSet& set) { return std::max(16, set.spans().level) * 5 / 4; }

NetworkSizes sizes_of(const NetworkDesign& design, const PanelView& view, const FeatureSet& set,
                      const NetworkFacts& facts, const InputLayout& layout, const std::vector<Span>& targets) {
  const Gatherer gatherer(view, set, facts, layout, targets, {});
  NetworkSizes sizes;
  sizes.past = gatherer.past_width();
  sizes.origin = layout.origin_width();
  sizes.target = gatherer.target_width();
  sizes.rough = layout.rough_count();
  sizes.targets = targets;
  sizes.categories = category_counts(facts.pooled.order, view.statics());
  sizes.layers = layers_of(design, set);
  if (design.attention.heads > 0) {
    sizes.window = design.attention.window > 0 ? design.attention.window : window_of(set);
    sizes.events = gatherer.events().width();
  }
  return sizes;
}

NetworkSizes sizes_of(const NetworkDesign& design, const PanelStream& training, const FeatureSet& set,
                      const NetworkFacts& facts, const InputLayout& layout, const std::vector<Span>& targets) {
  NetworkSizes sizes;
  training.visit(0, [&](const PanelView& view) { sizes = sizes_of(design, view, set, facts, layout, targets); });
  return sizes;
}

}  // namespace

namespace {

/// Networks that were trained alike, and what they go by.
struct Learnt {
  NetworkFacts facts;
  NetworkSizes sizes;
  std::vector<ForkingNetwork> members;
  std::vector<LearningCurve> curves;
  std::int64_t best = 0;  ///< updates of the first, see TrainingRecord
};

Learnt learn(const NetworkDesign& design, const PanelStream& training, const Horizon& horizon, const std::string& data,
             training::Peers& peers, const PanelStream* judges, const RunContext& context) {
  const std::optional<FeatureSet> set = feature_set_of(training);
  if (!set) throw DataError(fmt::format("[{}] there is nothing to learn from: the data have no series", design.model));
  Learnt learnt;
  learnt.facts = learn_network_facts(design.model, training, *set, horizon.steps, context);
  const InputLayout layout(*set, learnt.facts.scales, learnt.facts.unit, design.engineered);
  const std::vector<Span> targets = targets_of(horizon);
  learnt.sizes = sizes_of(design, training, *set, learnt.facts, layout, targets);
  for (std::int64_t member = 0; member < design.options.members; ++member) {
    const std::uint64_t seed = seed_of(context.seed, member);
    learnt.members.push_back(new_network(design, learnt.sizes, seed));
    const TrainingTask task{.training = &training,
                            .set = &*set,
                            .facts = &learnt.facts,
                            .layout = &layout,
                            .targets = targets,
                            .seed = seed,
                            .data = data,
                            .peers = &peers,
                            .judges = judges,
                            .judged = horizon.steps};
    TrainingRecord record = train_network(learnt.members.back(), design, task, context);
    record.curve.name = fmt::format("member {}", member + 1);
    learnt.curves.push_back(std::move(record.curve));
    if (member == 0) learnt.best = record.best;
  }
  return learnt;
}

/// How many updates forecast the newest horizon best, and the curve that tells; of a history too short to hold anything
/// back, as many as are asked for.
std::vector<LearningCurve> choose_updates(NetworkDesign& design, const PanelStream& training, const Horizon& horizon,
                                          training::Peers& peers, const RunContext& context) {
  if (!design.options.early_stop) return {};
  NetworkDesign trial = design;
  trial.options.members = 1;
  RunContext own = context;
  own.checkpoints.clear();  // what the judges saw is not kept
  try {
    Learnt judged = learn(trial, EarlierStream(training, horizon.steps), horizon, {}, peers, &training, own);
    if (judged.best > 0) design.options.updates = judged.best;
    design.recipe += fmt::format("; {} updates", design.options.updates);
    judged.curves.front().name = "trial, the newest horizon held back";
    return judged.curves;
  } catch (const DataError&) {
    return {};
  }
}

}  // namespace

std::unique_ptr<Forecaster> NetworkEstimator::fit(const PanelStream& training, const Horizon& horizon,
                                                  const RunContext& context) const {
  device_of(design_);
  const std::unique_ptr<training::Peers> peers = training::peers_of(launch_of_environment());
  check_parts(design_, *peers);
  const std::string data = context.checkpoints.empty() && peers->alone() ? std::string() : data_fingerprint(training);
  peers->agree(stream_key(fmt::format("{} seed {} data {}", design_.recipe, context.seed, data)),
               "other data, options or seed");
  WeightTrial trial = try_weights(design_, training, horizon.steps, context);
  trial = {peers->shared(trial.plain), peers->shared(trial.scatter)};
  NetworkDesign design = with_better_weights(design_, trial);
  keep_freed_memory();
  at::set_num_threads(context.threads);
  std::vector<LearningCurve> curves = choose_updates(design, training, horizon, *peers, context);
  Learnt learnt = learn(design, training, horizon, data, *peers, nullptr, context);
  std::ranges::move(learnt.curves, std::back_inserter(curves));
  return std::make_unique<NetworkForecaster>(design, std::move(learnt.facts), horizon, learnt.sizes,
                                             std::move(learnt.members), trial, std::move(curves));
}

NetworkForecaster::NetworkForecaster(NetworkDesign design, NetworkFacts facts, Horizon horizon, NetworkSizes sizes,
                                     std::vector<ForkingNetwork> members, WeightTrial trial,
                                     std::vector<LearningCurve> curves)
    : design_(std::move(design)),
      facts_(std::move(facts)),
      horizon_(std::move(horizon)),
      sizes_(std::move(sizes)),
      members_(std::move(members)),
      trial_(trial),
      curves_(std::move(curves)) {}

std::vector<QuantileForecast> NetworkForecaster::forecast(std::span<const PanelView> views, const Horizon& horizon,
                                                          const RunContext& context) const {
  refuse_other_targets(design_.model, horizon, horizon_);
  std::vector<QuantileForecast> forecasts;
  const NewestForecasts newest(members_, design_, facts_, sizes_, horizon_);
  for (const PanelView& view : views) forecasts.push_back(newest.of(view, horizon, context));
  return forecasts;
}

std::vector<std::vector<double>> NetworkForecaster::attention(const PanelView& view, std::size_t series,
                                                              const RunContext& context) const {
  const at::NoGradGuard no_gradient;
  const FeatureSet set(view);
  const InputLayout layout(set, facts_.scales, facts_.unit, design_.engineered);
  const Gatherer gatherer(view, set, facts_, layout, targets_of(horizon_), members_.front()->reads());
  at::Tensor sum;
  std::int64_t count = 0;
  BatchTensors tensors(gatherer.gather(std::vector<Block>{{series, view.origin(series)}}, context), device_of(design_));
  with_calendars(design_.options.calendar, gatherer, tensors, [&] {
    for (ForkingNetwork& member : members_) {
      const at::Tensor weights = member->newest(tensors).weights;
      if (!weights.defined()) return;
      const at::Tensor own = weights[0].mean(0).select(0, weights.size(2) - 1);  // [target, period + nothing]
      sum = sum.defined() ? sum + own : own;
      ++count;
    }
  });
  if (!sum.defined()) return {};
  const std::int64_t periods = sum.size(1) - 1;
  const at::Tensor shares = (sum.narrow(1, periods - sizes_.window, sizes_.window) / static_cast<double>(count))
                                .to(at::kCPU, at::kDouble)
                                .contiguous();
  std::vector<std::vector<double>> all;
  for (std::int64_t k = 0; k < shares.size(0); ++k) {
    const double* first = shares[k].data_ptr<double>();
    all.emplace_back(first, first + sizes_.window);
  }
  return all;
}

Explanation NetworkForecaster::explain(const PanelView& view, std::size_t series, const RunContext& context) const {
  Explanation told;
  told.form = fmt::format("{}, head {}", design_.model, design_.options.head);
  told.parameters.emplace_back("members", static_cast<double>(members_.size()));
  if (!std::isnan(trial_.scatter)) {
    told.parameters.emplace_back("wQL held back, plain weights", trial_.plain);
    told.parameters.emplace_back("wQL held back, weights over scatter", trial_.scatter);
  }
  const std::vector<std::vector<double>> shares = attention(view, series, context);
  const std::size_t length = view.series(series).length();
  for (std::size_t step = 0; step < shares.size() && step < static_cast<std::size_t>(horizon_.steps); ++step) {
    std::vector<double> values(length, 0.0);  // what lies before the history is looked at, too, and left out here
    const std::size_t shown = std::min(length, shares[step].size());
    std::copy(shares[step].end() - static_cast<std::ptrdiff_t>(shown), shares[step].end(),
              values.end() - static_cast<std::ptrdiff_t>(shown));
    told.attention.push_back({fmt::format("{} ahead", step + 1), std::move(values)});
  }
  return told;
}

void NetworkForecaster::save(ArtifactWriter& writer) const {
  save_horizon(horizon_, writer);
  save_network_facts(facts_, writer);
  std::vector<std::int64_t> sizes{sizes_.past,          sizes_.origin,         sizes_.target,
                                  sizes_.rough,         sizes_.target_count(), sizes_.layers,
                                  std::ssize(members_), sizes_.window,         sizes_.events};
  sizes.insert(sizes.end(), sizes_.categories.begin(), sizes_.categories.end());
  writer.integers("sizes", std::move(sizes));
  writer.numbers("held_back", std::isnan(trial_.scatter) ? std::vector<double>()
                                                         : std::vector<double>{trial_.plain, trial_.scatter});
  save_learning_curves(curves_, writer);
  for (std::size_t m = 0; m < members_.size(); ++m) {
    ArtifactWriter member = writer.part(fmt::format("member_{}", m));
    for (const auto& weight : members_[m]->named_parameters()) {
      const at::Tensor values = weight.value().detach().to(at::kCPU, at::kFloat).contiguous();
      const float* first = values.data_ptr<float>();
      member.floats(weight.key(), {first, first + values.numel()});
    }
  }
}

std::unique_ptr<Forecaster> NetworkForecaster::load(NetworkDesign design, const ArtifactReader& reader) {
  const auto& sizes = reader.integers("sizes");
  constexpr std::size_t kFixed = 9;
  constexpr std::int64_t kLargest = 1'000'000;
  const bool sound = sizes.size() >= kFixed &&
                     std::ranges::all_of(sizes, [](std::int64_t size) { return size >= 0 && size <= kLargest; }) &&
                     sizes[4] > 0 && sizes[5] > 0 && sizes[5] <= 16 && sizes[6] > 0 &&
                     (sizes[7] > 0) == (design.attention.heads > 0);
  if (!sound) throw FormatError(fmt::format("[{}] the sizes make no sense; fit the model again", design.model));
  NetworkSizes network;
  network.past = sizes[0];
  network.origin = sizes[1];
  network.target = sizes[2];
  network.rough = sizes[3];
  network.layers = static_cast<int>(sizes[5]);
  network.window = sizes[7];
  network.events = sizes[8];
  network.categories.assign(sizes.begin() + kFixed, sizes.end());
  Horizon horizon = load_horizon(design.model, reader);
  network.targets = targets_of(horizon);
  if (sizes[4] != network.target_count() ||
      reader.part("member_0").floats("contexts.bias").size() % static_cast<std::size_t>(sizes[4] + 1) != 0) {
    throw FormatError(fmt::format("[{}] the targets do not fit the weights; fit the model again", design.model));
  }
  std::vector<ForkingNetwork> members;
  for (std::int64_t m = 0; m < sizes[6]; ++m) {
    members.push_back(new_network(design, network, 0));
    const ArtifactReader member = reader.part(fmt::format("member_{}", m));
    const at::NoGradGuard no_gradient;
    for (auto& weight : members.back()->named_parameters()) {
      const std::vector<float>& values = member.floats(weight.key());
      if (std::ssize(values) != weight.value().numel()) {
        throw FormatError(fmt::format("[{}] array \"{}\" holds {} weights, {} wanted; fit the model again",
                                      design.model, weight.key(), values.size(), weight.value().numel()));
      }
      const at::Tensor given = at::from_blob(const_cast<float*>(values.data()), weight.value().sizes(), at::kFloat);
      weight.value().copy_(given);
    }
  }
  NetworkFacts facts = load_network_facts(design.model, reader);
  const std::vector<double>& trial = reader.numbers("held_back");
  if (!trial.empty() && trial.size() != 2)
    throw FormatError(fmt::format("[{}] the trial of weights is incomplete; fit the model again", design.model));
  return std::make_unique<NetworkForecaster>(
      std::move(design), std::move(facts), std::move(horizon), std::move(network), std::move(members),
      trial.empty() ? WeightTrial{} : WeightTrial{trial[0], trial[1]}, load_learning_curves(reader));
}

}  // namespace demandcast::neural
