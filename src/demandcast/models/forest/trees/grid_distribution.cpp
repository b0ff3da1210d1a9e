// SPDX-License-Identifier: Apache-2.0
#include "demandcast/models/forest/trees/grid_distribution.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace demandcast {
namespace {

constexpr std::size_t kLanes = 8;   // sums kept side by side, so that no addition waits for the one before it
constexpr std::size_t kBlock = 32;  // places of the grid whose weights are summed before any is looked at

std::size_t block_of(std::size_t code) { return code / kBlock * kBlock; }

std::int32_t sum_of_block(const std::int32_t* weights) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < kBlock; ++i) sum += weights[i];
  return sum;
}

}  // namespace

GridDistribution::GridDistribution(const TargetGrid& grid, std::size_t most_leaves)
    : grid_(&grid),
      unit_(static_cast<Weight>(
          std::bit_floor(std::numeric_limits<Weight>::max() / std::max<std::size_t>(most_leaves, 1)))),
      weights_(block_of(grid.size() + kBlock - 1)) {
  clear();
}

void GridDistribution::clear() {
  if (begin_ < end_) std::fill(weights_.data() + begin_, weights_.data() + end_, 0);
  begin_ = weights_.size();
  end_ = 0;
  leaves_ = 0;
}

void GridDistribution::spread(std::span<const TargetCode> targets, Weight sign) {
  begin_ = std::min(begin_, std::size_t{targets.front()});
  end_ = std::max(end_, targets.back() + std::size_t{1});
  Weight* const weights = weights_.data();
  const auto count = static_cast<std::uint32_t>(targets.size());
  if ((count & (count - 1)) == 0 && count <= static_cast<std::uint32_t>(unit_)) {  // a power of two
    const Weight each = sign * (unit_ >> std::countr_zero(count));
    for (const TargetCode code : targets) weights[code] += each;
    return;
  }
  const std::uint64_t step = ((std::uint64_t{static_cast<std::uint32_t>(unit_)} << 32) + count - 1) / count;
  std::uint64_t all = 0;  // of the targets so far, in units of 2^-32; as much as is whole of it is given
  for (const TargetCode code : targets) {
    const auto given = static_cast<Weight>(all >> 32);
    all += step;
    weights[code] += sign * (static_cast<Weight>(all >> 32) - given);
  }
}

double GridDistribution::mean() const {
  if (begin_ >= end_) return 0;
  const float* const values = grid_->values().data();
  std::array<double, kLanes> lanes{};
  std::size_t code = begin_;
  for (; code + kLanes <= end_; code += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      lanes[lane] += double{values[code + lane]} * weights_[code + lane];
  }
  for (; code < end_; ++code) lanes[0] += double{values[code]} * weights_[code];
  const double sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
  return sum / total();
}

void GridDistribution::quantiles(std::span<const double> levels, std::span<double> values) const {
  std::size_t block = block_of(begin_), code = block;
  std::int64_t before = 0;  // the weights up to the block, and of those within it up to the code
  std::int64_t within = weights_[code];
  std::int64_t all = sum_of_block(weights_.data() + block);
  for (std::size_t i = 0; i < levels.size(); ++i) {
    // Each leaf gave its targets up to any less than one weight too little.
    const std::int64_t wanted = std::max<std::int64_t>(1, static_cast<std::int64_t>(levels[i] * total()) - leaves_ + 1);
    while (before + all < wanted && block + kBlock < end_) {
      before += all;
      block += kBlock;
      code = block;
      within = weights_[code];
      all = sum_of_block(weights_.data() + block);
    }
    const std::size_t last = std::min(block + kBlock, end_) - 1;
    while (before + within < wanted && code < last) within += weights_[++code];
    values[i] = grid_->value(static_cast<TargetCode>(code));
  }
}

}  // namespace demandcast
