// A sign of life in a store that several processes share.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <thread>
#include <torch/csrc/distributed/c10d/Store.hpp>
#include <vector>

namespace demandcast::training {

/// While it lives, a thread counts up this process's number in the store. The store may be used by one Pulse alone.
class Pulse {
 public:
  Pulse(c10::intrusive_ptr<c10d::Store> store, int rank, int count);
  ~Pulse();
  Pulse(const Pulse&) = delete;
  Pulse& operator=(const Pulse&) = delete;
  /// Called when the others are lost: the ranks that ended, as the first process to ask found them, so that all blame
  /// the same. Waits for a few beats. Empty where all go on beating.
  std::vector<int> ended();

 private:
  void beat(const std::stop_token& stop);
  std::vector<std::int64_t> counts();
  std::vector<int> silent();

  c10::intrusive_ptr<c10d::Store> store_;
  int rank_, count_;
  std::jthread thread_;  ///< last, so that it ends first
};

}  // namespace demandcast::training
