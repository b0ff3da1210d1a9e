// SPDX-License-Identifier: Apache-2.0
#include "demandcast/training/pulse.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <sstream>

namespace demandcast::training {
namespace {

constexpr std::chrono::milliseconds kBetweenBeats{500};
constexpr int kBeatsUntilSilent = 8;
constexpr const char* kEnded = "demandcast/ended";

std::string beats_of(int rank) { return fmt::format("demandcast/beats/{}", rank); }

std::vector<std::uint8_t> bytes_of(const std::vector<int>& ranks) {
  const std::string text = fmt::format("{}", fmt::join(ranks, " "));
  return {text.begin(), text.end()};
}

std::vector<int> ranks_of(const std::vector<std::uint8_t>& bytes) {
  std::istringstream text(std::string(bytes.begin(), bytes.end()));
  std::vector<int> ranks;
  for (int rank = 0; text >> rank;) ranks.push_back(rank);
  return ranks;
}

}  // namespace

Pulse::Pulse(c10::intrusive_ptr<c10d::Store> store, int rank, int count)
    : store_(std::move(store)),
      rank_(rank),
      count_(count),
      thread_([this](const std::stop_token& stop) { beat(stop); }) {}

Pulse::~Pulse() = default;

void Pulse::beat(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    try {
      store_->add(beats_of(rank_), 1);
    } catch (const std::exception&) {  // the store went with the process that held it; the next exchange tells
      return;
    }
    wake.wait_for(lock, stop, kBetweenBeats, [] { return false; });
  }
}

std::vector<std::int64_t> Pulse::counts() {
  std::vector<std::int64_t> all;
  for (int rank = 0; rank < count_; ++rank) all.push_back(store_->add(beats_of(rank), 0));
  return all;
}

std::vector<int> Pulse::silent() {
  const std::vector<std::int64_t> before = counts();
  std::this_thread::sleep_for(kBeatsUntilSilent * kBetweenBeats);
  const std::vector<std::int64_t> after = counts();
  std::vector<int> ranks;
  for (int rank = 0; rank < count_; ++rank) {
    const auto r = static_cast<std::size_t>(rank);
    if (rank != rank_ && after[r] == before[r]) ranks.push_back(rank);
  }
  return ranks;
}

std::vector<int> Pulse::ended() {
  if (store_->check({kEnded})) return ranks_of(store_->get(kEnded));
  std::vector<int> ranks = silent();
  if (store_->check({kEnded})) return ranks_of(store_->get(kEnded));
  if (!ranks.empty()) store_->set(kEnded, bytes_of(ranks));
  return ranks;
}

}  // namespace demandcast::training
