// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/train_network.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <future>
#include <limits>
#include <optional>

#include "demandcast/core/error.h"
#include "demandcast/core/hashed.h"
#include "demandcast/core/random.h"
#include "demandcast/models/neural/network/batch_loss.h"
#include "demandcast/models/neural/network/held_back_judge.h"
#include "demandcast/training/adamw.h"
#include "demandcast/training/checkpoint.h"
#include "demandcast/training/gradient_exchange.h"
#include "demandcast/training/learning_rate.h"
#include "demandcast/training/salient_layers.h"
#include "demandcast/training/shared_state.h"
#include "demandcast/training/weight_average.h"

namespace demandcast::neural {
namespace {

constexpr int kFewestKnown = 3;           // known periods before the first origin that is an example, at least
constexpr double kWithoutCalendar = 0.5;  // share of the blocks that do without it, where forecasts may
constexpr std::int64_t kUpdatesOfAVisit = 25, kUpdatesOfANote = 10;
constexpr std::int64_t kBatchesOfSalience = 8;
constexpr std::int64_t kLooks = 40;  // at held-back periods
constexpr double kPatience = 0.2;    // share of the updates without a better look after which training ends

/// A series that has origins to learn from: from `first` to `last`.
struct Learnable {
  std::uint64_t key = 0;
  std::size_t series = 0;
  Period first = 0, last = 0;
};

std::vector<Learnable> learnable_series(const PanelView& view, int first) {
  std::vector<Learnable> all;
  for (std::size_t i = 0; i < view.series_count(); ++i) {
    const SeriesView series = view.series(i);
    const std::span<const CellState> states = series.states();
    const auto known = [](CellState state) { return state != CellState::kMissing; };
    const auto start = std::ranges::find_if(states, known);
    if (start == states.end()) continue;
    auto end = states.end();
    while (!known(*(end - 1))) --end;
    const Period from = series.first_period() + (start - states.begin()) + first - 1;
    const Period to = series.first_period() + (end - states.begin()) - 2;  // one known period after it
    if (from <= to) all.push_back({stream_key(view.id(i)), i, from, to});
  }
  std::ranges::sort(all, {}, &Learnable::key);
  return all;
}

/// Blocks of an update: series evenly, then the block's last origin evenly, the last ones of a history as often as
/// others; of the share `without_calendar` of them the calendar is not told.
std::vector<Block> draw_blocks(const std::vector<Learnable>& series, std::int64_t count, int origins,
                               double without_calendar, std::uint64_t seed, std::int64_t update) {
  RandomStream random(seed, static_cast<std::uint64_t>(update));
  std::vector<Block> blocks;
  for (std::int64_t b = 0; b < count; ++b) {
    const Learnable& drawn = series[static_cast<std::size_t>(random.below(std::ssize(series)))];
    const Period earliest = std::min<Period>(drawn.last, drawn.first + origins - 1);
    const Period last = earliest + random.below(drawn.last - earliest + 1 + origins / 2);
    blocks.push_back({drawn.series, std::min(drawn.last, last), random.uniform() >= without_calendar});
  }
  return blocks;
}

/// All that decides a run.
std::string key_of(const NetworkDesign& design, const TrainingTask& task) {
  std::string key = fmt::format("{} seed {} data {} targets", design.recipe, task.seed, task.data);
  for (const Span& target : task.targets) key += fmt::format(" {}:{}", target.lead, target.length);
  return key;
}

class Trainer {
 public:
  Trainer(ForkingNetwork& network, const NetworkDesign& design, const TrainingTask& task, const RunContext& context)
      : network_(network),
        design_(design),
        task_(task),
        context_(context),
        device_(design.options.device == "cuda" ? at::kCUDA : at::kCPU),
        optimiser_(network->parameters(), {.weight_decay = design.options.weight_decay}),
        average_(network->parameters()),
        checkpoint_(context.checkpoints, key_of(design, task)),
        loss_(design, task.targets, device_, *task.peers),
        exchange_(network->parameters(), *task.peers),
        part_(training::part_of(design.options.batch_series, *task.peers)) {
    sizes_ = network->reads();
    sizes_.origins = static_cast<int>(design.options.batch_origins);
    int last = 1;
    for (const Span& target : task.targets) last = std::max(last, target.lead + target.length);
    sizes_.first = std::max(kFewestKnown, last / 2);
  }

  TrainingRecord train() {
    const std::int64_t updates = design_.options.updates;
    if (task_.salient < 1) find_salient();
    if (task_.judges != nullptr)
      judge_.emplace(*task_.judges, task_.judged, design_, task_, network_->reads(), context_);
    checkpoint_.restore(network_->parameters(), optimiser_, average_, &record_.curve.loss);
    training::share_state(*task_.peers, network_->parameters(), optimiser_, average_);
    const std::int64_t made = optimiser_.updates();
    learnt_ = made > 0;
    context_.progress->start(design_.model + ": train", static_cast<std::size_t>(updates), "updates");
    context_.progress->advance(static_cast<std::size_t>(made));
    const auto shards = static_cast<std::int64_t>(task_.training->shard_count());
    const std::int64_t visits = std::max(shards, shards == 1 ? 1 : updates / kUpdatesOfAVisit);
    for (std::int64_t visit = 0; visit < visits; ++visit) {
      const std::int64_t from = std::max(made, visit * updates / visits), to = (visit + 1) * updates / visits;
      if (from >= to || ended_) continue;
      task_.training->visit(static_cast<std::size_t>(visit % shards),
                            [&](const PanelView& view) { update_on(view, from, to); });
    }
    context_.progress->finish();
    if (made < updates) keep();
    if (!learnt_) {
      throw DataError(
          fmt::format("[{}] there is nothing to learn from: no series has {} known periods and one after "
                      "them",
                      design_.model, sizes_.first));
    }
    average_.give();
    for (std::size_t p = 0; p < record_.curve.loss.size(); ++p) {
      record_.curve.updates.push_back(static_cast<std::int64_t>(p) * kUpdatesOfANote);
    }
    return record_;
  }

 private:
  void update_on(const PanelView& view, std::int64_t from, std::int64_t to) {
    const std::vector<Learnable> series = learnable_series(view, sizes_.first);
    if (series.empty()) return;
    learnt_ = true;
    const Gatherer gatherer(view, *task_.set, *task_.facts, *task_.layout, task_.targets, sizes_);
    const auto draw = [&](std::int64_t update) { return draw_of(series, update); };
    const auto ahead = [&](std::int64_t update) {  // gathered while the network works on the one before
      return std::async(std::launch::async, [&, update] { return batch_of(gatherer, draw(update)); });
    };
    std::future<Batch> next = ahead(from);
    for (std::int64_t update = from; update < to; ++update) {
      const Batch batch = next.get();
      if (update + 1 < to) next = ahead(update + 1);
      const Made made = make(update, batch);
      if (!made.finite) refuse(view, update, draw(update));
      context_.progress->advance(1);
      if (made.stopped || checkpoint_.due()) keep();
      if (made.stopped) throw Interrupted("stopped");
      if (judge_ && look(update + 1)) return;
    }
  }

  std::vector<Block> draw_of(const std::vector<Learnable>& series, std::int64_t update) const {
    return draw_blocks(series, design_.options.batch_series, sizes_.origins, without_calendar(), task_.seed, update);
  }

  /// Of the blocks of an update, those that this process works on.
  Batch batch_of(const Gatherer& gatherer, const std::vector<Block>& blocks) const {
    const auto first = blocks.begin() + part_.first;
    return gatherer.gather(std::vector<Block>(first, first + part_.count), context_);
  }

  /// Holds all layers but those that the gradients of some batches, which no update sees, call salient.
  void find_salient() {
    at::Tensor loss = at::zeros({1}, at::TensorOptions(device_));
    task_.training->visit(0, [&](const PanelView& view) {
      const std::vector<Learnable> series = learnable_series(view, sizes_.first);
      if (series.empty()) return;
      const Gatherer gatherer(view, *task_.set, *task_.facts, *task_.layout, task_.targets, sizes_);
      for (std::int64_t b = 1; b <= kBatchesOfSalience; ++b) {
        const BatchTensors tensors(batch_of(gatherer, draw_of(series, -b)), device_);
        nn::Dropout none;
        loss = loss_(network_->head(), tensors, network_->forward(tensors, none));
        loss.backward();
      }
    });
    if (!task_.peers->alone()) exchange_.add_up(loss, false);
    record_.layers = training::hold_all_but_salient(*network_, task_.salient);
  }

  double without_calendar() const { return design_.options.calendar == "always" ? 0 : kWithoutCalendar; }

  struct Made {
    bool finite = true;    ///< loss and gradient
    bool stopped = false;  ///< whether this process, or one of its peers, is to stop
  };

  Made make(std::int64_t update, const Batch& batch) {
    nn::Dropout dropout(design_.options.dropout, hashed(task_.seed ^ hashed(static_cast<std::uint64_t>(update))),
                        part_.first);
    const BatchTensors tensors(batch, device_);
    at::Tensor loss = loss_(network_->head(), tensors, network_->forward(tensors, dropout));
    const bool noted = update % kUpdatesOfANote == 0;
    loss.backward();
    Made made;
    if (task_.peers->alone()) {
      if (noted) note(loss.item<double>());
    } else {
      const auto told = exchange_.add_up(loss, context_.stop.stop_requested());
      if (noted) note(told.loss);
      made.stopped = told.stop;
    }
    const double length =
        optimiser_.step(training::learning_rate(update, design_.options.updates, design_.options.learning_rate));
    if (2 * update >= design_.options.updates) average_.take();
    made.finite = std::isfinite(length);
    if (task_.peers->alone()) made.stopped = context_.stop.stop_requested();
    return made;
  }

  void note(double loss) {
    record_.curve.loss.push_back(loss);
    context_.progress->note(fmt::format("loss {:.4f}", loss));
  }

  void keep() { checkpoint_.keep(network_->parameters(), optimiser_, average_, record_.curve.loss); }

  /// Looks at the held-back periods now and then; whether they have not been forecast better for long.
  bool look(std::int64_t made) {
    const std::int64_t updates = design_.options.updates;
    if (made % std::max<std::int64_t>(1, updates / kLooks) != 0) return false;
    LearningCurve& curve = record_.curve;
    curve.judged.push_back(made);
    curve.held_back.push_back(judge_->loss_of(network_));
    if (!(curve.held_back.back() >= least_)) {
      least_ = curve.held_back.back();
      record_.best = made;
    }
    ended_ = static_cast<double>(made - record_.best) >= kPatience * static_cast<double>(updates);
    return ended_;
  }

  [[noreturn]] void refuse(const PanelView& view, std::int64_t update, const std::vector<Block>& blocks) const {
    std::vector<std::string> ids;
    for (const Block& block : blocks) {
      if (ids.size() < 5) ids.push_back(view.id(block.series));
    }
    throw DataError(
        fmt::format("[{}] the loss is no finite number at update {} of {}, on series {} and {} more; look "
                    "for demand or covariates without bounds, or lower {}.learning_rate",
                    design_.model, update + 1, design_.options.updates, fmt::join(ids, ", "),
                    blocks.size() - ids.size(), design_.model));
  }

  ForkingNetwork& network_;
  const NetworkDesign& design_;
  const TrainingTask& task_;
  const RunContext& context_;
  at::Device device_;
  training::AdamW optimiser_;
  training::WeightAverage average_;
  training::Checkpoint checkpoint_;
  BatchLoss loss_;
  training::GradientExchange exchange_;
  training::Part part_;
  Gatherer::Sizes sizes_;
  bool learnt_ = false;
  std::optional<HeldBackJudge> judge_;
  double least_ = std::numeric_limits<double>::infinity();
  bool ended_ = false;  ///< early
  TrainingRecord record_;
};

}  // namespace

TrainingRecord train_network(ForkingNetwork& network, const NetworkDesign& design, const TrainingTask& task,
                             const RunContext& context) {
  return Trainer(network, design, task, context).train();
}

}  // namespace demandcast::neural
