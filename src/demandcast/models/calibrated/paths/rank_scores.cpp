// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/calibrated/paths/rank_scores.h"

#include <algorithm>
#include <vector>

#include "demandcast/core/normal_quantile.h"

namespace demandcast {
namespace {

struct Drawn {
  float value;
  std::uint32_t luck;  // among equal values
  std::uint32_t path;
};

}  // namespace

void scores_by_rank(std::span<float> paths, std::size_t steps, RandomStream& random) {
  const std::size_t count = paths.size() / steps;
  std::vector<float> score_of_rank(count);
  for (std::size_t rank = 0; rank < count; ++rank) {
    const double level = (static_cast<double>(rank) + 0.5) / static_cast<double>(count);
    score_of_rank[rank] = static_cast<float>(normal_quantile(level));
  }
  std::vector<Drawn> drawn(count);
  for (std::size_t step = 0; step < steps; ++step) {
    for (std::size_t p = 0; p < count; ++p)
      drawn[p] = {paths[p * steps + step], random.next(), static_cast<std::uint32_t>(p)};
    std::ranges::sort(
        drawn, [](const Drawn& a, const Drawn& b) { return a.value != b.value ? a.value < b.value : a.luck < b.luck; });
    for (std::size_t rank = 0; rank < count; ++rank) paths[drawn[rank].path * steps + step] = score_of_rank[rank];
  }
}

}  // namespace demandcast
