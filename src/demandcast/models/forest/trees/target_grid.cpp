// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/target_grid.h"

#include <algorithm>
#include <numeric>

namespace demandcast {
namespace {

constexpr double kTail = 0.01;      // share of the targets that lie in the tail
constexpr double kTailShare = 0.1;  // share of the grid that they get

/// Where the cells end among `count` sorted targets.
std::vector<std::size_t> cell_ends(std::size_t count, std::size_t cells) {
  const auto in_tail = static_cast<std::size_t>(kTailShare * static_cast<double>(cells));
  const auto body_end = static_cast<double>(count) * (1 - kTail);
  std::vector<std::size_t> ends;
  for (std::size_t i = 1; i <= cells - in_tail; ++i) {
    ends.push_back(static_cast<std::size_t>(body_end * static_cast<double>(i) / static_cast<double>(cells - in_tail)));
  }
  for (std::size_t i = 1; i <= in_tail; ++i) {
    ends.push_back(static_cast<std::size_t>(body_end + (static_cast<double>(count) - body_end) *
                                                           static_cast<double>(i) / static_cast<double>(in_tail)));
  }
  ends.back() = count;
  return ends;
}

}  // namespace

TargetGrid TargetGrid::of(std::vector<float> targets) {
  std::ranges::sort(targets);
  const auto zeros = static_cast<std::size_t>(std::ranges::upper_bound(targets, 0.0F) - targets.begin());
  std::vector<float> values;
  if (zeros > 0) values.push_back(0);
  const std::size_t positive = targets.size() - zeros;
  std::size_t start = zeros;
  if (positive > 0) {
    for (std::size_t end : cell_ends(positive, std::min(positive, kMost - 1))) {
      end += zeros;
      while (end > start && end < targets.size() && targets[end] == targets[end - 1]) ++end;  // equals together
      if (end <= start) continue;
      const double sum = std::accumulate(targets.begin() + static_cast<std::ptrdiff_t>(start),
                                         targets.begin() + static_cast<std::ptrdiff_t>(end), 0.0);
      values.push_back(static_cast<float>(sum / static_cast<double>(end - start)));
      start = end;
    }
  }
  return TargetGrid(std::move(values));
}

TargetCode TargetGrid::code(float target) const {
  const auto above = std::ranges::lower_bound(values_, target);
  if (above == values_.begin()) return 0;
  const auto place = static_cast<TargetCode>(above - values_.begin());
  if (above == values_.end()) return static_cast<TargetCode>(place - 1);
  const bool lower = target - *(above - 1) < *above - target && *(above - 1) > 0;
  return lower ? static_cast<TargetCode>(place - 1) : place;
}

}  // namespace demandcast
