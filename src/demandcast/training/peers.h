// The processes that train one network together, as training speaks to them.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <string>

namespace demandcast::training {

/// Every process calls the same functions in the same order; each call waits for all. Functions throw Error, with
/// the ranks, where processes ended.
class Peers {
 public:
  virtual ~Peers() = default;
  virtual int rank() const = 0;
  virtual int count() const = 0;
  /// `numbers` summed over the processes, in place; the same bits in each.
  virtual void sum(at::Tensor& numbers) = 0;
  /// The numbers of rank 0, in place.
  virtual void share(at::Tensor& numbers) = 0;

  bool alone() const { return count() == 1; }
  bool leads() const { return rank() == 0; }
  /// Throws DataError, with `what` and the ranks that differ, unless `value` is that of rank 0 in every process.
  void agree(std::uint64_t value, const std::string& what);
  /// The value of rank 0.
  double shared(double value);
};

/// One process by itself.
class Alone final : public Peers {
 public:
  int rank() const override { return 0; }
  int count() const override { return 1; }
  void sum(at::Tensor&) override {}
  void share(at::Tensor&) override {}
};

/// The part of `all` things that one process works on: from `first`, `count` of them. Parts follow each other by rank
/// and differ by one at most.
struct Part {
  std::int64_t first = 0, count = 0;
};
Part part_of(std::int64_t all, const Peers& peers);

}  // namespace demandcast::training
