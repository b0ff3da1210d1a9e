// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/peers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <bit>
#include <vector>

#include "demandcast/core/error.h"

namespace demandcast::training {

void Peers::agree(std::uint64_t value, const std::string& what) {
  if (alone()) return;
  at::Tensor leading = at::full({1}, std::bit_cast<std::int64_t>(value), at::kLong);
  share(leading);
  at::Tensor differ = at::zeros({count()}, at::kLong);
  if (leading.item<std::int64_t>() != std::bit_cast<std::int64_t>(value)) differ[rank()] = 1;
  sum(differ);
  std::vector<int> others;
  for (int r = 0; r < count(); ++r) {
    if (differ[r].item<std::int64_t>() != 0) others.push_back(r);
  }
  if (others.empty()) return;
  throw DataError(fmt::format("rank {} of {} has {} than rank 0; give every process the same data and flags",
                              fmt::join(others, " and "), count(), what));
}

double Peers::shared(double value) {
  if (alone()) return value;
  at::Tensor number = at::full({1}, value, at::kDouble);
  share(number);
  return number.item<double>();
}

Part part_of(std::int64_t all, const Peers& peers) {
  const std::int64_t first = all * peers.rank() / peers.count();
  return {first, all * (peers.rank() + 1) / peers.count() - first};
}

}  // namespace demandcast::training
