// Peers that are threads of a test's process.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barrier>
#include <memory>
#include <thread>
#include <vector>

#include "demandcast/training/peers.h"

namespace demandcast::training {

/// What they exchange through.
struct Table {
  explicit Table(int count) : places(static_cast<std::size_t>(count)), all_here(count) {}
  std::vector<at::Tensor> places;
  std::barrier<> all_here;
};

class ThreadPeers final : public Peers {
 public:
  ThreadPeers(int rank, int count, Table& table) : rank_(rank), count_(count), table_(&table) {}
  int rank() const override { return rank_; }
  int count() const override { return count_; }
  void sum(at::Tensor& numbers) override {
    put(numbers);
    at::Tensor all = table_->places[0].clone();
    for (std::size_t r = 1; r < table_->places.size(); ++r) all += table_->places[r];
    take(numbers, all);
  }
  void share(at::Tensor& numbers) override {
    put(numbers);
    take(numbers, table_->places[0].clone());
  }

 private:
  void put(const at::Tensor& numbers) {
    table_->places[static_cast<std::size_t>(rank_)] = numbers.clone();
    table_->all_here.arrive_and_wait();
  }
  void take(at::Tensor& numbers, const at::Tensor& all) {
    table_->all_here.arrive_and_wait();
    numbers.copy_(all);
  }

  int rank_, count_;
  Table* table_;
};

/// Runs `work(peers)` in `count` threads at once.
template <class Work>
void run_together(int count, Work work) {
  Table table(count);
  std::vector<std::jthread> threads;
  for (int rank = 0; rank < count; ++rank) {
    threads.emplace_back([rank, count, &table, &work] {
      ThreadPeers peers(rank, count, table);
      work(peers);
    });
  }
}

}  // namespace demandcast::training
