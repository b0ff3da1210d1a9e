// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/neural/network/held_back_judge.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "demandcast/core/random.h"
#include "demandcast/models/neural/network/new_network.h"

namespace demandcast::neural {
namespace {

constexpr std::size_t kMostSeries = 512;

/// The newest origin of each is `steps` before that of the view.
std::vector<Block> chosen_blocks(const PanelView& view, int steps, const NetworkDesign& design) {
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (std::size_t i = 0; i < view.series_count(); ++i) order.emplace_back(stream_key(view.id(i)), i);
  std::ranges::sort(order);
  std::vector<Block> blocks;
  for (const auto& [key, i] : order) {
    const Period origin = view.origin(i) - steps;
    if (blocks.size() < kMostSeries && origin >= view.series(i).first_period()) {
      blocks.push_back({i, origin, design.options.calendar != "training"});
    }
  }
  return blocks;
}

/// Targets of the newest origin of a block alone: those before it may have been learnt.
void forget_earlier(Batch& batch) {
  const std::size_t cells = static_cast<std::size_t>(batch.targets), origins = static_cast<std::size_t>(batch.origins);
  for (std::size_t block = 0; block < static_cast<std::size_t>(batch.blocks); ++block) {
    const auto first = batch.demand.begin() + static_cast<std::ptrdiff_t>(block * origins * cells);
    std::fill_n(first, (origins - 1) * cells, std::numeric_limits<float>::quiet_NaN());
  }
}

}  // namespace

HeldBackJudge::HeldBackJudge(const PanelStream& now, int steps, const NetworkDesign& design, const TrainingTask& task,
                             const Gatherer::Sizes& reads, const RunContext& context)
    : loss_(design, task.targets, device_of(design), alone_) {
  now.visit(0, [&](const PanelView& view) {
    const std::vector<Block> blocks = chosen_blocks(view, steps, design);
    if (blocks.empty()) return;
    const Gatherer gatherer(view, *task.set, *task.facts, *task.layout, task.targets, reads);
    Batch batch = gatherer.gather(blocks, context);
    forget_earlier(batch);
    const auto known = [](float demand) { return !std::isnan(demand); };
    if (std::ranges::any_of(batch.demand, known)) batch_.emplace(batch, device_of(design));
  });
}

double HeldBackJudge::loss_of(ForkingNetwork& network) const {
  if (!batch_) return std::numeric_limits<double>::quiet_NaN();
  const at::NoGradGuard no_gradient;
  nn::Dropout none;
  return loss_(network->head(), *batch_, network->forward(*batch_, none)).item<double>();
}

}  // namespace demandcast::neural
